package dev.groundswell.simulator.listening;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.groundswell.simulator.catalogue.Releases;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.chance.Chance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is new and talked about at an instant: the releases of the last days, and what a test has
 * ordered to take off.
 *
 * <p>A release finds its listeners within about an hour and loses most of them within a day.
 */
final class TakingOff {
  /** Of what is drawn where new things are heard, with no order. */
  private static final double SHARE = 0.12;

  private static final double SHARE_OF_ORDERED = 0.2;

  private static final int RELEASES = 36;
  private static final int MOST_ORDERS = 20;
  private static final double HOUR_MS = 3_600_000;

  private static final int MOST_KEPT = 500;

  private final Releases releases;
  private final LoadingCache<Integer, Release> known;
  private volatile List<Order> orders = List.of();

  /** That {@code track} takes off at an instant. */
  private record Order(Track track, long at) {}

  /**
   * A release.
   *
   * @param fame not every one is a success
   */
  private record Release(Track track, long at, double fame) {}

  TakingOff(long seed, Releases releases) {
    this.releases = releases;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .build(
                number ->
                    new Release(
                        releases.track(number),
                        releases.releasedAt(number).toEpochMilli(),
                        Chance.of(seed, "release's fame", number).logNormal(1, 0.5)));
  }

  /** Has {@code track} take off at {@code at}; what was heard before stays as it was. */
  synchronized void order(Track track, Instant at) {
    List<Order> all =
        new ArrayList<>(
            orders.subList(Math.max(0, orders.size() - MOST_ORDERS + 1), orders.size()));
    all.add(new Order(track, at.toEpochMilli()));
    orders = List.copyOf(all);
  }

  /** Something new, as often as new things are heard; null: something else. */
  @Nullable Track draw(long at, Chance chance) {
    double drawn = chance.unit();
    for (Order order : orders) {
      double share = SHARE_OF_ORDERED * interest(at - order.at());
      if (drawn >= 1 - share) {
        return order.track();
      }
      drawn += share;
    }
    return drawn < SHARE ? release(at, chance) : null;
  }

  /** One of the last releases, by how much it is talked about; null where there is none yet. */
  @Nullable Track release(long at, Chance chance) {
    int last = releases.lastBy(Instant.ofEpochMilli(at));
    int first = Math.max(0, last - RELEASES + 1);
    double[] upTo = new double[Math.max(0, last - first + 1)];
    double sum = 0;
    for (int number = first; number <= last; number++) {
      Release release = known.get(number);
      sum += release.fame() * interest(at - release.at());
      upTo[number - first] = sum;
    }
    double drawn = chance.unit() * sum;
    for (int i = 0; i < upTo.length; i++) {
      if (drawn < upTo[i]) {
        return known.get(first + i).track();
      }
    }
    return null;
  }

  /** From 0 to about 1, so long after it took off. */
  private static double interest(long age) {
    double hours = age / HOUR_MS;
    return hours <= 0
        ? 0
        : (1 - StrictMath.exp(-hours / 0.7))
            * (0.8 * StrictMath.exp(-hours / 8) + 0.2 * StrictMath.exp(-hours / 40));
  }
}
