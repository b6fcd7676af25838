package dev.groundswell.events;

import java.time.Duration;

/**
 * The points of the wave: at the end of every minute, each over the minutes that end there.
 *
 * <p>All of what a point counts is inside the window, so there are as many points as the window has
 * whole minutes, but for the first few.
 */
public final class WavePoints {
  public static final long STEP_MILLIS = Duration.ofMinutes(1).toMillis();

  /** Over how many minutes a point goes. */
  public static final int SPAN = 5;

  private WavePoints() {}

  /** The minute, by its number since the epoch, in which a play counted at an instant lies. */
  public static long minuteOf(long countedAt) {
    // Like a window, a minute is without its old edge and with its new one.
    return Math.floorDiv(countedAt - 1, STEP_MILLIS);
  }

  /** The first whole minute behind {@code from}. */
  public static long firstMinute(long from) {
    return -Math.floorDiv(-from, STEP_MILLIS);
  }

  /** The last whole minute up to {@code asOf}. */
  public static long lastMinute(long asOf) {
    return Math.floorDiv(asOf, STEP_MILLIS) - 1;
  }

  /** The instant of the last point as of {@code asOf}, epoch milliseconds. */
  public static long until(long asOf) {
    return (lastMinute(asOf) + 1) * STEP_MILLIS;
  }
}
