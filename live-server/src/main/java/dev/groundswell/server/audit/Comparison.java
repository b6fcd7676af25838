package dev.groundswell.server.audit;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Topic;
import dev.groundswell.server.audit.Expected.Figures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares a board with what the ledger says.
 *
 * <p>Says only what is certain: with a minimum above 1 an item between the minimum and one more may
 * be shown or not, since that depends on what it was before.
 */
final class Comparison {
  private final Board board;
  private final Expected expected;
  private final long minimum;
  private final List<Finding> findings = new ArrayList<>();

  private Comparison(Board board, Expected expected, long minimum) {
    this.board = board;
    this.expected = expected;
    this.minimum = minimum;
  }

  /**
   * What of a board is wrong; empty where nothing is.
   *
   * @param minimum the jobs' minimum of listeners
   */
  static List<Finding> of(Board board, Expected expected, long minimum) {
    Comparison comparison = new Comparison(board, expected, minimum);
    comparison.rows();
    if (board.topic().family() == Topic.Family.TRENDS) {
      comparison.order();
      comparison.missing();
      comparison.whole();
      comparison.withheld();
      comparison.unclassified();
    }
    return comparison.findings;
  }

  private void rows() {
    boolean countsPlays = board.topic().family() == Topic.Family.TRENDS;
    for (BoardItem row : board.items()) {
      Figures figures = expected.of(row.item());
      if (countsPlays) {
        check("item " + row.item() + ": plays", row.plays(), figures.plays());
      }
      check("item " + row.item() + ": listeners", row.listeners(), figures.listeners());
      if (row.listeners() < minimum) {
        findings.add(
            new Finding(
                "item " + row.item() + ": minimum",
                "is shown with " + row.listeners() + " listeners"));
      }
    }
  }

  private void order() {
    for (int i = 1; i < board.items().size(); i++) {
      BoardItem before = board.items().get(i - 1);
      BoardItem row = board.items().get(i);
      if (isAhead(row.plays(), row.listeners(), before)) {
        findings.add(new Finding("item " + row.item() + ": rank", "stands below one with less"));
      }
    }
  }

  private static boolean isAhead(long plays, long listeners, BoardItem other) {
    return plays > other.plays() || (plays == other.plays() && listeners > other.listeners());
  }

  private void missing() {
    Set<Long> shown = new HashSet<>();
    board.items().forEach(row -> shown.add(row.item()));
    boolean full = board.items().size() >= Board.LIMIT;
    expected
        .items()
        .forEach(
            (item, figures) -> {
              boolean belongs =
                  !full
                      || isAhead(
                          figures.plays().low(),
                          figures.listeners().low(),
                          board.items().get(Board.LIMIT - 1));
              if (item != 0 && !shown.contains(item) && isPublic(figures.listeners()) && belongs) {
                findings.add(new Finding("item " + item, "is missing with " + figures));
              }
            });
  }

  private void whole() {
    if (board.plays() == 0 && board.listeners() == 0) {
      if (isPublic(expected.listeners())) {
        findings.add(new Finding("all", "is not shown with " + expected.listeners()));
      }
    } else {
      check("all: plays", board.plays(), expected.plays());
      check("all: listeners", board.listeners(), expected.listeners());
    }
  }

  private void withheld() {
    Range range =
        minimum == 1
            ? Range.NOTHING
            : new Range(
                Math.max(0, expected.below() - expected.unsettled()),
                expected.below() + expected.atMinimum() + expected.unsettled());
    check("withheld", board.withheld(), range);
  }

  private void unclassified() {
    if (board.topic().kind() != Topic.Kind.GENRES || board.plays() == 0) {
      return;
    }
    Figures without = expected.of(0);
    if (board.total(Figure.UNCLASSIFIED) == Board.NOT_TOLD) {
      if (isPublic(without.listeners())) {
        findings.add(new Finding("unclassified", "is not told with " + without.listeners()));
      }
    } else {
      // In hundredths, rounded.
      check(
          "unclassified",
          board.total(Figure.UNCLASSIFIED),
          new Range(
              share(without.plays().low(), expected.plays().high()),
              share(without.plays().high(), expected.plays().low())));
    }
  }

  private static long share(long part, long whole) {
    return whole == 0 ? 100 : Math.round(100.0 * part / whole);
  }

  /** Whether it is certain that so many are shown. */
  private boolean isPublic(Range listeners) {
    return listeners.low() >= (minimum == 1 ? 1 : minimum + 1);
  }

  private void check(String what, long shown, Range range) {
    if (!range.has(shown)) {
      findings.add(Finding.of(what, shown, range));
    }
  }
}
