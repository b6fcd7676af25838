package dev.groundswell.events;

import java.time.Duration;

/**
 * Minutes by their number since the epoch, as boards along the last hour count them.
 *
 * <p>Like a window, a minute is without its old edge and with its new one. A course over time has a
 * point at the end of each whole minute, which goes over the {@link #SPAN} minutes that end there.
 */
public final class Minutes {
  public static final long MILLIS = Duration.ofMinutes(1).toMillis();

  /** Over how many minutes a point goes. */
  public static final int SPAN = 5;

  private Minutes() {}

  /** The minute in which an instant lies. */
  public static long of(long instant) {
    return Math.floorDiv(instant - 1, MILLIS);
  }

  /** The first whole minute behind {@code from}. */
  public static long firstBehind(long from) {
    return -Math.floorDiv(-from, MILLIS);
  }

  /** The last whole minute up to {@code asOf}. */
  public static long lastUpTo(long asOf) {
    return Math.floorDiv(asOf, MILLIS) - 1;
  }

  /** The instant at which a minute ends, epoch milliseconds. */
  public static long endOf(long minute) {
    return (minute + 1) * MILLIS;
  }
}
