package dev.groundswell.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.Points;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The boards whose rows, or points, are of time, beside what the plays say. */
class TimeBoardsTest {
  private static final long MINUTE = 60_000;
  private static final long STEP = 5_000;
  private static final int PLAYS = 700;

  private long lastLook;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void pulseAndWaveAreWhatThePlaysSay(long seed) throws Exception {
    NaiveBoards naive = new NaiveBoards();
    int compared = 0;
    try (HarnessedBoards boards = HarnessedBoards.fresh(1)) {
      for (PlayChange step : PlayScript.ofLastHours(seed, PLAYS)) {
        boards.step(step);
        naive.apply(step);
        if (isLook(step)) {
          compared += assertHour(boards, naive, step.committedAt(), 1);
        }
      }
    }
    assertThat(compared).as("points compared").isGreaterThan(5_000);
  }

  @Test
  void aRestoreChangesNothing() throws Exception {
    NaiveBoards naive = new NaiveBoards();
    HarnessedBoards boards = HarnessedBoards.fresh(1);
    int steps = 0;
    for (PlayChange step : PlayScript.ofLastHours(4, PLAYS)) {
      boards.step(step);
      naive.apply(step);
      if (isLook(step)) {
        var unused = assertHour(boards, naive, step.committedAt(), 1);
      }
      if (steps++ % 83 == 0) {
        HarnessedBoards.Kept kept = boards.snapshot(steps);
        boards.close();
        boards = HarnessedBoards.restored(1, kept);
      }
    }
    boards.close();
  }

  @Test
  void eachHourOfTheWeekIsWhatThePlaysSay() throws Exception {
    NaiveBoards naive = new NaiveBoards();
    HarnessedBoards boards = HarnessedBoards.fresh(1);
    int steps = 0;
    for (PlayChange step : PlayScript.ofEverything(6, PLAYS)) {
      boards.step(step);
      naive.apply(step);
      if (isLook(step)) {
        assertHours(boards.latest.get(Topic.HOURS), naive, step.committedAt());
      }
      if (steps++ % 83 == 0) {
        HarnessedBoards.Kept kept = boards.snapshot(steps);
        boards.close();
        boards = HarnessedBoards.restored(1, kept);
      }
    }
    boards.close();
  }

  private static void assertHours(Board hours, NaiveBoards naive, long asOf) {
    long[] plays = new long[168];
    List<Set<Long>> listeners = new ArrayList<>();
    for (int i = 0; i < 168; i++) {
      listeners.add(new HashSet<>());
    }
    naive.inside(
        Topic.HOURS.window().from(asOf),
        asOf,
        (listener, play) -> {
          plays[play.weekHour() - 1]++;
          listeners.get(play.weekHour() - 1).add(listener);
        });
    assertThat(hours.items()).hasSize(168);
    for (int i = 0; i < 168; i++) {
      assertThat(hours.items().get(i))
          .isEqualTo(new BoardItem(i, plays[i], listeners.get(i).size(), BoardItem.UNKNOWN));
    }
    assertThat(hours.plays()).isEqualTo(LongStream.of(plays).sum());
  }

  @Test
  void whatTooFewHeardIsLeftOutAndCounted() throws Exception {
    NaiveBoards naive = new NaiveBoards();
    int withheld = 0;
    int shown = 0;
    try (HarnessedBoards boards = HarnessedBoards.fresh(3)) {
      for (PlayChange step : PlayScript.ofLastHours(5, PLAYS)) {
        boards.step(step);
        naive.apply(step);
        if (!isLook(step)) {
          continue;
        }
        long asOf = step.committedAt();
        Board pulse = boards.latest.get(Topic.PULSE);
        for (BoardItem row : pulse.items()) {
          assertThat(row.listeners()).isGreaterThanOrEqualTo(3);
          assertThat(row.listeners())
              .isEqualTo(naive.listeners(row.item() * MINUTE, (row.item() + 1) * MINUTE, asOf));
          shown++;
        }
        assertThat(pulse.items().size() + pulse.withheld()).isBetween(60L, 61L);
        withheld += (int) pulse.withheld();
        Board wave = boards.latest.get(Topic.WAVE);
        for (BoardItem row : wave.items()) {
          assertThat(row.points().size()).isEqualTo(55);
        }
      }
    }
    assertThat(withheld).isPositive();
    assertThat(shown).isPositive();
  }

  /** Whether it is one in three of the instants at which all boards are looked at. */
  private boolean isLook(PlayChange step) {
    long before = lastLook;
    if (PlayScript.isHeartbeat(step)) {
      lastLook = step.committedAt() / STEP;
    }
    return lastLook != before && lastLook % 3 == 0;
  }

  private static int assertHour(HarnessedBoards boards, NaiveBoards naive, long asOf, int needed) {
    Board pulse = boards.latest.get(Topic.PULSE);
    long from = pulse.topic().window().from(asOf);
    List<Long> minutes = new ArrayList<>();
    for (BoardItem row : pulse.items()) {
      minutes.add(row.item());
      long begin = row.item() * MINUTE;
      assertThat(row.plays()).isEqualTo(naive.plays(begin, begin + MINUTE, asOf));
      assertThat(row.listeners()).isEqualTo(naive.listeners(begin, begin + MINUTE, asOf));
    }
    assertThat(minutes)
        .first()
        .satisfies(m -> assertThat(m * MINUTE).isBetween(from, from + MINUTE));
    assertThat(minutes).hasSizeBetween(60, 61).isSorted();
    assertThat(pulse.plays()).isEqualTo(naive.plays(from, asOf, asOf));
    assertThat(pulse.listeners()).isEqualTo(naive.listeners(from, asOf, asOf));
    Set<Long> tracks = new HashSet<>();
    naive.inside(from, asOf, (listener, play) -> tracks.add(play.recording()));
    assertThat(pulse.total(Figure.TRACKS)).isEqualTo(tracks.size());
    return assertWave(boards.latest.get(Topic.WAVE), naive, asOf);
  }

  private static int assertWave(Board wave, NaiveBoards naive, long asOf) {
    long end = Math.floorDiv(asOf, MINUTE) * MINUTE;
    long begin = end - 59 * MINUTE;
    long all = naive.plays(begin, end, asOf);
    long unknown = naive.playsOf(Kind.GENRES, 0, begin, end);
    Kind kind = 2 * (all - unknown) < all ? Kind.ARTISTS : Kind.GENRES;
    assertThat(wave.head().shows()).isEqualTo(kind == Kind.GENRES ? null : kind);
    long before = Long.MAX_VALUE;
    int compared = 0;
    for (BoardItem row : wave.items()) {
      long plays = naive.playsOf(kind, row.item(), begin, end);
      assertThat(plays).isPositive().isLessThanOrEqualTo(before);
      before = plays;
      assertThat(row.figures().get(Figure.SHARE)).isEqualTo(Math.round(1000.0 * plays / all));
      for (int i = 0; i < row.points().size(); i++) {
        long until = begin + (i + 5) * MINUTE;
        long whole = naive.plays(until - 5 * MINUTE, until, asOf);
        long some = naive.playsOf(kind, row.item(), until - 5 * MINUTE, until);
        assertThat(row.points().at(i))
            .isEqualTo(whole == 0 ? Points.WITHHELD : (int) Math.round(1000.0 * some / whole));
        compared++;
      }
    }
    if (all > 0) {
      assertThat(wave.total(Figure.UNCLASSIFIED)).isEqualTo(Math.round(100.0 * unknown / all));
      assertThat(wave.items()).isNotEmpty();
    }
    return compared;
  }
}
