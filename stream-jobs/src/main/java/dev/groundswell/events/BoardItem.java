package dev.groundswell.events;

/**
 * One row of a board; its rank is its place in the list.
 *
 * @param item the ledger's number of the recording, artist or genre
 * @param plays counted plays inside the window
 * @param listeners distinct listeners behind them
 * @param prevRank the rank a while ago (see {@link Window#lookbackMillis}), {@link #NEW} where it
 *     was not on the board then, {@link #UNKNOWN} where the board does not reach back that far
 */
public record BoardItem(long item, long plays, long listeners, int prevRank) {
  public static final int NEW = 0;
  public static final int UNKNOWN = -1;
}
