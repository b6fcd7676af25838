package dev.groundswell.jobs.window;

import java.util.List;

/**
 * The best few of very many items, most of which never come near them.
 *
 * <p>Some more than the best are ranked. Of all others nothing is kept but a floor, which none of
 * them is above: an item below it costs one comparison. The invariant: whatever is better than the
 * floor is ranked. Where so many fall that the best are no longer full, it {@link #isShort} and all
 * items must be put again.
 */
final class Contenders {
  private final int limit;
  private final TopN ranked;
  private boolean leftOut;
  private long floorPlays;
  private long floorListeners;
  private long floorItem;

  /**
   * @param limit how many are the best; four times as many are ranked at most
   */
  Contenders(int limit) {
    this.limit = limit;
    ranked = new TopN(limit);
  }

  /** Sets an item's figures. */
  void put(long item, long plays, long listeners) {
    if (leftOut && !TopN.isBetter(plays, listeners, item, floorPlays, floorListeners, floorItem)) {
      ranked.remove(item);
      return;
    }
    ranked.put(item, plays, listeners);
    if (ranked.size() > 4 * limit) {
      thin();
    }
  }

  /** Takes an item out; one that is not there is no mistake. */
  void remove(long item) {
    ranked.remove(item);
  }

  /** Whether items have been left out that may belong to the best. */
  boolean isShort() {
    return leftOut && ranked.size() < limit;
  }

  /** Makes ready for every item to be put again. */
  void forgetFloor() {
    leftOut = false;
  }

  boolean hasChanges() {
    return ranked.hasChanges();
  }

  /** Hands over what has changed among the best since this was last called. */
  void drain(TopN.Changes changes) {
    ranked.drain(changes);
  }

  /** Leaves out the worse half; the best of them is the floor. */
  private void thin() {
    List<TopN.Entry> bestFirst = ranked.sorted();
    TopN.Entry floor = bestFirst.get(2 * limit);
    leftOut = true;
    floorPlays = floor.plays();
    floorListeners = floor.listeners();
    floorItem = floor.item();
    for (TopN.Entry entry : bestFirst.subList(2 * limit, bestFirst.size())) {
      ranked.remove(entry.item());
    }
  }
}
