package dev.groundswell.server.poll;

import java.time.Instant;

/**
 * By how much everybody is asked less often than usual: 1 at the usual pace, 2 half as often.
 *
 * <p>When what everybody wants is more than the budget, all intervals grow by the same factor, so
 * that the queue stays short and what is urgent still comes first. Likewise when what is wanted,
 * kept up for some hours, would use up what is left of the day's quota: so calls become rare before
 * they have to cease, and in the long run the pace is what the quota allows.
 */
final class Stretch {
  /** Of the budget so much is planned; the rest is for those who join, and for jitter. */
  private static final double PLANNED = 0.95;

  /** For so many hours what is left of the day's quota has to last. */
  private static final double TO_LAST = 6;

  private static final double MOST = 240;

  private final Demand demand;
  private final Budget budget;
  private final DayCount day;

  Stretch(Demand demand, Budget budget, DayCount day) {
    this.demand = demand;
    this.budget = budget;
    this.day = day;
  }

  double of(EndpointClass endpoint, Instant now) {
    double planned = Math.max(1, budget.perHour() * PLANNED);
    double wanted = Math.max(1, demand.perHour() / planned);
    double saving = demand.perHour(endpoint) / Math.max(1, day.left(endpoint, now) / TO_LAST);
    return Math.min(MOST, Math.max(wanted, saving));
  }
}
