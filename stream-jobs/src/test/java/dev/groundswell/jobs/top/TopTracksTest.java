package dev.groundswell.jobs.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.NaiveBoards;
import dev.groundswell.jobs.NaiveBoards.Figures;
import dev.groundswell.jobs.PlayScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopTracksTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyBoardAtEveryHeartbeatIsWhatThePlaysSay(long seed) throws Exception {
    NaiveBoards naive = new NaiveBoards();
    try (HarnessedTracks tracks = HarnessedTracks.fresh(1)) {
      for (PlayChange step : PlayScript.ofEverything(seed, 1500)) {
        tracks.step(step);
        naive.apply(step);
        if (PlayScript.isHeartbeat(step)) {
          assertBoards(tracks, naive, step.committedAt(), 1);
        }
      }
    }
  }

  @Test
  void aRestoreChangesNothing() throws Exception {
    List<PlayChange> script = PlayScript.ofEverything(11, 1500);
    NaiveBoards naive = new NaiveBoards();
    HarnessedTracks tracks = HarnessedTracks.fresh(1);
    for (int i = 0; i < script.size(); i++) {
      PlayChange step = script.get(i);
      tracks.step(step);
      naive.apply(step);
      if (PlayScript.isHeartbeat(step)) {
        assertBoards(tracks, naive, step.committedAt(), 1);
      }
      if (i % 97 == 0) {
        HarnessedTracks.Kept kept = tracks.snapshot(i);
        tracks.close();
        tracks = HarnessedTracks.restored(1, kept);
      }
    }
    tracks.close();
  }

  @Test
  void previousRanksOutliveARestore() throws Exception {
    List<PlayChange> script = PlayScript.ofEverything(12, 800);
    HarnessedTracks whole = HarnessedTracks.fresh(1);
    HarnessedTracks broken = HarnessedTracks.fresh(1);
    for (int i = 0; i < script.size(); i++) {
      whole.step(script.get(i));
      broken.step(script.get(i));
      if (i == script.size() / 2) {
        HarnessedTracks.Kept kept = broken.snapshot(1);
        broken.close();
        broken = HarnessedTracks.restored(1, kept);
      }
    }
    for (Window window : Window.values()) {
      assertThat(broken.latest.get(window).items()).isEqualTo(whole.latest.get(window).items());
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
    Map<Window, Figures> expected = null;
    for (long seed = 0; seed < 5; seed++) {
      Collections.shuffle(plays, new Random(seed));
      try (HarnessedTracks tracks = HarnessedTracks.fresh(1)) {
        for (PlayChange play : plays.subList(0, 200)) {
          tracks.step(play);
        }
        tracks.step(PlayScript.heartbeat(asOf - 60_000));
        for (PlayChange play : plays.subList(200, plays.size())) {
          tracks.step(play);
        }
        tracks.step(PlayScript.heartbeat(asOf));
        Map<Window, Figures> found = new EnumMap<>(Window.class);
        tracks.latest.forEach((window, board) -> found.put(window, Figures.of(board)));
        expected = expected == null ? found : expected;
        assertThat(found).isEqualTo(expected);
      }
    }
  }

  @Test
  void aFigureAppearsOneListenerAboveTheMinimum() throws Exception {
    NaiveBoards naive = new NaiveBoards();
    try (HarnessedTracks tracks = HarnessedTracks.fresh(3)) {
      // Within four minutes nothing leaves a window: figures only rise.
      for (PlayChange step : PlayScript.ofArrivals(31, 120, Duration.ofMinutes(4).toMillis())) {
        tracks.step(step);
        naive.apply(step);
      }
      tracks.step(PlayScript.heartbeat(PlayScript.BEGINNING + Duration.ofMinutes(4).toMillis()));
      for (Window window : Window.values()) {
        long asOf = tracks.latest.get(window).asOf();
        assertThat(Figures.of(tracks.latest.get(window))).isEqualTo(naive.figures(window, asOf, 4));
      }
    }
  }

  @Test
  void whenEverythingHasLeftNothingIsKept() throws Exception {
    try (HarnessedTracks tracks = HarnessedTracks.fresh(1)) {
      List<PlayChange> script = PlayScript.ofEverything(41, 500);
      int timersAtMost = 0;
      for (PlayChange step : script) {
        tracks.step(step);
        timersAtMost = Math.max(timersAtMost, tracks.listeners.numEventTimeTimers());
      }
      assertThat(timersAtMost).as("one a listener").isEqualTo(40);
      tracks.step(PlayScript.heartbeat(PlayScript.BEGINNING + Duration.ofDays(30).toMillis()));

      assertThat(tracks.listeners.numEventTimeTimers()).isZero();
      assertThat(tracks.listeners.numKeyedStateEntries()).isZero();
      assertThat(tracks.sums.numKeyedStateEntries()).isZero();
      for (Window window : Window.values()) {
        assertThat(Figures.of(tracks.latest.get(window)))
            .isEqualTo(new Figures(0, 0, 0, List.of()));
      }
    }
  }

  private static void assertBoards(
      HarnessedTracks tracks, NaiveBoards naive, long asOf, int needed) {
    for (Window window : Window.values()) {
      assertThat(Figures.of(tracks.latest.get(window)))
          .as("%s as of %d", window.label(), asOf)
          .isEqualTo(naive.figures(window, asOf, needed));
    }
  }
}
