package dev.groundswell.jobs.items;

import dev.groundswell.events.Window;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Where items have stood on one board, at regular instants of the past.
 *
 * <p>It is a record of what the board showed then: a play that comes late changes the board of now,
 * not this.
 */
final class RankTrail {
  private final long step;
  private final long span;
  private final NavigableMap<Long, long[]> items = new TreeMap<>();

  private RankTrail(Duration step, Duration span) {
    this.step = step.toMillis();
    this.span = span.toMillis();
  }

  /** The trail of a window's board; windows of which there is none are not {@link #isKept}. */
  static RankTrail of(Window window) {
    return window == Window.H1
        ? new RankTrail(Duration.ofMinutes(10), Duration.ofHours(24))
        : new RankTrail(Duration.ofHours(1), Duration.ofDays(7));
  }

  /** Whether there is a trail of a window: short ones are forgotten, long ones hardly move. */
  static boolean isKept(Window window) {
    return window == Window.H1 || window == Window.H24;
  }

  /** Whether an instant has been passed as of which the board is still to be kept. */
  boolean wants(long asOf) {
    return items.isEmpty() || instantAt(asOf) > items.lastKey();
  }

  /** Keeps the items of the board as of {@code asOf}, best first, and lets go of what is old. */
  void keep(long asOf, long[] best) {
    items.put(instantAt(asOf), best);
    items.headMap(instantAt(asOf) - span, true).clear();
  }

  /** Hands over when an item was on the board, and at which rank, in the order of time. */
  void of(long item, BiConsumer<Long, Integer> out) {
    items.forEach(
        (instant, best) -> {
          for (int i = 0; i < best.length; i++) {
            if (best[i] == item) {
              out.accept(instant, i + 1);
              return;
            }
          }
        });
  }

  Map<Long, long[]> kept() {
    return items;
  }

  void recall(long instant, long[] best) {
    items.put(instant, best);
  }

  private long instantAt(long asOf) {
    return Math.floorDiv(asOf, step) * step;
  }
}
