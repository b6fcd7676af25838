package dev.groundswell.jobs.window;

import dev.groundswell.events.Topic.Kind;

/**
 * The number by which the jobs know what is counted: the ledger's number of a recording, an artist
 * or a genre, and which of these it is.
 *
 * <p>The kind is in the low bits, so that small numbers stay short in state and messages. Boards
 * carry the ledger's plain numbers, since their topic names the kind.
 */
public final class Item {
  /** Stands for everything: plays of all items, and the listeners behind them. */
  public static final long WHOLE = of(Kind.TRACKS, 0);

  /** Stands for the plays of no known genre, which are counted but not ranked. */
  public static final long UNCLASSIFIED = of(Kind.GENRES, 0);

  private static final Kind[] KINDS = Kind.values();
  private static final int KIND_BITS = 2;

  private Item() {}

  /**
   * @param number the ledger's number, from 1
   */
  public static long of(Kind kind, long number) {
    return number << KIND_BITS | kind.ordinal();
  }

  public static Kind kindOf(long item) {
    return KINDS[(int) item & (1 << KIND_BITS) - 1];
  }

  public static long numberOf(long item) {
    return item >>> KIND_BITS;
  }

  /** Whether it is ranked: a recording, an artist or a genre, and none of those that stand in. */
  public static boolean isRanked(long item) {
    return numberOf(item) != 0;
  }
}
