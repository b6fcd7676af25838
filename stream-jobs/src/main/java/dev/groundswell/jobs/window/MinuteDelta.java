package dev.groundswell.jobs.window;

import dev.groundswell.events.Minutes;

/**
 * What is to be added to the plays of one item in one minute, to its distinct listeners in that
 * minute, and to those at each point over several minutes that counts it.
 *
 * <p>An item here is everything ({@link Item#WHOLE}), a genre, no genre, or the first of a play's
 * artists.
 */
public final class MinuteDelta implements TimeNews {
  /** How many points count a minute: the one at its end and those after it. */
  static final int POINTS = Minutes.SPAN;

  final long item;
  final long minute;
  final long at;
  int plays;
  int listeners;

  /** To add to the listeners at the point at the end of the minute, and at each after it. */
  final int[] points = new int[POINTS];

  public MinuteDelta(long item, long minute, long at) {
    this.item = item;
    this.minute = minute;
    this.at = at;
  }

  /** What amounts to so many plays and listeners in a minute, and listeners at its own point. */
  public static MinuteDelta amounting(
      long item, long minute, int plays, int listeners, int listenersAtPoint) {
    MinuteDelta delta = new MinuteDelta(item, minute, Long.MIN_VALUE);
    delta.plays = plays;
    delta.listeners = listeners;
    delta.points[0] = listenersAtPoint;
    return delta;
  }

  /**
   * Adds one play more or less.
   *
   * @param first whether with it the listener comes to the item in this minute, or goes
   * @param fresh the points at which they do, bit {@code 1 << place} for each
   */
  void add(int sign, boolean first, int fresh) {
    plays += sign;
    listeners += first ? sign : 0;
    for (int i = 0; i < POINTS; i++) {
      points[i] += sign * (fresh >> i & 1);
    }
  }

  void add(MinuteDelta other) {
    plays += other.plays;
    listeners += other.listeners;
    for (int i = 0; i < POINTS; i++) {
      points[i] += other.points[i];
    }
  }

  @Override
  public long at() {
    return at;
  }

  /** The item; see {@link Item}. */
  public long item() {
    return item;
  }

  /** The minute, by its number since the epoch. */
  public long minute() {
    return minute;
  }

  public int plays() {
    return plays;
  }

  public int listeners() {
    return listeners;
  }

  /** What is to be added to the listeners at the point that ends so many minutes later. */
  public int listenersAt(int minutesLater) {
    return points[minutesLater];
  }
}
