package dev.groundswell.jobs.window;

import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Window;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ranks of a board at past instants, as far back as its rows are compared with.
 *
 * <p>An instant is kept when event time passes a step, a twelfth of the lookback. The one compared
 * with is the newest that is at least the lookback old. Where time has jumped, as after a pause of
 * the jobs, there may be none near enough; the previous rank is then unknown rather than one of
 * another time.
 */
public final class RankHistory {
  private static final int STEPS = 12;

  /** By how many steps the instant compared with may be older than the lookback. */
  private static final int TOLERANCE = 2;

  private final long lookback;
  private final long step;
  private final TreeMap<Long, long[]> ranks = new TreeMap<>();

  /** The instant compared with, and the rank of each item then; null while there is none. */
  private @Nullable Long reference;

  private Map<Long, Integer> referenceRanks = Map.of();

  public RankHistory(Window window) {
    lookback = window.lookbackMillis();
    step = lookback / STEPS;
  }

  /** Whether the ranks as of {@code asOf} are to be kept. */
  public boolean wants(long asOf) {
    return ranks.isEmpty() || Math.floorDiv(asOf, step) > Math.floorDiv(ranks.lastKey(), step);
  }

  /** Keeps the items of a board, best first. */
  public void keep(long asOf, long[] items) {
    ranks.put(asOf, items);
  }

  /** Moves to {@code asOf}; says whether rows are compared with another instant from now on. */
  public boolean reach(long asOf) {
    long wanted = asOf - lookback;
    Long found = ranks.floorKey(wanted);
    if (found != null && found < wanted - TOLERANCE * step) {
      found = null;
    }
    ranks.headMap(found != null ? found : wanted, false).clear();
    boolean moved = found == null ? reference != null : !found.equals(reference);
    if (moved) {
      reference = found;
      referenceRanks = new HashMap<>();
      long[] items = found == null ? new long[0] : ranks.getOrDefault(found, new long[0]);
      for (int i = 0; i < items.length; i++) {
        referenceRanks.put(items[i], i + 1);
      }
    }
    return moved;
  }

  /** The rank an item had, {@link BoardItem#NEW} or {@link BoardItem#UNKNOWN}. */
  public int previousRankOf(long item) {
    return reference == null ? BoardItem.UNKNOWN : referenceRanks.getOrDefault(item, BoardItem.NEW);
  }

  /** All that is kept, by instant. */
  public Map<Long, long[]> kept() {
    return ranks;
  }
}
