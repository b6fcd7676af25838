package dev.groundswell.server.poll;

import java.time.Duration;
import java.time.Instant;

/**
 * So many calls in any window of time, and not one more.
 *
 * <p>A ring holds when each of the last {@code calls} calls was made; the next may be made once the
 * oldest of them has left the window.
 */
final class Budget {
  private final long[] madeAt;
  private final long windowMillis;
  private int oldest;

  Budget(int calls, Duration window) {
    this.madeAt = new long[calls];
    this.windowMillis = window.toMillis();
  }

  /** Takes one call from the budget, if there is one. */
  boolean take(Instant now) {
    if (nextAt().isAfter(now)) {
      return false;
    }
    madeAt[oldest] = now.toEpochMilli();
    oldest = (oldest + 1) % madeAt.length;
    return true;
  }

  /** From when on the next call may be made. */
  Instant nextAt() {
    return Instant.ofEpochMilli(madeAt[oldest] == 0 ? 0 : madeAt[oldest] + windowMillis);
  }

  /** How many calls could be made now. */
  int left(Instant now) {
    long until = now.toEpochMilli() - windowMillis;
    int low = 0;
    int high = madeAt.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (madeAt[(oldest + middle) % madeAt.length] <= until) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
