package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.population.Listener;
import java.time.DayOfWeek;

/** How inclined people are to start listening, by the hour of their own day. */
final class DayRhythm {
  private static final double[] WEEKDAY = {
    .30, .18, .12, .10, .12, .22, .45, .75, .90, .80, .75, .75, //
    .80, .80, .78, .80, .88, .98, 1.0, .95, .88, .80, .65, .45
  };
  private static final double[] WEEKEND = {
    .50, .36, .24, .15, .12, .14, .22, .35, .52, .70, .82, .88, //
    .90, .90, .90, .90, .92, .95, 1.0, 1.0, .98, .92, .82, .66
  };

  private DayRhythm() {}

  /**
   * The inclination, 0 to 1.
   *
   * @param hour of the local day; 25 is one o'clock of the next
   */
  static double inclination(Listener listener, DayOfWeek day, double hour) {
    double[] rhythm = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? WEEKEND : WEEKDAY;
    double own = hour - listener.lateBy() + 24;
    int from = (int) own;
    double part = own - from;
    return rhythm[from % 24] * (1 - part) + rhythm[(from + 1) % 24] * part;
  }
}
