package dev.groundswell.events;

import org.jspecify.annotations.Nullable;

/**
 * One row of a board; its rank is its place in the list.
 *
 * @param item the ledger's number of the recording, artist or genre
 * @param plays counted plays inside the window
 * @param listeners distinct listeners behind them
 * @param prevRank the rank a while ago (see {@link Window#lookbackMillis}), {@link #NEW} where it
 *     was not on the board then, {@link #UNKNOWN} where the board does not reach back that far
 * @param rise how it rises, on a board of what rises; null on every other
 */
public record BoardItem(long item, long plays, long listeners, int prevRank, @Nullable Rise rise) {
  public static final int NEW = 0;
  public static final int UNKNOWN = -1;

  /**
   * How an item rises; in hundredths and tenths, so that not every play makes another figure.
   *
   * @param score hundredths of the lower end of log2(observed / expected listeners), its 2.5 %
   *     quantile
   * @param velocity tenths of log2(listeners a minute lately / over some hours)
   * @param expected tenths of the listeners that were to be expected
   */
  public record Rise(int score, int velocity, int expected) {}

  /** A row of a board of the most played. */
  public BoardItem(long item, long plays, long listeners, int prevRank) {
    this(item, plays, listeners, prevRank, null);
  }
}
