package dev.groundswell.jobs.related;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * The items that go best with one, among its companions.
 *
 * <p>Ranked by cosine: the listeners who heard both in one sitting, over the geometric mean of the
 * listeners of each. By plain counts, what is popular would go with everything.
 */
public final class Relations {
  /** The most that are named. */
  public static final int LIMIT = 10;

  private static final Comparator<Relation> BEST_FIRST =
      Comparator.comparingInt(Relation::score)
          .thenComparingLong(Relation::listeners)
          .reversed()
          .thenComparingLong(Relation::item);

  private Relations() {}

  /**
   * An item that goes with another.
   *
   * @param listeners how many have heard both in one sitting
   * @param score thousandths of the cosine, so that not every play makes another figure
   */
  public record Relation(long item, long listeners, int score) {}

  /**
   * The best, best first.
   *
   * @param companions listeners of the item and of each companion, by companion; those with too few
   *     listeners are to be left out before
   * @param own the listeners of the item
   * @param audience the listeners of a companion
   */
  public static List<Relation> best(
      Map<Long, Long> companions, long own, LongUnaryOperator audience) {
    List<Relation> all = new ArrayList<>(companions.size());
    companions.forEach(
        (item, both) -> {
          // Two figures of neighbouring instants may disagree by a listener for a moment.
          double mean = Math.sqrt((double) own * Math.max(both, audience.applyAsLong(item)));
          all.add(new Relation(item, both, (int) Math.min(1000, Math.round(1000 * both / mean))));
        });
    all.sort(BEST_FIRST);
    return List.copyOf(all.subList(0, Math.min(LIMIT, all.size())));
  }
}
