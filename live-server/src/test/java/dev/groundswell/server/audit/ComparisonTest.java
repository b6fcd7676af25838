package dev.groundswell.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Head;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import dev.groundswell.events.Source;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.audit.Expected.Figures;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Topic TOPIC = new Topic(Topic.Kind.TRACKS, Window.M5);
  private static final long AS_OF = 1_000_000_000_000L;

  @Test
  void aBoardThatShowsWhatTheLedgerSaysIsRight() {
    assertThat(wrong(board(12, 5, 0, row(7, 8, 5), row(9, 4, 3)), expected(12, 5), 1)).isEmpty();
  }

  @Test
  void eachFigureThatDiffersIsNamed() {
    assertThat(wrong(board(13, 5, 2, row(7, 8, 4), row(3, 4, 3)), expected(12, 5), 1))
        .containsExactlyInAnyOrder(
            "item 7: listeners",
            "item 3: plays",
            "item 3: listeners",
            "item 9",
            "all: plays",
            "withheld");
    assertThat(wrong(board(12, 5, 0, row(9, 4, 3), row(7, 8, 5)), expected(12, 5), 1))
        .containsExactly("item 7: rank");
    assertThat(wrong(board(0, 0, 0, row(7, 8, 5), row(9, 4, 3)), expected(12, 5), 1))
        .containsExactly("all");
  }

  @Test
  void whatIsUnderWayMayBeInOrNot() {
    PlayState play = play(7, AS_OF - 1_000);
    List<PlayChange> changes =
        List.of(
            change(1, null, play),
            change(2, play, null),
            change(3, play(8, AS_OF + 1), play(8, AS_OF - 400_000)));
    UnderWay underWay = UnderWay.of(changes, Topic.Kind.TRACKS, TOPIC.window().from(AS_OF), AS_OF);
    assertThat(underWay.concerned()).as("outside of the window nothing moves").containsExactly(7L);
    assertThat(underWay.figures(7, 8, 5)).isEqualTo(new Figures(new Range(7, 9), new Range(4, 6)));
    assertThat(underWay.whole(12, 5)).isEqualTo(new Figures(new Range(11, 13), new Range(4, 6)));
    assertThat(underWay.figures(9, 4, 3)).isEqualTo(figures(4, 3));
  }

  @Test
  void atTheMinimumAnItemMayBeShownOrNot() {
    Expected expected =
        new Expected(
            new Range(20, 20),
            new Range(9, 9),
            4,
            2,
            0,
            Map.of(1L, figures(9, 6), 2L, figures(6, 5), 3L, figures(5, 5)));
    assertThat(wrong(board(20, 9, 5, row(1, 9, 6), row(2, 6, 5)), expected, 5)).isEmpty();
    assertThat(wrong(board(20, 9, 6, row(1, 9, 6)), expected, 5)).isEmpty();
    assertThat(wrong(board(20, 9, 7, row(2, 6, 5)), expected, 5))
        .containsExactlyInAnyOrder("item 1", "withheld");
    assertThat(wrong(board(20, 9, 5, row(1, 9, 6), row(4, 3, 3)), withItem(expected), 5))
        .containsExactly("item 4: minimum");
  }

  @Test
  void whoIsBeingErasedLeavesABoardUnsettled() {
    assertThat(
            Stream.of(PlayChange.erase(1, 5, 0, 17), PlayChange.voided(1, 5, 0))
                .map(List::of)
                .filter(
                    changes -> {
                      try {
                        var unused = UnderWay.of(changes, Topic.Kind.TRACKS, 0, AS_OF);
                        return false;
                      } catch (UnsettledException e) {
                        return true;
                      }
                    }))
        .hasSize(2);
  }

  private static Expected withItem(Expected expected) {
    return new Expected(
        expected.plays(),
        expected.listeners(),
        4,
        2,
        0,
        Map.of(1L, figures(9, 6), 4L, figures(3, 3)));
  }

  private static Expected expected(long plays, long listeners) {
    return new Expected(
        new Range(plays, plays),
        new Range(listeners, listeners),
        0,
        0,
        0,
        Map.of(7L, figures(8, 5), 9L, figures(4, 3)));
  }

  private static Figures figures(long plays, long listeners) {
    return new Figures(new Range(plays, plays), new Range(listeners, listeners));
  }

  private static List<String> wrong(Board board, Expected expected, long minimum) {
    return Comparison.of(board, expected, minimum).stream().map(Finding::what).toList();
  }

  private static BoardItem row(long item, long plays, long listeners) {
    return new BoardItem(item, plays, listeners, BoardItem.UNKNOWN);
  }

  private static Board board(long plays, long listeners, long withheld, BoardItem... rows) {
    return new Board(
        TOPIC,
        1,
        0,
        new Head(AS_OF, TOPIC.window().from(AS_OF), plays, listeners, withheld),
        List.of(rows));
  }

  private static PlayChange change(long listener, PlayState before, PlayState after) {
    return PlayChange.play(1, listener, 0, listener, 1, 1, before, after);
  }

  private static PlayState play(long recording, long countedAt) {
    return new PlayState(
        recording, List.of(1L), 0, 0, countedAt - 30_000, countedAt, 30_000, Source.SPOTIFY, true);
  }
}
