package dev.groundswell.events;

/** What a row of a portrait is about; together with a number it names the row. */
public enum Part {
  /** Figures of a window, by its ordinal. */
  WINDOW,
  /** The rank on the board of a window, by its ordinal. */
  STANDING,
  /** A small step of the last hour, by the instant at which it begins, epoch milliseconds. */
  RECENT,
  /** A clock hour of the last seven days, by the instant at which it begins. */
  HOUR,
  /** The rank on the board of an hour, by the instant at which it was that. */
  RANK_1H,
  /** The rank on the board of a day, by the instant at which it was that. */
  RANK_24H,
  /** What goes with the item: another of its kind, by the ledger's number. */
  RELATED;

  private static final Part[] ALL = values();
  private static final int BITS = 3;

  /** The row's {@link BoardItem#item}. */
  public long row(long number) {
    return number << BITS | ordinal();
  }

  public static Part of(long row) {
    int ordinal = (int) row & (1 << BITS) - 1;
    if (ordinal >= ALL.length) {
      throw new MalformedEventException("a row of no known part of a portrait: " + row);
    }
    return ALL[ordinal];
  }

  public static long numberOf(long row) {
    return row >>> BITS;
  }
}
