package dev.groundswell.server.audit;

import java.util.Map;

/**
 * What the ledger says a board has to show.
 *
 * @param plays of the whole window
 * @param listeners of the whole window
 * @param below how many items have fewer listeners than the minimum
 * @param atMinimum how many have just as many: they may be shown or not
 * @param unsettled how many items changes are under way for
 * @param items the best and those that the board shows, by number; 0 is what has no genre
 */
record Expected(
    Range plays,
    Range listeners,
    long below,
    long atMinimum,
    long unsettled,
    Map<Long, Figures> items) {

  /** An item's figures. */
  record Figures(Range plays, Range listeners) {
    static final Figures NONE = new Figures(Range.NOTHING, Range.NOTHING);
  }

  Expected {
    items = Map.copyOf(items);
  }

  Figures of(long item) {
    return items.getOrDefault(item, Figures.NONE);
  }
}
