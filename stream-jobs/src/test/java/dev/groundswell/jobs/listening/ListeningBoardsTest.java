package dev.groundswell.jobs.listening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.NowPlaying;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.window.Item;
import dev.groundswell.jobs.window.ListeningNow;
import dev.groundswell.jobs.window.Minimum;
import dev.groundswell.jobs.window.TimeNews;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListeningBoardsTest {
  private static final long T = 1_795_328_621_000L;
  private static final OutputTag<TimeNews> TOTAL = new OutputTag<>("total", TimeNews.TYPE);
  private static final OutputTag<ListeningNow> ITEMS = new OutputTag<>("items", ListeningNow.TYPE);
  private static final long TRACK = Item.of(Kind.TRACKS, 7);
  private static final long GENRE = Item.of(Kind.GENRES, 70);

  private OneInputStreamOperatorTestHarness<NowPlaying, BoardVersion> boards;

  @BeforeEach
  void open() throws Exception {
    boards = opened(T, null);
  }

  @AfterEach
  void close() throws Exception {
    boards.close();
  }

  @Test
  void whatChangedBetweenTwoLooksIsToldAtOnce() throws Exception {
    assertThat(told()).containsExactly(new ListeningNow(true, Map.of()));
    for (int listener = 1; listener <= 5; listener++) {
      see(heard(listener, T + 100));
    }
    assertThat(told()).as("before the next look").isEmpty();
    boards.setProcessingTime(T + 500);
    assertThat(told()).containsExactly(new ListeningNow(false, Map.of(TRACK, 5L, GENRE, 5L)));
    boards.setProcessingTime(T + 5_000);
    assertThat(told()).as("nothing has changed").isEmpty();
  }

  @Test
  void whoIsErasedAndWhatExpiresLeaves() throws Exception {
    see(heard(1, T));
    see(heard(2, T));
    boards.setProcessingTime(T + 500);
    assertThat(told()).contains(new ListeningNow(false, Map.of(TRACK, 2L, GENRE, 2L)));
    see(NowPlaying.silence(1, Long.MAX_VALUE, false));
    boards.setProcessingTime(T + 1_000);
    assertThat(told()).containsExactly(new ListeningNow(false, Map.of(TRACK, 1L, GENRE, 1L)));
    boards.setProcessingTime(T + 240_500);
    assertThat(told()).containsExactly(new ListeningNow(false, Map.of(TRACK, 0L, GENRE, 0L)));
  }

  @Test
  void afterARestartAllIsToldAnew() throws Exception {
    see(heard(1, T));
    see(heard(2, T));
    boards.setProcessingTime(T + 500);
    OperatorSubtaskState kept = boards.snapshot(1, 1);
    boards.close();
    boards = opened(T + 1_000, kept);
    see(heard(2, T));
    boards.setProcessingTime(T + 1_500);
    assertThat(told())
        .containsExactly(
            new ListeningNow(true, Map.of()),
            new ListeningNow(false, Map.of(TRACK, 1L, GENRE, 1L)));
  }

  private void see(NowPlaying now) throws Exception {
    boards.processElement(new StreamRecord<>(now));
  }

  /** What was told of items since this was last asked. */
  private List<ListeningNow> told() {
    List<ListeningNow> told = new ArrayList<>();
    var records = boards.getSideOutput(ITEMS);
    while (records != null && !records.isEmpty()) {
      told.add(records.poll().getValue());
    }
    return told;
  }

  private static NowPlaying heard(long listener, long observedAt) {
    return new NowPlaying(listener, 7, List.of(), 70, observedAt, T + 240_000, true);
  }

  private static OneInputStreamOperatorTestHarness<NowPlaying, BoardVersion> opened(
      long instant, @Nullable OperatorSubtaskState kept) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            new ListeningBoards(new Minimum(1), 1, TOTAL, ITEMS));
    harness.setup(BoardVersion.TYPE.createSerializer(new SerializerConfigImpl()));
    harness.setProcessingTime(instant);
    if (kept != null) {
      harness.initializeState(kept);
    }
    harness.open();
    harness.setProcessingTime(instant);
    return harness;
  }
}
