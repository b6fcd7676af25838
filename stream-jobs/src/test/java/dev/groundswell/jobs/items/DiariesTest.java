package dev.groundswell.jobs.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.PlayScript;
import dev.groundswell.jobs.diary.DiaryChange;
import dev.groundswell.jobs.items.NaivePortraits.Count;
import dev.groundswell.jobs.window.Item;
import dev.groundswell.jobs.window.Stages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiariesTest {
  /** Harnessed operators are handed their watch list through here. */
  private static final Map<Integer, Set<Long>> WATCHED = new HashMap<>();

  private final NaivePortraits naive = new NaivePortraits();
  private final Map<Long, Integer> audience = new HashMap<>();

  /** A watch list that a test sets. */
  private record Watching(int number) implements WatchList.Opening {
    @Override
    public WatchList open() {
      return new WatchList() {
        @Override
        public Set<Long> items() {
          return WATCHED.getOrDefault(number, Set.of());
        }

        @Override
        public void close() {}
      };
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyShareIsWhatThePlaysSay(int seed) throws Exception {
    int compared = 0;
    var diaries = opened(seed, null);
    List<PlayChange> script = script(seed);
    for (int i = 0; i < script.size(); i++) {
      PlayChange step = script.get(i);
      watch(seed, i);
      take(diaries, step);
      naive.apply(step);
      for (Share share : told(diaries)) {
        if (compared++ % 12 == 0) {
          assertShare(share);
        }
      }
      if (i % 211 == 0) {
        OperatorSubtaskState kept = diaries.snapshot(i, i);
        diaries.close();
        audience.clear(); // whoever sums it up starts anew as well
        diaries = opened(seed, kept);
      }
    }
    diaries.close();
    assertThat(compared).isGreaterThan(1_000);
  }

  @Test
  void aPlayThatBeginsToCountBetweenTwoStepsIsTakenInAtTheNext() throws Exception {
    WATCHED.put(10, Set.of(Item.of(Kind.TRACKS, 1)));
    var diaries = opened(10, null);
    long t0 = PlayScript.BEGINNING;
    take(diaries, PlayScript.play(1, 2, t0 - 100_000));
    diaries.processWatermark(t0);
    take(diaries, PlayScript.play(1, 1, t0 + 1_500));
    diaries.processWatermark(t0 + 1_600);
    diaries.processWatermark(t0 + 2_000);
    diaries.processWatermark(t0 + 4_000);
    List<Share> shares = told(diaries);
    Share last = shares.get(shares.size() - 1);
    assertThat(last.asOf).isEqualTo(t0 + 4_000);
    assertThat(last.companions).containsOnlyKeys(Item.of(Kind.TRACKS, 2));
    diaries.close();
  }

  @Test
  void whenEverythingIsOldNothingIsKept() throws Exception {
    var diaries = opened(9, null);
    List<PlayChange> script = script(9);
    for (PlayChange step : script) {
      take(diaries, step);
    }
    diaries.processWatermark(PlayScript.BEGINNING + Duration.ofDays(30).toMillis());
    assertThat(diaries.numKeyedStateEntries()).isZero();
    assertThat(diaries.numEventTimeTimers()).isZero();
    diaries.processWatermark(PlayScript.BEGINNING + Duration.ofDays(31).toMillis());
    var unused = told(diaries);
    assertThat(audience).isEmpty();
    diaries.close();
  }

  /** What is watched comes and goes. */
  private static void watch(int seed, int i) {
    int phase = i / 150;
    WATCHED.put(
        seed,
        LongStream.rangeClosed(1, 6)
            .flatMap(
                n ->
                    LongStream.of(
                        Item.of(Kind.TRACKS, n + phase % 5),
                        Item.of(Kind.ARTISTS, n + phase % 3),
                        Item.of(Kind.GENRES, n + phase % 2)))
            .boxed()
            .collect(Collectors.toSet()));
  }

  private void assertShare(Share share) {
    for (Window window : Window.values()) {
      Count count = naive.count(share.item, window.from(share.asOf), share.asOf);
      assertThat(share.plays[window.ordinal()]).isEqualTo(count.plays());
      assertThat(share.listeners[window.ordinal()]).isEqualTo(count.listeners());
    }
    for (Curve curve : Curve.values()) {
      long step = curve.step(share.kind());
      long start = curve.begins(share.kind(), share.asOf);
      for (int cell = 0; cell < curve.cells(share.kind()); cell++, start += step) {
        // A cell begins with an instant and ends before one.
        long last = Math.min(share.asOf, start + step - 1);
        Count count = naive.count(share.item, start - 1, last);
        assertThat(share.cellPlays[curve.ordinal()][cell]).isEqualTo(count.plays());
        assertThat(share.cellListeners[curve.ordinal()][cell]).isEqualTo(count.listeners());
      }
      assertThat(start).isGreaterThan(share.asOf).isLessThanOrEqualTo(share.asOf + step);
    }
    assertThat(share.companions).isEqualTo(naive.companions(share.item, share.asOf));
  }

  /** The shares that were told; the audience is summed up. */
  private List<Share> told(
      KeyedOneInputStreamOperatorTestHarness<Long, DiaryChange, PortraitNews> from) {
    List<Share> shares = new ArrayList<>();
    for (Object out = from.getOutput().poll(); out != null; out = from.getOutput().poll()) {
      if (out instanceof StreamRecord<?> record) {
        if (record.getValue() instanceof PortraitNews.Told told) {
          shares.add(told.share());
        } else if (record.getValue() instanceof PortraitNews.Audience some) {
          some.changes()
              .forEach(
                  (item, change) ->
                      audience.merge(item, change, (a, b) -> a + b == 0 ? null : a + b));
        }
      }
    }
    return shares;
  }

  private static void take(
      KeyedOneInputStreamOperatorTestHarness<Long, DiaryChange, PortraitNews> diaries,
      PlayChange step)
      throws Exception {
    if (PlayScript.isHeartbeat(step)) {
      diaries.processWatermark(step.committedAt());
    } else {
      List<DiaryChange> changes = new ArrayList<>();
      DiaryChange.of(step, new ListCollector<>(changes));
      for (DiaryChange change : changes) {
        diaries.processElement(change, step.committedAt());
      }
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<Long, DiaryChange, PortraitNews> opened(
      int number, @Nullable OperatorSubtaskState kept) throws Exception {
    var harness =
        Stages.keyed(
            new Diaries(new Watching(number)),
            DiaryChange::listener,
            Types.LONG,
            PortraitNews.TYPE);
    if (kept != null) {
      harness.initializeState(kept);
    }
    harness.open();
    return harness;
  }

  /** A script of everything, in which some plays are skips and many lie in one sitting. */
  private static List<PlayChange> script(long seed) {
    return PlayScript.ofEverything(seed, 500).stream().map(DiariesTest::measured).toList();
  }

  private static PlayChange measured(PlayChange change) {
    return change.kind() != PlayChange.Kind.PLAY
        ? change
        : PlayScript.change(
            change.committedAt(),
            change.listener(),
            measured(change.before()),
            measured(change.after()));
  }

  private static @Nullable PlayState measured(@Nullable PlayState play) {
    if (play == null) {
      return null;
    }
    // Some plays are of two hours, so that sittings of this thin script have many plays.
    long heard = play.countedAt() % 3 == 0 ? 7_200_000 : play.msPlayed();
    return new PlayState(
        play.recording(),
        play.artists(),
        play.album(),
        play.genre(),
        play.playedAt(),
        play.countedAt(),
        heard,
        play.countedAt() % 5 == 0 ? 3 * heard : heard,
        play.source(),
        play.weekHour(),
        play.trends());
  }
}
