package dev.groundswell.simulator.listening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PrivateSessionsTest {
  private static final Catalogue CATALOGUE = Catalogue.of(1);
  private static final Listener LISTENER = Population.of(1, 1, CATALOGUE).listeners().get(0);
  private static final Track TRACK = CATALOGUE.tracks().get(42);
  private static final Duration LENGTH = Duration.ofMillis(TRACK.durationMs());
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final ForcedPlays forced = new ForcedPlays(new Listening(1, CATALOGUE));
  private final PrivateSessions heard = new PrivateSessions(forced);

  private Instant play(Instant at) {
    return forced.play(LISTENER, TRACK, 0, at).end();
  }

  @Test
  void whatIsHeardWithinASessionIsPrivateAndWhatIsHeardOutsideIsNot() {
    Instant first = play(NOON);
    Instant begins = first.plusSeconds(1);
    Instant second = play(begins);
    heard.begin(LISTENER, begins);
    heard.end(LISTENER, second);
    play(second);
    assertThat(heard.history(LISTENER, NOON, second.plus(LENGTH)))
        .extracting(play -> play.setting().privately())
        .containsExactly(false, true, false);
  }

  @Test
  void aPlayThatIsGoingOnBelongsToTheSession() {
    play(NOON);
    Instant later = NOON.plusSeconds(40);
    heard.begin(LISTENER, later);
    assertThat(heard.at(LISTENER, later))
        .isInstanceOfSatisfying(
            Moment.Playing.class,
            moment -> assertThat(moment.play().setting().privately()).isTrue());
  }
}
