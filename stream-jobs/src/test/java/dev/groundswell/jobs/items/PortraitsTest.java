package dev.groundswell.jobs.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Head;
import dev.groundswell.events.Part;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.diary.Diary;
import dev.groundswell.jobs.diary.Heard;
import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.window.Credits;
import dev.groundswell.jobs.window.Item;
import dev.groundswell.jobs.window.ListeningNow;
import dev.groundswell.jobs.window.Minimum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PortraitsTest {
  private static final long T0 = 1_795_000_200_000L;
  private static final long TRACK = Item.of(Kind.TRACKS, 7);

  private TwoInputStreamOperatorTestHarness<PortraitNews, BoardVersion, BoardVersion> portraits;

  @BeforeEach
  void open() throws Exception {
    portraits = opened(3, null);
  }

  @AfterEach
  void close() throws Exception {
    portraits.close();
  }

  @Test
  void belowTheMinimumItSaysOnlyHowManyAreMissing() throws Exception {
    tell(T0, share(T0, 3));
    Board board = board(T0).orElseThrow();
    assertThat(board.items()).isEmpty();
    assertThat(board.total(Figure.NEEDED)).isEqualTo(1);
    assertThat(board.total(Figure.LISTENERS)).isEqualTo(Board.NOT_TOLD);
  }

  @Test
  void aFigureAppearsOneListenerAboveTheMinimumAndStaysDownToIt() throws Exception {
    assertThat(windowsAt(T0, 4)).isEqualTo(4);
    assertThat(windowsAt(T0 + 2_000, 3)).isEqualTo(4);
    assertThat(windowsAt(T0 + 4_000, 2)).isZero();
    assertThat(windowsAt(T0 + 6_000, 3)).isZero();
  }

  @Test
  void everyPointAndCompanionHasItsOwnMinimum() throws Exception {
    // Two more have heard it three hours ago, and with one companion.
    List<Diary> diaries = new ArrayList<>(Collections.nCopies(5, diary(T0)));
    diaries.addAll(Collections.nCopies(2, diary(T0 - Duration.ofHours(3).toMillis(), 8)));
    tell(T0, share(T0, diaries));
    Board board = board(T0).orElseThrow();
    assertThat(rows(board, Part.HOUR)).hasSize(1);
    assertThat(board.withheld()).isEqualTo(1);
    assertThat(rows(board, Part.RELATED)).isEmpty();
    assertThat(board.listeners()).isEqualTo(7);
  }

  @Test
  void whatGoesWithItIsRankedByTheAudienceOfBoth() throws Exception {
    Share share = share(T0, Collections.nCopies(6, diary(T0, 8, 9)));
    portraits.processElement1(
        new StreamRecord<>(
            new PortraitNews.Audience(
                Map.of(TRACK, 6, Item.of(Kind.TRACKS, 8), 600, Item.of(Kind.TRACKS, 9), 6))));
    tell(T0, share);
    List<BoardItem> related = rows(board(T0).orElseThrow(), Part.RELATED);
    assertThat(related).extracting(row -> Part.numberOf(row.item())).containsExactly(9L, 8L);
    assertThat(related.get(0).figures().get(Figure.AFFINITY)).isEqualTo(1000);
    assertThat(related.get(1).figures().get(Figure.AFFINITY)).isEqualTo(100);
    assertThat(related.get(1).listeners()).isEqualTo(6);
  }

  @Test
  void itWaitsUntilAllTasksHaveToldOfTheSameInstant() throws Exception {
    told(0, 2, share(T0, 4));
    assertThat(board(T0)).isEmpty();
    told(1, 2, share(T0 + 1_000, 4));
    assertThat(board(T0 + 1_000)).isEmpty();
    told(0, 2, share(T0 + 2_000, 4));
    told(1, 2, share(T0 + 2_000, 5));
    assertThat(board(T0 + 1_500)).as("not before its instant").isEmpty();
    Board board = board(T0 + 2_000).orElseThrow();
    assertThat(board.asOf()).isEqualTo(T0 + 2_000);
    assertThat(board.listeners()).isEqualTo(9);
  }

  @Test
  void whatShowsTheSameIsToldAgainOnlyNowAndThen() throws Exception {
    tell(T0, share(T0, 4));
    assertThat(board(T0)).isPresent();
    tell(T0 + 2_000, share(T0 + 2_000, 4, T0));
    assertThat(board(T0 + 2_000)).isEmpty();
    tell(T0 + 20_000, share(T0 + 20_000, 4, T0));
    assertThat(board(T0 + 20_000)).isPresent();
  }

  @Test
  void itSaysWhereTheItemStandsAndStood() throws Exception {
    stand(T0, Window.H1, 5, 7, 6);
    stand(T0, Window.H24, 7);
    portraits.processWatermark1(new Watermark(T0));
    portraits.processWatermark2(new Watermark(T0));
    stand(T0 + 1, Window.H1, 6, 5, 7);

    OperatorSubtaskState kept = portraits.snapshot(1, 1);
    portraits.close();
    portraits = opened(1, kept);
    long later = T0 + Duration.ofMinutes(10).toMillis();
    stand(later, Window.H1, 7);
    tell(later, share(later, 1));
    Board board = board(later).orElseThrow();
    assertThat(rows(board, Part.RANK_1H))
        .extracting(row -> Part.numberOf(row.item()), row -> row.figures().get(Figure.RANK))
        .containsExactly(
            Tuple.tuple(T0 - T0 % 600_000, 2L), Tuple.tuple(later - later % 600_000, 1L));
    assertThat(rows(board, Part.RANK_24H)).hasSize(1);
    assertThat(rows(board, Part.STANDING))
        .extracting(row -> Part.numberOf(row.item()), row -> row.figures().get(Figure.RANK))
        .containsExactly(Tuple.tuple((long) Window.H1.ordinal(), 1L));
  }

  @Test
  void itSaysHowManyListenAtThisMoment() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    Map<Long, Long> naive = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      boolean anew = random.nextInt(20) == 0;
      Map<Long, Long> changes = new HashMap<>();
      for (long track = 6; track <= 8; track++) {
        if (random.nextBoolean()) {
          changes.put(Item.of(Kind.TRACKS, track), random.nextLong(-1, 9));
        }
      }
      listen(anew, changes);
      if (anew) {
        naive.clear();
      }
      naive.putAll(changes);

      long asOf = T0 + i * 20_000L;
      tell(asOf, share(asOf, 4, T0));
      Board board = board(asOf).orElseThrow();
      long listening = naive.getOrDefault(TRACK, 0L);
      assertThat(board.total(Figure.LISTENING)).isEqualTo(listening > 0 ? listening : -1);
      assertThat(board.withheld()).isEqualTo(listening == Board.NOT_TOLD ? 1 : 0);
    }
  }

  @Test
  void anotherNumberOfListenersIsNews() throws Exception {
    listen(true, Map.of(TRACK, 5L));
    tell(T0, share(T0, 4));
    assertThat(board(T0).orElseThrow().total(Figure.LISTENING)).isEqualTo(5);
    listen(false, Map.of(TRACK, 6L));
    tell(T0 + 2_000, share(T0 + 2_000, 4, T0));
    assertThat(board(T0 + 2_000).orElseThrow().total(Figure.LISTENING)).isEqualTo(6);
    listen(false, Map.of(TRACK, 0L));
    tell(T0 + 4_000, share(T0 + 4_000, 4, T0));
    assertThat(board(T0 + 4_000).orElseThrow().total(Figure.LISTENING)).isEqualTo(Board.NOT_TOLD);
  }

  @Test
  void afterARestartOnlyWhatIsToldAnewIsTrue() throws Exception {
    listen(true, Map.of(TRACK, 5L));
    OperatorSubtaskState kept = portraits.snapshot(1, 1);
    portraits.close();
    portraits = opened(3, kept);
    tell(T0, share(T0, 4));
    assertThat(board(T0).orElseThrow().total(Figure.LISTENING)).isEqualTo(Board.NOT_TOLD);
    listen(true, Map.of(TRACK, 6L));
    tell(T0 + 2_000, share(T0 + 2_000, 4, T0));
    assertThat(board(T0 + 2_000).orElseThrow().total(Figure.LISTENING)).isEqualTo(6);
  }

  @Test
  void belowTheMinimumNothingIsSaidOfThisMoment() throws Exception {
    listen(true, Map.of(TRACK, 9L));
    tell(T0, share(T0, 3));
    assertThat(board(T0).orElseThrow().total(Figure.LISTENING)).isEqualTo(Board.NOT_TOLD);
  }

  @Test
  void newsComesAsItWasSent() throws Exception {
    var serializer = PortraitNews.TYPE.createSerializer(new SerializerConfigImpl());
    for (PortraitNews news :
        List.of(
            new PortraitNews.Listening(new ListeningNow(true, Map.of(TRACK, 9L, 8L, -1L, 9L, 0L))),
            new PortraitNews.Audience(Map.of(TRACK, -3)))) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(news, out);
      assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
          .isEqualTo(news);
    }
  }

  private void listen(boolean anew, Map<Long, Long> listeners) throws Exception {
    portraits.processElement1(
        new StreamRecord<>(new PortraitNews.Listening(new ListeningNow(anew, listeners))));
  }

  private long windowsAt(long asOf, int listeners) throws Exception {
    tell(asOf, share(asOf, listeners));
    return rows(board(asOf).orElseThrow(), Part.WINDOW).size();
  }

  private static List<BoardItem> rows(Board board, Part part) {
    return board.items().stream().filter(row -> Part.of(row.item()) == part).toList();
  }

  private static Share share(long asOf, int listeners) {
    return share(asOf, listeners, asOf);
  }

  /** The share of so many who have heard the track at {@code at}. */
  private static Share share(long asOf, int listeners, long at) {
    return share(asOf, Collections.nCopies(listeners, diary(at)));
  }

  private static Share share(long asOf, List<Diary> diaries) {
    Watched watched = new Watched(TRACK);
    for (int i = 0; i < diaries.size(); i++) {
      watched.read(i, diaries.get(i), asOf);
    }
    return watched.share(asOf);
  }

  private static Diary diary(long at, long... companions) {
    Diary diary = new Diary();
    LongStream.concat(LongStream.of(7), LongStream.of(companions))
        .forEach(
            recording ->
                diary.add(
                    new Heard(
                        at - (7 - recording) * -1_000,
                        30_000,
                        180_000,
                        false,
                        new Credits(Item.of(Kind.TRACKS, recording))),
                    (item, sign) -> {}));
    return diary;
  }

  private void stand(long asOf, Window window, long... items) throws Exception {
    List<BoardItem> rows =
        LongStream.of(items).mapToObj(item -> new BoardItem(item, 9, 9, BoardItem.NEW)).toList();
    Topic topic = new Topic(Kind.TRACKS, window);
    Board board = new Board(topic, 1, 0, new Head(asOf, window.from(asOf), 9, 9, 0), rows);
    portraits.processElement2(new StreamRecord<>(new BoardVersion(board, true)));
  }

  private void tell(long asOf, Share share) throws Exception {
    told(0, 1, share);
    assertThat(share.asOf).isEqualTo(asOf);
  }

  private void told(int task, int tasks, Share share) throws Exception {
    portraits.processElement1(new StreamRecord<>(new PortraitNews.Told(task, tasks, share)));
  }

  /** The portrait that is told when time has come to {@code asOf}. */
  private Optional<Board> board(long asOf) throws Exception {
    portraits.processWatermark1(new Watermark(asOf));
    portraits.processWatermark2(new Watermark(asOf));
    List<Board> boards = new ArrayList<>();
    for (Object out = portraits.getOutput().poll();
        out != null;
        out = portraits.getOutput().poll()) {
      if (out instanceof StreamRecord<?> record
          && record.getValue() instanceof BoardVersion version) {
        boards.add(version.board());
      }
    }
    assertThat(boards).hasSizeLessThan(2);
    return boards.stream().findFirst();
  }

  private static TwoInputStreamOperatorTestHarness<PortraitNews, BoardVersion, BoardVersion> opened(
      long minimum, @Nullable OperatorSubtaskState kept) throws Exception {
    var harness = new TwoInputStreamOperatorTestHarness<>(new Portraits(new Minimum(minimum), 1));
    harness.setup(BoardVersion.TYPE.createSerializer(new SerializerConfigImpl()));
    if (kept != null) {
      harness.initializeState(kept);
    }
    harness.open();
    return harness;
  }
}
