package dev.groundswell.jobs.window;

import static dev.groundswell.jobs.PlayScript.BEGINNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.PlayState;
import dev.groundswell.events.Source;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.PublicChange.Counted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListenerWindowsTest {
  private static final long ALICE = 11;
  private static final Credits SONG = credits(42, 3, 7);
  private KeyedOneInputStreamOperatorTestHarness<Long, PublicChange, ItemDelta> windows;

  @BeforeEach
  void open() throws Exception {
    windows = Stages.listenerWindows();
    windows.open();
    windows.processWatermark(t(0));
    windows.getOutput().clear();
  }

  @AfterEach
  void close() throws Exception {
    windows.close();
  }

  @Test
  void aPlayEntersEveryWindowThatHoldsIt() throws Exception {
    play(t(-600));
    assertThat(told())
        .containsExactly("TRACKS 42 plays 0+++ listeners 0+++", "whole plays 0+++ listeners 0+++");
  }

  @Test
  void aSecondPlayOfASongIsNoSecondListener() throws Exception {
    play(t(-20));
    assertThat(told()).hasSize(2);
    play(t(-10));
    assertThat(told())
        .containsExactly("TRACKS 42 plays ++++ listeners 0000", "whole plays ++++ listeners 0000");
  }

  @Test
  void aPlayThatCountsLaterWaitsForItsInstant() throws Exception {
    play(t(10));
    assertThat(told()).isEmpty();
    windows.processWatermark(t(10) - 1);
    assertThat(told()).isEmpty();
    windows.processWatermark(t(10));
    assertThat(told()).hasSize(2);
  }

  @Test
  void aPlayLeavesAWindowWhenTheOldEdgePassesIt() throws Exception {
    play(t(-10));
    told();
    windows.processWatermark(Window.M5.leavesAt(t(-10)) - 1);
    assertThat(told()).isEmpty();
    windows.processWatermark(Window.M5.leavesAt(t(-10)));
    assertThat(told())
        .containsExactly("TRACKS 42 plays -000 listeners -000", "whole plays -000 listeners -000");
  }

  @Test
  void aListenerLeavesWithTheLastPlayOnly() throws Exception {
    play(t(-10));
    play(t(-5));
    told();
    windows.processWatermark(Window.M5.leavesAt(t(-10)));
    assertThat(told())
        .containsExactly("TRACKS 42 plays -000 listeners 0000", "whole plays -000 listeners 0000");
  }

  @Test
  void whatIsTakenBackLeavesExactlyWhatItEntered() throws Exception {
    play(t(-600));
    told();
    windows.processElement(new PublicChange(ALICE, false, new Counted(t(-600), SONG, 5), null), 0);
    assertThat(told())
        .containsExactly("TRACKS 42 plays 0--- listeners 0---", "whole plays 0--- listeners 0---");
    assertThat(windows.numKeyedStateEntries()).isZero();
    assertThat(windows.numEventTimeTimers()).isZero();
  }

  @Test
  void whatIsOlderThanTheLongestWindowIsIgnored() throws Exception {
    play(t(-8 * 86_400));
    assertThat(told()).isEmpty();
    assertThat(windows.numKeyedStateEntries()).isZero();
  }

  @Test
  void erasingTwiceIsErasingOnce() throws Exception {
    play(t(-10));
    play(t(50));
    told();
    windows.processElement(PublicChange.erase(ALICE), 0);
    assertThat(told()).hasSize(8).allMatch(line -> line.contains("-"));
    windows.processElement(PublicChange.erase(ALICE), 0);
    assertThat(told()).isEmpty();
    assertThat(windows.numKeyedStateEntries()).isZero();
  }

  @Test
  void whatIsDueIsKnownAgainAfterARestore() throws Exception {
    play(t(-10));
    var kept = windows.snapshot(1, 1);
    windows.close();
    windows = Stages.listenerWindows();
    windows.initializeState(kept);
    windows.open();
    windows.processWatermark(Window.M5.leavesAt(t(-10)));
    assertThat(told())
        .containsExactly("TRACKS 42 plays -000 listeners -000", "whole plays -000 listeners -000");
  }

  @Test
  void theEndOfInputIsNotAnInstant() throws Exception {
    play(t(-10));
    told();
    windows.processWatermark(Long.MAX_VALUE);
    assertThat(told()).isEmpty();
    assertThat(windows.numKeyedStateEntries()).isOne();
  }

  @Test
  void aPlayIsOneOfItsRecordingOfEachArtistAndOfItsGenre() throws Exception {
    play(t(-10), credits(42, 3, 7, 8));
    assertThat(toldOfAll())
        .containsExactly(
            "TRACKS 42 plays ++++ listeners ++++",
            "ARTISTS 7 plays ++++ listeners ++++",
            "ARTISTS 8 plays ++++ listeners ++++",
            "GENRES 3 plays ++++ listeners ++++",
            "whole plays ++++ listeners ++++");
    play(t(-5), credits(43, 3, 8));
    assertThat(toldOfAll())
        .containsExactly(
            "TRACKS 43 plays ++++ listeners ++++",
            "ARTISTS 8 plays ++++ listeners 0000",
            "GENRES 3 plays ++++ listeners 0000",
            "whole plays ++++ listeners 0000");
  }

  @Test
  void aCorrectedGenreTakesBackTheOldOne() throws Exception {
    play(t(-10), credits(42, 0, 7));
    var unused = toldOfAll();
    windows.processElement(
        new PublicChange(
            ALICE,
            false,
            new Counted(t(-10), credits(42, 0, 7), 5),
            new Counted(t(-10), credits(42, 3, 7), 5)),
        0);
    assertThat(toldOfAll())
        .contains("GENRES 0 plays ---- listeners ----", "GENRES 3 plays ++++ listeners ++++");
  }

  @Test
  void aPlayOfAWeekTakesFewBytes() throws Exception {
    int plays = 1_000;
    for (int i = 0; i < plays; i++) {
      windows.processElement(
          new PublicChange(
              ALICE,
              false,
              null,
              new Counted(
                  t(-i * 600) - i,
                  credits(1_000_000 + i % 300, i % 40, i % 100),
                  1 + (int) Math.floorMod(t(-i * 600) / 3_600_000 + i / 500, 168L))),
          0);
    }
    long bytes =
        windows.snapshot(1, 1).getManagedKeyedState().stream()
            .mapToLong(handle -> handle.getStateSize())
            .sum();
    assertThat(bytes / (double) plays).isLessThan(10);
  }

  private void play(long countedAt) throws Exception {
    play(countedAt, SONG);
  }

  private void play(long countedAt, Credits credits) throws Exception {
    windows.processElement(
        new PublicChange(ALICE, false, null, new Counted(countedAt, credits, 5)), 0);
  }

  /** What was told of recordings and of the whole since the last time. */
  private List<String> told() {
    return toldOfAll().stream()
        .filter(line -> line.startsWith("TRACKS") || line.startsWith("whole"))
        .toList();
  }

  /** What was told since the last time: for each window +, - or 0. */
  private List<String> toldOfAll() {
    List<String> lines = new ArrayList<>();
    for (ItemDelta delta : windows.extractOutputValues()) {
      String item =
          delta.item == Item.WHOLE
              ? "whole"
              : Item.kindOf(delta.item) + " " + Item.numberOf(delta.item);
      lines.add(item + " plays " + signs(delta.plays) + " listeners " + signs(delta.listeners));
    }
    windows.getOutput().clear();
    return lines;
  }

  private static Credits credits(long recording, long genre, long... artists) {
    return Credits.of(
        new PlayState(
            recording,
            Arrays.stream(artists).boxed().toList(),
            0,
            genre,
            1,
            1,
            1,
            Source.SPOTIFY,
            true));
  }

  private static String signs(int[] figures) {
    StringBuilder signs = new StringBuilder();
    for (int figure : figures) {
      signs.append(figure > 0 ? '+' : figure < 0 ? '-' : '0');
    }
    return signs.toString();
  }

  private static long t(long seconds) {
    return BEGINNING + seconds * 1_000;
  }
}
