package dev.groundswell.jobs.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Head;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.window.BucketNews;
import dev.groundswell.jobs.window.BucketNews.Candidate;
import dev.groundswell.jobs.window.BucketNews.Unclassified;
import dev.groundswell.jobs.window.BucketNews.Whole;
import dev.groundswell.jobs.window.BucketNews.Withheld;
import dev.groundswell.jobs.window.BucketNumber;
import dev.groundswell.jobs.window.Stages;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardTopTest {
  private static final long AT = 1_795_000_000_000L;
  private static final Topic M5 = new Topic(Topic.Kind.TRACKS, Window.M5);
  private static final Topic GENRES = new Topic(Topic.Kind.GENRES, Window.M5);
  private static final long FENCE = 9;
  private KeyedOneInputStreamOperatorTestHarness<String, BucketNews, BoardVersion> boards;
  private long clock = 1_000_000;

  @BeforeEach
  void open() throws Exception {
    boards = harness();
    boards.open();
    boards.setProcessingTime(clock);
  }

  @AfterEach
  void close() throws Exception {
    boards.close();
  }

  @Test
  void nothingIsToldBeforeTimeIsKnown() throws Exception {
    candidate(Long.MIN_VALUE, 7, 3);
    hearAll();
    tick(1_000);
    assertThat(told()).isEmpty();
    boards.processWatermark(AT);
    List<BoardVersion> first = told();
    assertThat(first).hasSize(12).allMatch(BoardVersion::logged);
    assertThat(first.get(0).board())
        .isEqualTo(
            new Board(
                M5,
                FENCE,
                0,
                new Head(AT, Window.M5.from(AT), 0, 0, 0),
                List.of(new BoardItem(7, 3, 1, BoardItem.UNKNOWN))));
  }

  @Test
  void aBoardIsNotToldBeforeAllBucketsHaveSpoken() throws Exception {
    boards.processElement(new Withheld(M5, AT, new BucketNumber(0, 2), 0), 0);
    candidate(AT, 7, 3);
    boards.processWatermark(AT);
    tick(1_000);
    assertThat(told()).isEmpty();
    boards.processElement(new Withheld(M5, AT, new BucketNumber(1, 2), 0), 0);
    assertThat(told()).hasSize(1);
  }

  @Test
  void atOnceWhenQuietThenByFiftyMilliseconds() throws Exception {
    begin();
    candidate(AT, 7, 1);
    assertThat(told()).as("quiet").hasSize(1);
    candidate(AT, 7, 2);
    candidate(AT, 7, 3);
    assertThat(told()).isEmpty();
    tick(49);
    assertThat(told()).isEmpty();
    tick(1);
    List<BoardVersion> next = told();
    assertThat(next).hasSize(1);
    assertThat(next.get(0).board().items().get(0).plays()).isEqualTo(3);
    assertThat(next.get(0).board().n()).as("of the same instant").isGreaterThan(0);
  }

  @Test
  void theLogGetsAnEntryByTwoHundredAndFiftyMillisecondsAndTheLastAlways() throws Exception {
    begin();
    candidate(AT, 7, 1);
    assertThat(told()).extracting(BoardVersion::logged).containsExactly(true);
    for (int i = 2; i <= 4; i++) {
      tick(50);
      candidate(AT, 7, i);
      assertThat(told()).extracting(BoardVersion::logged).as("%d", i).containsExactly(false);
    }
    tick(99);
    assertThat(told()).isEmpty();
    tick(1);
    List<BoardVersion> last = told();
    assertThat(last).extracting(BoardVersion::logged).containsExactly(true);
    assertThat(last.get(0).board().items().get(0).plays()).isEqualTo(4);
    tick(10_000);
    assertThat(told()).isEmpty();
  }

  @Test
  void whatShowsTheSameIsNotTold() throws Exception {
    begin();
    candidate(AT, 7, 1);
    told();
    tick(1_000);
    candidate(AT, 7, 1);
    tick(1_000);
    boards.processWatermark(AT + 1);
    assertThat(told()).isEmpty();
  }

  @Test
  void whatBelongsToALaterInstantWaitsForIt() throws Exception {
    begin();
    candidate(AT + 250, 7, 1);
    tick(1_000);
    assertThat(told()).isEmpty();
    boards.processWatermark(AT + 250);
    assertThat(told()).hasSize(1);
  }

  @Test
  void totalsAndWhatIsWithheldAreOnTheBoard() throws Exception {
    begin();
    boards.processElement(new Withheld(M5, AT, new BucketNumber(0, 2), 2), 0);
    boards.processElement(new Withheld(M5, AT, new BucketNumber(1, 2), 5), 0);
    boards.processElement(new Whole(M5, AT, 20, 6), 0);
    tick(50);
    List<BoardVersion> told = told();
    Board last = told.get(told.size() - 1).board();
    assertThat(last.withheld()).isEqualTo(7);
    assertThat(last.plays()).isEqualTo(20);
    assertThat(last.listeners()).isEqualTo(6);
  }

  @Test
  void theUnclassifiedPartOfTheGenresIsToldInHundredthsWhereEnoughListen() throws Exception {
    begin();
    boards.processElement(new Whole(GENRES, AT, 30, 6), 0);
    boards.processElement(new Unclassified(GENRES, AT, 10), 0);
    boards.processElement(new Whole(M5, AT, 30, 6), 0);
    tick(1_000);
    assertThat(told())
        .extracting(
            version -> version.board().topic(),
            version -> version.board().total(Figure.UNCLASSIFIED))
        .contains(tuple(GENRES, 33L), tuple(M5, (long) Board.NOT_TOLD));
    boards.processElement(new Unclassified(GENRES, AT, -1), 0);
    tick(1_000);
    assertThat(told())
        .extracting(version -> version.board().total(Figure.UNCLASSIFIED))
        .containsExactly((long) Board.NOT_TOLD);
  }

  @Test
  void thePreviousRankIsThatOfAMinuteAgo() throws Exception {
    begin();
    candidate(AT, 7, 5);
    candidate(AT, 8, 3);
    for (int second = 5; second <= 55; second += 5) {
      advance(second);
    }
    candidate(AT + 55_000, 8, 9);
    candidate(AT + 55_000, 9, 1);
    tick(1_000);
    assertThat(latest()).extracting(BoardItem::prevRank).containsOnly(BoardItem.UNKNOWN);
    advance(65);
    assertThat(latest())
        .containsExactly(
            new BoardItem(8, 9, 1, 2), new BoardItem(7, 5, 1, 1), new BoardItem(9, 1, 1, 0));
  }

  @Test
  void afterARestoreEveryBoardIsToldAgain() throws Exception {
    begin();
    candidate(AT, 7, 5);
    tick(1_000);
    OperatorSubtaskState kept = boards.snapshot(1, 1);
    boards.close();
    boards = harness();
    boards.initializeState(kept);
    boards.open();
    boards.setProcessingTime(clock);
    boards.processWatermark(AT + 1_000);
    assertThat(told()).as("it is not known yet what is on them").isEmpty();
    candidate(AT + 1_000, 8, 1);
    hearAll();
    List<BoardVersion> told = told();
    assertThat(told).hasSize(12);
    assertThat(told.get(0).board().items()).extracting(BoardItem::item).containsExactly(8L);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, BucketNews, BoardVersion> harness()
      throws Exception {
    return Stages.keyed(
        new BoardTop(FENCE), news -> news.topic().name(), Types.STRING, BoardVersion.TYPE);
  }

  /** Lets the empty boards be told, and quiet return. */
  private void begin() throws Exception {
    hearAll();
    boards.processWatermark(AT);
    tick(1_000);
    told();
  }

  /** The one bucket there is has told all it knows. */
  private void hearAll() throws Exception {
    for (Topic topic : Topic.trends()) {
      boards.processElement(new Withheld(topic, Long.MIN_VALUE, new BucketNumber(0, 1), 0), 0);
    }
  }

  private void advance(int second) throws Exception {
    boards.processWatermark(AT + second * 1_000L);
    tick(1_000);
  }

  private void candidate(long at, long item, long plays) throws Exception {
    boards.processElement(new Candidate(M5, at, item, plays, 1), 0);
  }

  private void tick(long millis) throws Exception {
    clock += millis;
    boards.setProcessingTime(clock);
  }

  private List<BoardItem> latest() {
    List<BoardVersion> told = told();
    return told.get(told.size() - 1).board().items();
  }

  private List<BoardVersion> told() {
    List<BoardVersion> told = boards.extractOutputValues();
    boards.getOutput().clear();
    return told;
  }
}
