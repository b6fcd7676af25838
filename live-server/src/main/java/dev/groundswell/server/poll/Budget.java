package dev.groundswell.server.poll;

import java.time.Duration;
import java.time.Instant;

/**
 * So many calls in any window of time, and not one more.
 *
 * <p>A ring holds when each call of the window was made; where all are spent, the next may be made
 * once enough of them have left the window. Of several servers each has the share of the shards it
 * holds, so that together they keep to the whole.
 */
final class Budget {
  private final long[] madeAt;
  private final long windowMillis;
  private int oldest;
  private int made;
  private int limit;

  Budget(int calls, Duration window) {
    this.madeAt = new long[calls];
    this.limit = calls;
    this.windowMillis = window.toMillis();
  }

  /** From now on this part of the calls is ours. */
  void share(int part, int whole) {
    limit = (int) ((long) madeAt.length * part / whole);
  }

  /** Takes one call from the budget, if there is one. */
  boolean take(Instant now) {
    forget(now);
    if (made >= limit) {
      return false;
    }
    madeAt[(oldest + made) % madeAt.length] = now.toEpochMilli();
    made++;
    return true;
  }

  /** From when on the next call may be made. */
  Instant nextAt() {
    if (made < limit) {
      return Instant.EPOCH;
    }
    return limit == 0
        ? Instant.MAX
        : Instant.ofEpochMilli(madeAt[(oldest + made - limit) % madeAt.length] + windowMillis);
  }

  /** How many calls could be made now. */
  int left(Instant now) {
    forget(now);
    return Math.max(0, limit - made);
  }

  /** How many calls may be made in a window. */
  int limit() {
    return limit;
  }

  /** How many calls may be made in an hour. */
  double perHour() {
    return limit * (3_600_000.0 / windowMillis);
  }

  private void forget(Instant now) {
    long until = now.toEpochMilli() - windowMillis;
    while (made > 0 && madeAt[oldest] <= until) {
      oldest = (oldest + 1) % madeAt.length;
      made--;
    }
  }
}
