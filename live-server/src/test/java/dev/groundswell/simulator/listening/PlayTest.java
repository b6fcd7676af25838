package dev.groundswell.simulator.listening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.population.Listener;
import org.junit.jupiter.api.Test;

class PlayTest {
  private static final Setting SETTING =
      new Setting(
          new Listener.Device("d", "Phone", "Smartphone", 50),
          null,
          false,
          Setting.Repeat.OFF,
          false);

  /** 60 s heard from second 100 on, paused for 30 s after the first 20. */
  private static final Play PLAY =
      new Play(
          1,
          Catalogue.of(1).tracks().get(0),
          SETTING,
          100_000,
          60_000,
          new Play.Pause(20_000, 30_000),
          Play.Seek.NONE,
          Play.Ending.FINISHED);

  @Test
  void aPauseMakesAPlayLastLonger() {
    assertThat(PLAY.endAt()).isEqualTo(190_000);
  }

  @Test
  void progressStandsStillInAPauseAndGoesOnAfterIt() {
    assertThat(PLAY.momentAt(110_000)).isEqualTo(new Moment.Playing(PLAY, 10_000, 100_000));
    assertThat(PLAY.momentAt(120_000)).isEqualTo(new Moment.Paused(PLAY, 20_000, 120_000));
    assertThat(PLAY.momentAt(149_999)).isEqualTo(new Moment.Paused(PLAY, 20_000, 120_000));
    assertThat(PLAY.momentAt(160_000)).isEqualTo(new Moment.Playing(PLAY, 30_000, 150_000));
  }

  @Test
  void aStoppedPlayHasHeardWhatWasPlayedBefore() {
    assertThat(PLAY.stoppedAt(100_000)).isNull();
    assertThat(PLAY.stoppedAt(110_000)).extracting(Play::heardMs).isEqualTo(10_000);
    assertThat(PLAY.stoppedAt(130_000)).extracting(Play::heardMs).isEqualTo(20_000);
    assertThat(PLAY.stoppedAt(160_000)).extracting(Play::heardMs).isEqualTo(30_000);
    assertThat(PLAY.stoppedAt(190_000)).isSameAs(PLAY);
    for (long at = 101_000; at <= 190_000; at += 1_000) {
      assertThat(PLAY.stoppedAt(at)).extracting(Play::endAt).isEqualTo(at);
    }
  }

  /** 100 s of a track, of which 40 s are left out after the first 30. */
  private static final Play SOUGHT =
      new Play(
          1,
          Catalogue.of(1).tracks().get(0),
          SETTING,
          100_000,
          60_000,
          Play.Pause.NONE,
          new Play.Seek(30_000, 40_000),
          Play.Ending.FINISHED);

  @Test
  void aSeekMovesProgressAndIsNotHeard() {
    assertThat(SOUGHT.momentAt(129_999)).isEqualTo(new Moment.Playing(SOUGHT, 29_999, 100_000));
    assertThat(SOUGHT.momentAt(130_000)).isEqualTo(new Moment.Playing(SOUGHT, 70_000, 130_000));
    assertThat(SOUGHT.lastProgressMs()).isEqualTo(100_000);
    assertThat(SOUGHT.endAt()).isEqualTo(160_000);
  }

  @Test
  void whatIsHeardTakesAPauseLonger() {
    assertThat(PLAY.heardAt(20_000)).isEqualTo("1970-01-01T00:02:00Z");
    assertThat(PLAY.heardAt(20_001)).isEqualTo("1970-01-01T00:02:30.001Z");
    assertThat(PLAY.heardAt(60_000)).isEqualTo(PLAY.end());
  }
}
