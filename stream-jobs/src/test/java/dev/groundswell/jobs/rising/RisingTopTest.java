package dev.groundswell.jobs.rising;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.HarnessedBoards;
import dev.groundswell.jobs.NaiveRising;
import dev.groundswell.jobs.PlayScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RisingTopTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long BURST = PlayScript.BEGINNING + 60 * HOUR;
  private static final long NEW_SONG = 500;
  private static final long LOOPED = 600;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyBoardIsWhatThePlaysSay(long seed) throws Exception {
    NaiveRising naive = new NaiveRising();
    int compared = 0;
    try (HarnessedBoards boards = HarnessedBoards.fresh(1)) {
      for (PlayChange step : script(seed)) {
        boards.step(step);
        naive.apply(step);
        if (PlayScript.isHeartbeat(step)) {
          compared += assertBoards(boards, naive, step.committedAt());
        }
      }
    }
    assertThat(compared).as("rows compared").isGreaterThan(10);
  }

  @Test
  void aRestoreTellsEverythingAnew() throws Exception {
    NaiveRising naive = new NaiveRising();
    HarnessedBoards boards = HarnessedBoards.fresh(1);
    List<PlayChange> script = script(4);
    for (int i = 0; i < script.size(); i++) {
      boards.step(script.get(i));
      naive.apply(script.get(i));
      if (i % 211 == 0) {
        HarnessedBoards.Kept kept = boards.snapshot(i);
        boards.close();
        boards = HarnessedBoards.restored(1, kept);
      } else if (PlayScript.isHeartbeat(script.get(i))) {
        assertBoards(boards, naive, script.get(i).committedAt());
      }
    }
    boards.close();
  }

  @Test
  void aNewSongRisesAndOneThatOnePersonRepeatsDoesNot() throws Exception {
    List<Long> shown = new ArrayList<>();
    try (HarnessedBoards boards = HarnessedBoards.fresh(5)) {
      for (PlayChange step : script(5)) {
        boards.step(step);
      }
      boards.versions.stream()
          .map(version -> version.board())
          .filter(board -> board.topic().equals(Topic.rising(Kind.TRACKS)))
          .forEach(board -> board.items().forEach(row -> shown.add(row.item())));
      Board last = boards.latest.get(Topic.rising(Kind.TRACKS));
      assertThat(last.total(Figure.LEARNING)).isEqualTo(3);
    }
    assertThat(shown).contains(NEW_SONG).doesNotContain(LOOPED);
  }

  @Test
  void whatTooFewHearIsWithheld() throws Exception {
    try (HarnessedBoards boards = HarnessedBoards.fresh(50)) {
      for (PlayChange step : script(6)) {
        boards.step(step);
      }
      assertThat(boards.versions)
          .filteredOn(version -> version.board().topic().family() == Topic.Family.RISING)
          .allMatch(version -> version.board().items().isEmpty())
          .anyMatch(version -> version.board().withheld() > 0);
    }
  }

  /**
   * Two and a half quiet days, then a song that many hear at once, and one that one hears often.
   */
  private static List<PlayChange> script(long seed) {
    List<PlayChange> steps = new ArrayList<>(PlayScript.ofArrivals(seed, 3_000, 62 * HOUR));
    steps.removeIf(PlayScript::isHeartbeat);
    for (int i = 0; i < 60; i++) {
      long at = BURST + i * 20_000L;
      steps.add(PlayScript.play(i % 25, NEW_SONG, at));
      steps.add(PlayScript.play(seed, LOOPED, at + 1));
      if (i % 6 == 0) {
        var played = PlayScript.state(NEW_SONG, at, true);
        steps.add(PlayScript.change(at + HOUR / 2, i % 25, played, null));
      }
    }
    for (long at = PlayScript.BEGINNING;
        at < BURST + 4 * HOUR;
        at += at < BURST ? HOUR / 2 : 60_000) {
      steps.add(PlayScript.heartbeat(at));
    }
    steps.sort(Comparator.comparingLong(PlayChange::committedAt));
    return steps;
  }

  private static int assertBoards(HarnessedBoards boards, NaiveRising naive, long asOf) {
    int rows = 0;
    Surprise surprise = new Surprise();
    for (Kind kind : Kind.values()) {
      Map<Long, NaiveRising.Figures> figures = naive.figures(kind, asOf);
      Board board = boards.latest.get(Topic.rising(kind));
      for (BoardItem row : board.items()) {
        NaiveRising.Figures expected = figures.get(row.item());
        assertThat(row.listeners()).isEqualTo(expected.listeners());
        assertThat(row.figures().get(Figure.EXPECTED))
            .isEqualTo(Math.round(10 * expected.expected()));
        rows++;
      }
      long rising =
          figures.values().stream()
              .filter(f -> f.listeners() >= 4 && surprise.of(f.listeners(), f.expected()) > 1)
              .count();
      if (asOf > PlayScript.BEGINNING + 4 * HOUR) {
        assertThat(board.items()).as("%s as of %d", kind, asOf).hasSize((int) rising);
      }
    }
    return rows;
  }
}
