package dev.groundswell.server.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * What may be asked of Spotify, and how often: the developer account's budget, the day's quotas and
 * the breakers, which stand together before every call.
 *
 * @param budget calls in a short window, all classes of endpoints together
 * @param day calls in 24 hours, by class
 * @param breakers classes that Spotify has closed
 * @param demand what everybody's usual pace would take
 * @param stretch by how much everybody is asked less often than usual
 */
record Politeness(Budget budget, DayCount day, Breakers breakers, Demand demand, Stretch stretch) {

  /** Of minutes before a restart it is not known which calls fell into the window. */
  private static final Duration JUST_NOW = Duration.ofMinutes(1);

  static Politeness of(PollOptions options, RandomGenerator random) {
    Budget budget = new Budget(options.budget(), options.budgetWindow());
    DayCount day = new DayCount(options.quota());
    Demand demand = new Demand();
    return new Politeness(
        budget, day, new Breakers(random), demand, new Stretch(demand, budget, day));
  }

  /** Whether a call of the class may be made now, as far as its own limits go. */
  boolean admits(EndpointClass endpoint, Instant now) {
    return breakers.admits(endpoint, now) && !day.isSpent(endpoint, now);
  }

  /** Takes a call from the budget and the day's quota, if both have one. */
  boolean take(EndpointClass endpoint, Instant now) {
    if (!budget.take(now)) {
      return false;
    }
    day.made(endpoint, now);
    return true;
  }

  /** When the class could be called again, by what is known now. */
  Instant possibleAt(EndpointClass endpoint, Instant now) {
    Instant at = budget.nextAt();
    if (breakers.isOpen(endpoint)) {
      at = later(at, breakers.openUntil(endpoint));
    }
    return day.isSpent(endpoint, now) ? later(at, now.plus(JUST_NOW)) : at;
  }

  /** Calls that were made just before a restart are still in the window. */
  void recall(Instant now) {
    for (EndpointClass endpoint : EndpointClass.POLLED) {
      int made = day.lastMinute(endpoint, now) + day.thisMinute(endpoint, now);
      for (int i = 0; i < made && budget.take(now); i++) {
        // The next.
      }
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
