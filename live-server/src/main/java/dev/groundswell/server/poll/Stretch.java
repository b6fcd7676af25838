package dev.groundswell.server.poll;

import java.time.Duration;
import java.time.Instant;

/**
 * By how much everybody is asked less often than usual: 1 at the usual pace, 2 half as often.
 *
 * <p>When what everybody wants is more than the budget, all intervals grow by the same factor, so
 * that the queue stays short and what is urgent still comes first. When most of a day's quota is
 * used, the pace falls until it is what the quota allows for a whole day; so calls become rare
 * before they have to cease.
 */
final class Stretch {
  /** Of the budget so much is planned; the rest is for those who join, and for jitter. */
  private static final double PLANNED = 0.95;

  /** From this part of the day's quota on it is saved. */
  private static final double SAVING_FROM = 0.8;

  private static final double MOST = 60;

  /** A queue that is this late doubles the stretch: what the plan did not foresee. */
  private static final Duration LATE = Duration.ofSeconds(60);

  private final Demand demand;
  private final Budget budget;
  private final DayCount day;

  Stretch(Demand demand, Budget budget, DayCount day) {
    this.demand = demand;
    this.budget = budget;
    this.day = day;
  }

  /**
   * @param late how long the most urgent turn has been waiting beyond its patience
   */
  double of(EndpointClass endpoint, Duration late, Instant now) {
    double planned = Math.max(1, budget.perHour() * PLANNED);
    double wanted = Math.max(1, demand.perHour() / planned);
    double unforeseen = 1 + late.toMillis() / (double) LATE.toMillis();
    return Math.min(MOST, Math.max(wanted * unforeseen, saving(day.usedPart(endpoint, now))));
  }

  private static double saving(double used) {
    double left = (1 - used) / (1 - SAVING_FROM);
    return left >= 1 ? 1 : 1 / Math.max(left, 1 / MOST);
  }
}
