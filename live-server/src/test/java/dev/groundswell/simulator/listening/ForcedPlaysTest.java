package dev.groundswell.simulator.listening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForcedPlaysTest {
  private static final Catalogue CATALOGUE = Catalogue.of(1);
  private static final Listener LISTENER = Population.of(1, 1, CATALOGUE).listeners().get(0);
  private static final Track TRACK = CATALOGUE.tracks().get(42);

  private final Listening own = new Listening(1, CATALOGUE);
  private final ForcedPlays playback = new ForcedPlays(own);

  /** The middle of some play of the listener's own. */
  private final Play interrupted =
      own.history(LISTENER, day(0), day(3)).stream()
          .filter(play -> play.heardMs() > 60_000 && play.pause().lengthMs() == 0)
          .findFirst()
          .orElseThrow();

  private final Instant now = interrupted.start().plusSeconds(30);

  private static Instant day(int day) {
    return Instant.parse("2026-11-16T00:00:00Z").plus(Duration.ofDays(day));
  }

  @Test
  void whatIsOrderedIsHeardFromNowOn() {
    Play play = playback.play(LISTENER, TRACK, 5_000, now);
    assertThat(playback.at(LISTENER, now))
        .isEqualTo(new Moment.Playing(play, 5_000, now.toEpochMilli() - 5_000));
  }

  @Test
  void whatWasHeardIsStoppedAndWhatWasHeardBeforeStays() {
    Play play = playback.play(LISTENER, TRACK, 0, now);
    List<Play> before = own.history(LISTENER, day(-1), interrupted.start());
    List<Play> heard = playback.history(LISTENER, day(-1), day(5));
    assertThat(heard.subList(0, before.size())).isEqualTo(before);
    assertThat(heard.subList(before.size(), heard.size()))
        .containsExactly(interrupted.stoppedAt(now.toEpochMilli()), play);
  }

  @Test
  void afterAnOrderedPlayThereIsSilence() {
    Play play = playback.play(LISTENER, TRACK, 0, now);
    assertThat(playback.at(LISTENER, play.end())).isEqualTo(new Moment.Idle());
    assertThat(playback.history(LISTENER, play.end(), day(30))).isEmpty();
  }

  @Test
  void aStoppedPlayEndsNow() {
    playback.play(LISTENER, TRACK, 0, now);
    playback.stop(LISTENER, now.plusSeconds(20));
    assertThat(playback.at(LISTENER, now.plusSeconds(20))).isEqualTo(new Moment.Idle());
    List<Play> heard = playback.history(LISTENER, now, day(5));
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0).heardMs()).isEqualTo(20_000);
  }

  @Test
  void aSecondOrderStopsTheFirst() {
    playback.play(LISTENER, TRACK, 0, now);
    Play second = playback.play(LISTENER, TRACK, 0, now.plusSeconds(40));
    List<Play> heard = playback.history(LISTENER, now, day(5));
    assertThat(heard).hasSize(2).endsWith(second);
    assertThat(heard.get(0).heardMs()).isEqualTo(40_000);
  }
}
