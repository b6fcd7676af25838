package dev.groundswell.events;

import java.util.List;

/**
 * A ranked aggregate at one instant, whole.
 *
 * <p>A board is absolute: whoever has it needs no other. Versions of one board are ordered by
 * {@code (fence, asOf, n)}.
 *
 * @param topic what it is about
 * @param fence the run of the jobs that wrote it; a later run has a greater one
 * @param n distinguishes versions of one run with the same {@code asOf}, rising
 * @param head what it says besides its rows
 * @param items its rows, best first; at most {@link #LIMIT} where they are ranked
 */
public record Board(Topic topic, long fence, long n, Head head, List<BoardItem> items) {

  /** The most rows a ranked board has. */
  public static final int LIMIT = 100;

  /** In place of a figure that is not told. */
  public static final int NOT_TOLD = -1;

  public Board {
    items = List.copyOf(items);
  }

  /** The same board as of another instant, at which nothing is different. */
  public Board at(long asOf) {
    long from = topic.isOfTheMoment() ? head.from() : topic.window().from(asOf);
    return new Board(topic, fence, 0, head.at(asOf, from), items);
  }

  public long asOf() {
    return head.asOf();
  }

  public long from() {
    return head.from();
  }

  public long plays() {
    return total(Figure.PLAYS);
  }

  public long listeners() {
    return total(Figure.LISTENERS);
  }

  public long withheld() {
    return total(Figure.WITHHELD);
  }

  /** A figure of the whole window; {@link #NOT_TOLD} where it has none. */
  public long total(Figure figure) {
    return head.totals().orElse(figure, NOT_TOLD);
  }
}
