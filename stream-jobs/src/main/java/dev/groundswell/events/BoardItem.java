package dev.groundswell.events;

/**
 * One row of a board; its rank is its place in the list.
 *
 * @param item what it is about, as the topic's {@link Topic.Rows} say: the ledger's number of a
 *     recording, artist or genre, the number of a minute or of an hour of the week
 * @param prevRank the rank a while ago (see {@link Window#lookbackMillis}), {@link #NEW} where it
 *     was not on the board then, {@link #UNKNOWN} where the board does not reach back that far
 * @param figures its figures
 * @param points its course over time, where the topic tells one
 */
public record BoardItem(long item, int prevRank, Figures figures, Points points) {
  public static final int NEW = 0;
  public static final int UNKNOWN = -1;

  /** A row of a board of the most played. */
  public BoardItem(long item, long plays, long listeners, int prevRank) {
    this(item, prevRank, Figures.of(Figure.PLAYS, plays, Figure.LISTENERS, listeners));
  }

  /** A row without a course over time. */
  public BoardItem(long item, int prevRank, Figures figures) {
    this(item, prevRank, figures, Points.NONE);
  }

  public long plays() {
    return figures.get(Figure.PLAYS);
  }

  public long listeners() {
    return figures.get(Figure.LISTENERS);
  }
}
