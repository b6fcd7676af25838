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
 * has succeeded do the others follow. A class that gives nobody an answer is left alone likewise,
 * for a short while at a time, so that an outage costs few calls and its end is seen soon.
 */
final class Breakers {
  private static final Duration UNSAID = Duration.ofSeconds(30);
  private static final Duration UNSAID_QUOTA = Duration.ofHours(1);
  private static final Duration LONGEST_UNSAID = Duration.ofHours(6);
  private static final int JITTER_MS = 3000;

  /** Retry-After counts whole seconds: a server that cuts off the rest means up to one more. */
  private static final Duration CUT_OFF = Duration.ofSeconds(1);

  /** So many calls in a row without an answer are no single listener's trouble. */
  private static final int TROUBLE = 10;

  private static final Duration OUTAGE = Duration.ofSeconds(5);
  private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);
  private static final String NO_ANSWER = "NO_ANSWER";

  private final Map<EndpointClass, State> states = new EnumMap<>(EndpointClass.class);
  private final RandomGenerator random;

  private static final class State {
    private Instant openUntil = Instant.EPOCH;
    private String reason = "";
    private boolean tripped;
    private boolean probing;
    private int refusals;
    private int unanswered;
    private int outages;
  }

  Breakers(RandomGenerator random) {
    this.random = random;
    for (EndpointClass endpoint : EndpointClass.values()) {
      states.put(endpoint, new State());
    }
  }

  /** Takes over what this or another server was told; what is known already stays. */
  void restore(List<Breaker> saved) {
    for (Breaker breaker : saved) {
      State state = state(breaker.endpoint());
      if (breaker.openUntil().isAfter(state.openUntil)) {
        state.openUntil = breaker.openUntil();
        state.reason = breaker.reason();
        state.tripped = true;
      }
    }
  }

  boolean admits(EndpointClass endpoint, Instant now) {
    State state = state(endpoint);
    return !state.tripped || (!state.openUntil.isAfter(now) && !state.probing);
  }

  /** Whether a call that was admitted may still go out, though others have ended meanwhile. */
  boolean stillAdmits(EndpointClass endpoint, boolean probe, Instant now) {
    State state = state(endpoint);
    return !state.tripped || (probe && !state.openUntil.isAfter(now));
  }

  /** Whether the class was closed and has not answered since. */
  boolean isOpen(EndpointClass endpoint) {
    return state(endpoint).tripped;
  }

  Instant openUntil(EndpointClass endpoint) {
    return state(endpoint).openUntil;
  }

  /** Why and how long the class is closed, null where it is not. */
  @Nullable Breaker open(EndpointClass endpoint) {
    State state = state(endpoint);
    return state.tripped ? new Breaker(endpoint, state.openUntil, state.reason) : null;
  }

  /** A call goes ahead; returns whether it is the one that goes before the others. */
  boolean begin(EndpointClass endpoint) {
    State state = state(endpoint);
    state.probing = state.tripped;
    return state.probing;
  }

  /** A call has got an answer that is no refusal. */
  void answered(EndpointClass endpoint, boolean probe) {
    State state = state(endpoint);
    state.unanswered = 0;
    if (!probe) {
      // It was under way when the breaker tripped, and says nothing of the time after.
      return;
    }
    state.probing = false;
    state.tripped = false;
    state.refusals = 0;
    state.outages = 0;
  }

  /** A turn has ended without a call. */
  void notMade(EndpointClass endpoint, boolean probe) {
    State state = state(endpoint);
    state.probing = state.probing && !probe;
  }

  /** A call has got no answer that could be used. */
  void unanswered(EndpointClass endpoint, boolean probe, Instant now) {
    State state = state(endpoint);
    state.probing = state.probing && !probe;
    state.unanswered++;
    if (probe || (!state.tripped && state.unanswered >= TROUBLE)) {
      Duration wait = OUTAGE.multipliedBy(1L << Math.min(state.outages, 10));
      close(state, shorter(wait, LONGEST_OUTAGE), NO_ANSWER, now);
      state.outages++;
    }
  }

  /** Spotify has refused a call; returns what is to be remembered. */
  Breaker refused(EndpointClass endpoint, boolean probe, RateLimited<?> limited, Instant now) {
    State state = state(endpoint);
    if (probe || state.refusals == 0) {
      state.refusals++;
    }
    state.probing = state.probing && !probe;
    Duration told = limited.retryAfter();
    Duration wait = told == null ? unsaid(limited.reason(), state.refusals) : told.plus(CUT_OFF);
    close(state, wait, limited.reason() == null ? "RATE_LIMITED" : limited.reason(), now);
    return new Breaker(endpoint, state.openUntil, state.reason);
  }

  private void close(State state, Duration wait, String reason, Instant now) {
    Instant until = now.plus(wait).plusMillis(random.nextInt(JITTER_MS));
    state.tripped = true;
    if (until.isAfter(state.openUntil)) {
      state.openUntil = until;
      state.reason = reason;
    }
  }

  private static Duration unsaid(@Nullable String reason, int refusals) {
    Duration first = RateLimited.QUOTA_EXCEEDED.equals(reason) ? UNSAID_QUOTA : UNSAID;
    return shorter(first.multipliedBy(1L << Math.min(refusals - 1, 10)), LONGEST_UNSAID);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private State state(EndpointClass endpoint) {
    State state = states.get(endpoint);
    if (state == null) {
      throw new IllegalStateException("no breaker for " + endpoint);
    }
    return state;
  }
}
