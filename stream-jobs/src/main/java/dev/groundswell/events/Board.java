package dev.groundswell.events;

import java.util.List;

/**
 * A ranked aggregate at one instant, whole.
 *
 * <p>A board is absolute: whoever has it needs no other. Versions of one board are ordered by
 * {@code (fence, asOf, n)}.
 *
 * @param topic what it ranks
 * @param fence the run of the jobs that wrote it; a later run has a greater one
 * @param asOf everything committed before this instant is in it, epoch milliseconds
 * @param n distinguishes versions of one run with the same {@code asOf}, rising
 * @param from the exclusive old edge of the window, epoch milliseconds
 * @param plays counted plays of the whole window, rows left out included; 0 where too few listen
 * @param listeners distinct listeners of the whole window; 0 where there are fewer than the minimum
 * @param withheld how many items are left out because too few listeners stand behind them
 * @param unclassified which part of the plays is of no known genre, in hundredths; {@link
 *     #NOT_TOLD} on boards of another kind and where too few listeners stand behind it
 * @param learning of how many of the 7 days on which expectations rest there is history so far;
 *     {@link #NOT_TOLD} on boards that expect nothing, and once all are there
 * @param approximate whether distinct listeners are estimated
 * @param items at most {@link #LIMIT} rows, best first
 */
public record Board(
    Topic topic,
    long fence,
    long asOf,
    long n,
    long from,
    long plays,
    long listeners,
    long withheld,
    int unclassified,
    int learning,
    boolean approximate,
    List<BoardItem> items) {

  /** The most rows a board has. */
  public static final int LIMIT = 100;

  /** In place of a figure that is not told. */
  public static final int NOT_TOLD = -1;

  public Board {
    items = List.copyOf(items);
  }
}
