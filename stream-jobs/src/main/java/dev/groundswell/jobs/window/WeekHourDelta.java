package dev.groundswell.jobs.window;

/** What is to be added to the plays and distinct listeners of an hour of the week. */
public final class WeekHourDelta implements TimeNews {
  /** How many hours a week has. */
  public static final int HOURS = 7 * 24;

  final int weekHour;
  final long at;
  int plays;
  int listeners;

  /**
   * @param weekHour from 1 to {@link #HOURS}
   */
  public WeekHourDelta(int weekHour, long at) {
    this.weekHour = weekHour;
    this.at = at;
  }

  /** What amounts to so many plays and listeners. */
  public static WeekHourDelta amounting(int weekHour, int plays, int listeners) {
    WeekHourDelta delta = new WeekHourDelta(weekHour, Long.MIN_VALUE);
    delta.plays = plays;
    delta.listeners = listeners;
    return delta;
  }

  /** Adds a play more or less, and where it is the only one of its listener's, a listener. */
  void add(int sign, boolean only) {
    plays += sign;
    listeners += only ? sign : 0;
  }

  void add(WeekHourDelta other) {
    plays += other.plays;
    listeners += other.listeners;
  }

  @Override
  public long at() {
    return at;
  }

  /** From 1, Monday from midnight, to {@link #HOURS}. */
  public int weekHour() {
    return weekHour;
  }

  public int plays() {
    return plays;
  }

  public int listeners() {
    return listeners;
  }
}
