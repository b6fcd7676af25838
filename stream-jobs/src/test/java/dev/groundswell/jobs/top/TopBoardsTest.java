package dev.groundswell.jobs.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Board;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.Topic;
import dev.groundswell.jobs.HarnessedBoards;
import dev.groundswell.jobs.NaiveBoards;
import dev.groundswell.jobs.NaiveBoards.Figures;
import dev.groundswell.jobs.PlayScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopBoardsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyBoardAtEveryHeartbeatIsWhatThePlaysSay(long seed) throws Exception {
    NaiveBoards naive = new NaiveBoards();
    try (HarnessedBoards boards = HarnessedBoards.fresh(1)) {
      for (PlayChange step : PlayScript.ofEverything(seed, 1500)) {
        boards.step(step);
        naive.apply(step);
        if (PlayScript.isHeartbeat(step)) {
          assertBoards(boards, naive, step.committedAt(), 1);
        }
      }
    }
  }

  @Test
  void aRestoreChangesNothing() throws Exception {
    List<PlayChange> script = PlayScript.ofEverything(11, 1500);
    NaiveBoards naive = new NaiveBoards();
    HarnessedBoards boards = HarnessedBoards.fresh(1);
    for (int i = 0; i < script.size(); i++) {
      PlayChange step = script.get(i);
      boards.step(step);
      naive.apply(step);
      if (PlayScript.isHeartbeat(step)) {
        assertBoards(boards, naive, step.committedAt(), 1);
      }
      if (i % 97 == 0) {
        HarnessedBoards.Kept kept = boards.snapshot(i);
        boards.close();
        boards = HarnessedBoards.restored(1, kept);
      }
    }
    boards.close();
  }

  @Test
  void previousRanksOutliveARestore() throws Exception {
    List<PlayChange> script = PlayScript.ofEverything(12, 800);
    HarnessedBoards whole = HarnessedBoards.fresh(1);
    HarnessedBoards broken = HarnessedBoards.fresh(1);
    for (int i = 0; i < script.size(); i++) {
      whole.step(script.get(i));
      broken.step(script.get(i));
      if (i == script.size() / 2) {
        HarnessedBoards.Kept kept = broken.snapshot(1);
        broken.close();
        broken = HarnessedBoards.restored(1, kept);
      }
    }
    for (Topic topic : Topic.trends()) {
      assertThat(broken.latest.get(topic).items()).isEqualTo(whole.latest.get(topic).items());
    }
    whole.close();
    broken.close();
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() throws Exception {
    List<PlayChange> plays =
        new ArrayList<>(PlayScript.ofArrivals(21, 400, Duration.ofDays(2).toMillis()));
    plays.removeIf(PlayScript::isHeartbeat);
    long asOf = PlayScript.BEGINNING + Duration.ofDays(2).toMillis();
    Map<Topic, Figures> expected = null;
    for (long seed = 0; seed < 5; seed++) {
      Collections.shuffle(plays, new Random(seed));
      try (HarnessedBoards boards = HarnessedBoards.fresh(1)) {
        for (PlayChange play : plays.subList(0, 200)) {
          boards.step(play);
        }
        boards.step(PlayScript.heartbeat(asOf - 60_000));
        for (PlayChange play : plays.subList(200, plays.size())) {
          boards.step(play);
        }
        boards.step(PlayScript.heartbeat(asOf));
        Map<Topic, Figures> found = new HashMap<>();
        boards.latest.forEach((topic, board) -> found.put(topic, Figures.of(board)));
        expected = expected == null ? found : expected;
        assertThat(found).isEqualTo(expected);
      }
    }
  }

  @Test
  void aFigureAppearsOneListenerAboveTheMinimum() throws Exception {
    NaiveBoards naive = new NaiveBoards();
    try (HarnessedBoards boards = HarnessedBoards.fresh(3)) {
      // Within four minutes nothing leaves a window: figures only rise.
      for (PlayChange step : PlayScript.ofArrivals(31, 120, Duration.ofMinutes(4).toMillis())) {
        boards.step(step);
        naive.apply(step);
      }
      boards.step(PlayScript.heartbeat(PlayScript.BEGINNING + Duration.ofMinutes(4).toMillis()));
      for (Topic topic : Topic.trends()) {
        long asOf = boards.latest.get(topic).asOf();
        assertThat(Figures.of(boards.latest.get(topic))).isEqualTo(naive.figures(topic, asOf, 4));
      }
    }
  }

  @Test
  void whenEverythingHasLeftNothingIsKept() throws Exception {
    try (HarnessedBoards boards = HarnessedBoards.fresh(1)) {
      List<PlayChange> script = PlayScript.ofEverything(41, 500);
      for (PlayChange step : script) {
        boards.step(step);
      }
      boards.step(PlayScript.heartbeat(PlayScript.BEGINNING + Duration.ofDays(30).toMillis()));

      assertThat(boards.listeners.numKeyedStateEntries()).isZero();
      assertThat(boards.sums.numKeyedStateEntries()).isZero();
      for (Topic topic : Topic.trends()) {
        assertThat(Figures.of(boards.latest.get(topic)))
            .isEqualTo(new Figures(0, 0, 0, Board.NOT_TOLD, List.of()));
      }
    }
  }

  private static void assertBoards(
      HarnessedBoards boards, NaiveBoards naive, long asOf, int needed) {
    for (Topic topic : Topic.trends()) {
      assertThat(Figures.of(boards.latest.get(topic)))
          .as("%s as of %d", topic, asOf)
          .isEqualTo(naive.figures(topic, asOf, needed));
    }
  }
}
