package dev.groundswell.server.boards;

import java.time.Clock;
import java.time.Duration;

/**
 * How far the jobs' event time has come, and whether it still moves.
 *
 * <p>Everything committed before it is in the boards. When it lies further back than the limit, the
 * boards are stale: the jobs, the relay, the ledger or Redis are away.
 */
public final class JobsTime {
  /** How old {@code as_of} may be before boards are called stale. */
  public static final Duration LIMIT = Duration.ofSeconds(5);

  private final Clock clock;
  private volatile long asOf;

  public JobsTime(Clock clock) {
    this.clock = clock;
  }

  /** Epoch milliseconds; 0 where the jobs have never been heard of. */
  public long asOf() {
    return asOf;
  }

  public boolean isStale() {
    return clock.millis() - asOf > LIMIT.toMillis();
  }

  void is(long newAsOf) {
    asOf = newAsOf;
  }
}
