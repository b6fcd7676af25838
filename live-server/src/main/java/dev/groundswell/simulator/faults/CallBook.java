package dev.groundswell.simulator.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who called what, and who called before a Retry-After was over.
 *
 * <p>A 429 that was ordered for one listener holds for that listener's calls of the class of
 * endpoints, any other for everybody's. Calls that come within a second of it may have been on
 * their way and are not held against anybody.
 */
public final class CallBook {
  private static final Duration ON_THE_WAY = Duration.ofSeconds(1);
  private static final int MOST_TOLD = 100;
  private static final int MOST_BANS = 10_000;

  private final Clock clock;
  private final Map<Endpoint, Map<Integer, Long>> answers = new EnumMap<>(Endpoint.class);
  private final Map<Banned, Ban> bans = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();
  private long violated;

  /** Whose calls of what; {@code listener} null: everybody's. */
  private record Banned(Endpoint endpoint, @Nullable Integer listener) {}

  private record Ban(Instant since, Instant until) {}

  /** A call that came too early. */
  public record Violation(
      Endpoint endpoint, @Nullable Integer listener, Instant at, Instant until) {}

  /**
   * What is in the book.
   *
   * @param answers how many calls were answered, by status
   * @param violations how many came too early
   * @param first the first of these
   */
  public record Report(
      Map<Endpoint, Map<Integer, Long>> answers, long violations, List<Violation> first) {}

  public CallBook(Clock clock) {
    this.clock = clock;
  }

  /** Somebody, maybe unknown, calls. */
  public synchronized void called(Endpoint endpoint, @Nullable Integer caller) {
    check(endpoint, caller, new Banned(endpoint, null));
    if (caller != null) {
      check(endpoint, caller, new Banned(endpoint, caller));
    }
  }

  private void check(Endpoint endpoint, @Nullable Integer caller, Banned banned) {
    Ban ban = bans.get(banned);
    Instant now = clock.instant();
    if (ban == null || now.isBefore(ban.since.plus(ON_THE_WAY))) {
      return;
    }
    if (now.isBefore(ban.until)) {
      violated++;
      if (violations.size() < MOST_TOLD) {
        violations.add(new Violation(endpoint, caller, now, ban.until));
      }
    } else {
      bans.remove(banned);
    }
  }

  /** Calls are not to come again before {@code retryAfter} is over. */
  public synchronized void limited(
      Endpoint endpoint, @Nullable Integer listener, Duration retryAfter) {
    if (bans.size() < MOST_BANS) {
      Instant now = clock.instant();
      bans.merge(
          new Banned(endpoint, listener),
          new Ban(now, now.plus(retryAfter)),
          (before, after) ->
              // One answered before counts from when it was told first.
              now.isBefore(before.until)
                  ? new Ban(before.since, later(before.until, after.until))
                  : after);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** A call has been answered. */
  public synchronized void answered(Endpoint endpoint, int status) {
    answers.computeIfAbsent(endpoint, any -> new TreeMap<>()).merge(status, 1L, Long::sum);
  }

  public synchronized Report report() {
    Map<Endpoint, Map<Integer, Long>> copy = new EnumMap<>(Endpoint.class);
    answers.forEach((endpoint, byStatus) -> copy.put(endpoint, new TreeMap<>(byStatus)));
    return new Report(copy, violated, List.copyOf(violations));
  }

  /** Begins anew; what was forbidden stays so. */
  public synchronized void clear() {
    answers.clear();
    violations.clear();
    violated = 0;
  }
}
