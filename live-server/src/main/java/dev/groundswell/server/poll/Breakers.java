package dev.groundswell.server.poll;

import dev.groundswell.server.spotify.Answer.RateLimited;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which classes of endpoints may be called.
 *
 * <p>After a refusal nobody calls the class before its time. Then one call goes ahead; only when it
 * has succeeded do the others follow.
 */
final class Breakers {
  private static final Duration UNSAID = Duration.ofSeconds(30);
  private static final Duration UNSAID_QUOTA = Duration.ofHours(1);
  private static final Duration LONGEST_UNSAID = Duration.ofHours(6);
  private static final int JITTER_MS = 3000;

  private final Map<EndpointClass, State> states = new EnumMap<>(EndpointClass.class);
  private final RandomGenerator random;

  private static final class State {
    private Instant openUntil = Instant.EPOCH;
    private boolean tripped;
    private boolean probing;
    private int refusals;
  }

  Breakers(RandomGenerator random) {
    this.random = random;
    for (EndpointClass endpoint : EndpointClass.values()) {
      states.put(endpoint, new State());
    }
  }

  void restore(List<Breaker> saved) {
    for (Breaker breaker : saved) {
      State state = state(breaker.endpoint());
      state.openUntil = breaker.openUntil();
      state.tripped = true;
    }
  }

  boolean admits(EndpointClass endpoint, Instant now) {
    State state = state(endpoint);
    return !state.tripped || (!state.openUntil.isAfter(now) && !state.probing);
  }

  /** Whether Spotify has refused the class and has not yet taken it up again. */
  boolean isOpen(EndpointClass endpoint) {
    return state(endpoint).tripped;
  }

  Instant openUntil(EndpointClass endpoint) {
    return state(endpoint).openUntil;
  }

  /** A call goes ahead; returns whether it is the one that goes before the others. */
  boolean begin(EndpointClass endpoint) {
    State state = state(endpoint);
    state.probing = state.tripped;
    return state.probing;
  }

  /** A call has ended otherwise than by a refusal, {@code answered} if Spotify said anything. */
  void ended(EndpointClass endpoint, boolean probe, boolean answered) {
    State state = state(endpoint);
    if (!probe) {
      // It was under way when the breaker tripped, and says nothing of the time after.
      return;
    }
    state.probing = false;
    if (answered) {
      state.tripped = false;
      state.refusals = 0;
    }
  }

  /** Spotify has refused a call; returns what is to be remembered. */
  Breaker refused(EndpointClass endpoint, boolean probe, Finding.Limited limited, Instant now) {
    State state = state(endpoint);
    if (probe || !state.tripped) {
      state.refusals++;
    }
    state.probing = state.probing && !probe;
    state.tripped = true;
    Duration told = limited.retryAfter();
    Duration wait = told == null ? unsaid(limited.reason(), state.refusals) : told;
    Instant until = now.plus(wait).plusMillis(random.nextInt(JITTER_MS));
    if (until.isAfter(state.openUntil)) {
      state.openUntil = until;
    }
    String reason = limited.reason() == null ? "RATE_LIMITED" : limited.reason();
    return new Breaker(endpoint, state.openUntil, reason);
  }

  private static Duration unsaid(@Nullable String reason, int refusals) {
    Duration first = RateLimited.QUOTA_EXCEEDED.equals(reason) ? UNSAID_QUOTA : UNSAID;
    Duration wait = first.multipliedBy(1L << Math.min(refusals - 1, 10));
    return wait.compareTo(LONGEST_UNSAID) > 0 ? LONGEST_UNSAID : wait;
  }

  private State state(EndpointClass endpoint) {
    State state = states.get(endpoint);
    if (state == null) {
      throw new IllegalStateException("no breaker for " + endpoint);
    }
    return state;
  }
}
