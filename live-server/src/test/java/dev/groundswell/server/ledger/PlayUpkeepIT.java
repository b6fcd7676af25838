package dev.groundswell.server.ledger;

import static dev.groundswell.server.ledger.LedgerFixture.history;
import static dev.groundswell.server.ledger.LedgerFixture.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.Source;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.TestVertx;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.schedulers.TestScheduler;
import io.vertx.rxjava3.core.Vertx;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlayUpkeepIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();

  private final TestScheduler pauses = new TestScheduler();
  private LedgerFixture given;
  private Disposable upkeep = Disposable.disposed();
  private long ada;

  @BeforeEach
  void open() {
    given = new LedgerFixture(postgres);
    ada = given.listener(5);
  }

  @AfterEach
  void stop() {
    upkeep.dispose();
  }

  @Test
  void playsFollowAGenreThatSpotifyNamesLater() {
    given.record(live(ada, "a", 0, 180, 2), history(ada, "a", -20 * 86_400));
    assertThat(noted()).as("a new artist has no plays yet").isZero();
    start(Set.of(Source.values()));

    given.record(sightingWithGenre("Enka"));
    assertThat(noted()).isEqualTo(1);

    awaitWithPauses("select count(*) from play where genre_id is null", 0);
    PlayChange followed = changes().get(changes().size() - 1);
    assertThat(followed.before().genre()).isZero();
    assertThat(followed.after()).isEqualTo(followed.before().withGenre(genre("enka")));
    assertThat(changes()).as("the one of 20 days ago changes without a word").hasSize(3);
    awaitWithPauses("select count(*) from late_genre", 0);
  }

  @Test
  void anotherSettingHoldsForPlaysThatAreThereAlready() {
    given.record(live(ada, "a", 0, 180, 2), history(ada, "b", -20 * 86_400));
    long bob = given.listener(6);
    postgres.number("update listener set trends = false where id = $1 returning id", bob);
    given.record(live(bob, "a", 0, 180, 2));

    start(Set.of(Source.IMPORTED));
    awaitWithPauses("select count(*) from play where trends", 0);
    upkeep.dispose();
    assertThat(changes().get(1).before().trends()).isTrue();
    assertThat(changes().get(1).after().trends()).isFalse();

    start(Set.of(Source.SPOTIFY));
    awaitWithPauses("select count(*) from play where trends", 2);
    assertThat(changes()).hasSize(3);
    assertThat(given.changes(6)).as("who has not joined stays out").hasSize(1);
  }

  private void start(Set<Source> admitted) {
    Vertx vertx = TestVertx.shared();
    ChangePartitions partitions = new ChangePartitions(vertx, postgres.pool(), given.clock);
    upkeep =
        new PlayUpkeep(
                postgres.pool(),
                Realignment.ofSources(
                    admitted,
                    vertx,
                    postgres.pool(),
                    given.clock,
                    new Random(),
                    partitions,
                    given.signals::add),
                Realignment.ofGenres(
                    vertx,
                    postgres.pool(),
                    given.clock,
                    new Random(),
                    partitions,
                    given.signals::add),
                new Random(),
                pauses)
            .start();
  }

  private void awaitWithPauses(String sql, long expected) {
    await(sql)
        .until(
            () -> {
              pauses.advanceTimeBy(1, TimeUnit.HOURS);
              return postgres.number(sql) == expected;
            });
  }

  private Sighting sightingWithGenre(String genre) {
    Sighting play = live(ada, "another", 400, 180, 2);
    PlayedTrack track = play.track();
    return new Sighting(
        ada,
        new PlayedTrack(
            track.spotifyId(),
            null,
            track.title(),
            List.of(new PlayedTrack.Artist("artist-a", "Artist of a", null, null, genre)),
            track.album(),
            track.duration(),
            null,
            null,
            null,
            null),
        play.kind(),
        play.observation(),
        play.revision(),
        play.startedAt(),
        play.endedAt(),
        play.knowsStart(),
        play.knowsEnd(),
        play.heard(),
        play.countedAt());
  }

  private long noted() {
    return postgres.number("select count(*) from late_genre");
  }

  private long genre(String word) {
    return postgres.number("select id from genre where public_id = $1", word);
  }

  private List<PlayChange> changes() {
    return given.changes(5);
  }
}
