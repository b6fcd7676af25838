package dev.groundswell.server.ledger;

import static dev.groundswell.server.ledger.LedgerFixture.history;
import static dev.groundswell.server.ledger.LedgerFixture.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.TestVertx;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.rxjava3.pgclient.PgBuilder;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.Tuple;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgPlayLedgerIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();

  private LedgerFixture given;
  private long ada;

  @BeforeEach
  void open() {
    given = new LedgerFixture(postgres);
    ada = given.listener(1_000_003);
  }

  @Test
  void aSightingBecomesAPlayAndANumberedChange() {
    given.record(live(ada, "a", 0, 31, 1));

    PlayChange change = changesOfAda().get(0);
    assertThat(change.seq()).isEqualTo(1);
    assertThat(change.listener()).isEqualTo(1_000_003);
    assertThat(change.before()).isNull();
    PlayState after = change.after();
    assertThat(after.countedAt()).isEqualTo(LedgerFixture.at(30).toEpochMilli());
    assertThat(after.trends()).isTrue();
    assertThat(after.artists()).hasSize(1);
    assertThat(after.album()).isNotZero();
    assertThat(postgres.number("select seq from shard where shard = $1", (short) 3)).isEqualTo(1);
    assertThat(given.signals).containsExactly(3);
  }

  @Test
  void toldAgainNothingChanges() {
    given.record(live(ada, "a", 0, 31, 1), live(ada, "a", 0, 31, 1));
    given.record(live(ada, "a", 0, 31, 1));

    assertThat(changesOfAda()).hasSize(1);
    assertThat(postgres.number("select count(*) from sighting")).isEqualTo(1);
    assertThat(
            given.registry.counter("groundswell.ledger.sightings", "outcome", "duplicate").count())
        .isEqualTo(2);
  }

  @Test
  void howLongItWasHeardFollowsAsACorrection() {
    given.record(live(ada, "a", 0, 31, 1));
    String publicId = onlyPlay().getString("public_id");
    given.record(live(ada, "a", 0, 170, 2));
    given.record(history(ada, "a", 172));

    List<PlayChange> changes = changesOfAda();
    assertThat(changes).hasSize(2);
    assertThat(changes.get(1).before()).isEqualTo(changes.get(0).after());
    assertThat(changes.get(1).after().msPlayed()).isEqualTo(170_000);
    assertThat(changes.get(1).rev()).isEqualTo(2);
    assertThat(onlyPlay().getString("public_id")).isEqualTo(publicId);
  }

  @Test
  void anyOrderOfArrivalGivesTheSamePlaysAndTheSameSumOfChanges() {
    List<Set<String>> outcomes = new ArrayList<>();
    for (int order = 0; order < 12; order++) {
      long listener = given.listener(16L * (order + 1));
      List<Sighting> sightings = evening(listener);
      Collections.shuffle(sightings, new Random(order));
      int step = 1 + order % 4;
      for (int i = 0; i < sightings.size(); i += step) {
        given
            .ledger
            .record(sightings.subList(i, Math.min(sightings.size(), i + step)))
            .blockingAwait();
      }
      outcomes.add(playsOf(listener));
      assertThat(sumOfChanges(16L * (order + 1))).isEqualTo(storedStates(listener));
    }
    assertThat(outcomes).allMatch(outcome -> outcome.equals(outcomes.get(0)));
    // Six on repeat, one live alone, one history alone, one skipped.
    assertThat(outcomes.get(0)).hasSize(9);
  }

  @Test
  void concurrentCallersAreCommittedTogetherAndNumberedDensely() {
    List<Long> listeners = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      listeners.add(given.listener(100 + i));
    }
    Flowable.range(0, 1_200)
        .flatMapCompletable(
            i ->
                given.ledger.record(
                    List.of(live(listeners.get(i % 40), "t" + i % 50, i * 200, 31, 1))))
        .blockingAwait();

    assertThat(postgres.number("select count(*) from play")).isEqualTo(1_200);
    assertDense(1_200);
    assertThat(given.registry.get("groundswell.ledger.commit").timer().count()).isLessThan(600);
  }

  @Test
  void twoServersWriteOneShardInTurn() {
    LedgerFixture other = new LedgerFixture(postgres);
    long bob = given.listener(1_000_003 + 16);
    Completable.mergeArray(
            Flowable.range(0, 300)
                .flatMapCompletable(
                    i -> given.ledger.record(List.of(live(ada, "x" + i, i * 200, 31, 1)))),
            Flowable.range(0, 300)
                .flatMapCompletable(
                    i -> other.ledger.record(List.of(live(bob, "x" + i, i * 200, 31, 1)))))
        .blockingAwait();

    assertDense(600);
    assertThat(postgres.number("select count(*) from recording")).isEqualTo(300);
  }

  @Test
  void aGoneListenersSightingsAreDroppedAndCounted() {
    given.record(live(ada + 1_000, "a", 0, 31, 1), live(ada, "a", 0, 31, 1));

    assertThat(postgres.number("select count(*) from play")).isEqualTo(1);
    assertThat(given.registry.counter("groundswell.ledger.sightings", "outcome", "erased").count())
        .isEqualTo(1);
  }

  @Test
  void historyOfMoreThanEightDaysIsNoChangeForTheJobs() {
    given.record(history(ada, "a", -10 * 86_400));

    assertThat(postgres.number("select count(*) from play")).isEqualTo(1);
    assertThat(changesOfAda()).isEmpty();
  }

  @Test
  void namesThatChangedAreRefreshedAndTheNextChangeStillTakesBackWhatWasTold() {
    given.record(live(ada, "a", 0, 31, 1));
    PlayedTrack renamed =
        new PlayedTrack(
            "a",
            null,
            "New title",
            List.of(new PlayedTrack.Artist("other", "Other", null, null)),
            null,
            null,
            null,
            null,
            null,
            null);
    Sighting first = live(ada, "a", 0, 170, 2);
    Sighting later =
        new Sighting(
            ada,
            renamed,
            first.kind(),
            first.observation(),
            2,
            first.startedAt(),
            first.endedAt(),
            true,
            true,
            first.heard(),
            first.countedAt());
    new LedgerFixture(postgres).ledger.record(List.of(later)).blockingAwait();

    Row recording = postgres.query("select title, duration_ms, album_id from recording").get(0);
    assertThat(recording.getString("title")).isEqualTo("New title");
    assertThat(recording.getLong("duration_ms")).isEqualTo(180_000);
    assertThat(recording.getLong("album_id")).isNotNull();
    List<PlayChange> changes = changesOfAda();
    assertThat(changes.get(1).before()).isEqualTo(changes.get(0).after());
    assertThat(changes.get(1).after().artists()).isNotEqualTo(changes.get(0).after().artists());
  }

  @Test
  void hostileTextIsCutAndStored() {
    PlayedTrack hostile =
        new PlayedTrack(
            null,
            "spotify:local:" + "\u6f22".repeat(9_000),
            "nul\0nul" + "x".repeat(100_000),
            List.of(new PlayedTrack.Artist(null, "", null, "y".repeat(100_000))),
            new PlayedTrack.Album(null, "Z".repeat(10_000), null, null, null),
            Duration.ofDays(-1),
            null,
            null,
            null,
            null);
    Sighting model = live(ada, "a", 0, 31, 1);
    given.record(
        new Sighting(
            ada,
            hostile,
            model.kind(),
            "\u6f22".repeat(9_000),
            1,
            model.startedAt(),
            model.endedAt(),
            true,
            true,
            model.heard(),
            null));

    assertThat(postgres.number("select count(*) from play")).isEqualTo(1);
    assertThat(postgres.query("select title from recording").get(0).getString(0)).hasSize(500);
  }

  @Test
  void whatPostgresRefusesHarmsNobodyElseInTheBatch() {
    postgres.query("alter table sighting add constraint no_b check (observation not like '%:b')");
    List<Completable> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(given.ledger.record(List.of(live(ada, "a", i * 200, 31, 1))));
    }
    Completable refused = given.ledger.record(List.of(live(ada, "b", 0, 31, 1)));
    Completable.mergeDelayError(List.of(Completable.merge(calls), refused.onErrorComplete()))
        .blockingAwait();

    assertThat(postgres.number("select count(*) from play")).isEqualTo(20);
    assertThatThrownBy(() -> given.record(live(ada, "b", 0, 31, 1)))
        .isNotInstanceOf(LedgerUnavailableException.class);
  }

  @Test
  void withoutPostgresTheLedgerSaysSoSoon() {
    PgConnectOptions nowhere = new PgConnectOptions(postgres.options()).setPort(1);
    LedgerFixture away =
        new LedgerFixture(
            postgres,
            PgBuilder.pool()
                .using(TestVertx.shared())
                .connectingTo(nowhere)
                .with(new PoolOptions().setMaxSize(2))
                .build());

    assertThatThrownBy(
            () ->
                away.ledger
                    .record(List.of(live(ada, "a", 0, 31, 1)))
                    .timeout(30, TimeUnit.SECONDS)
                    .blockingAwait())
        .isInstanceOf(LedgerUnavailableException.class);
  }

  @Test
  void aKilledConnectionIsTriedAgain() {
    Completable writing =
        Flowable.range(0, 400)
            .concatMapCompletable(
                i -> given.ledger.record(List.of(live(ada, "k" + i, i * 200, 31, 1))));
    Completable killing =
        Flowable.intervalRange(0, 8, 20, 40, TimeUnit.MILLISECONDS)
            .onBackpressureDrop()
            .concatMapCompletable(
                tick ->
                    postgres
                        .pool()
                        .query(
                            "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                                + " current_database() and pid <> pg_backend_pid()")
                        .rxExecute()
                        .ignoreElement()
                        .onErrorComplete());
    Completable.mergeArray(writing, killing).blockingAwait();

    assertThat(postgres.number("select count(*) from play")).isEqualTo(400);
    assertDense(400);
  }

  private void assertDense(int expected) {
    assertThat(postgres.number("select count(*) from change")).isEqualTo(expected);
    for (Row row :
        postgres.query(
            "select s.seq, count(c.seq) as n, coalesce(max(c.seq), 0) as top from shard s"
                + " left join change c using (shard) group by s.shard, s.seq")) {
      assertThat(row.getLong("n")).isEqualTo(row.getLong("seq")).isEqualTo(row.getLong("top"));
    }
  }

  /** An evening as live polling and the history tell it. */
  private static List<Sighting> evening(long listener) {
    List<Sighting> sightings = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sightings.add(live(listener, "again", i * 180, 31, 1));
      sightings.add(live(listener, "again", i * 180, 180, 2));
      sightings.add(history(listener, "again", i * 180 + 184));
    }
    sightings.add(live(listener, "alone", 1_200, 31, 1));
    sightings.add(live(listener, "alone", 1_200, 180, 2));
    sightings.add(history(listener, "missed", 1_700));
    sightings.add(live(listener, "skipped", 1_710, 45, 2));
    sightings.add(history(listener, "skipped", 1_757));
    return sightings;
  }

  private Set<String> playsOf(long listener) {
    Set<String> plays = new TreeSet<>();
    for (Row row :
        postgres.query(
            "select recording_id, played_at, ended_at, counted_at, ms_played, source from play"
                + " where listener_id = $1",
            listener)) {
      plays.add(row.deepToString());
    }
    return plays;
  }

  /** Adding every after and taking back every before, as the jobs do. */
  private Map<PlayState, Integer> sumOfChanges(long key) {
    Map<PlayState, Integer> sum = new HashMap<>();
    for (PlayChange change : given.changes(PlayChange.shardOf(key))) {
      if (change.listener() == key) {
        if (change.before() != null) {
          sum.merge(change.before(), -1, Integer::sum);
        }
        if (change.after() != null) {
          sum.merge(change.after(), 1, Integer::sum);
        }
      }
    }
    sum.values().removeIf(count -> count == 0);
    return sum;
  }

  private Map<PlayState, Integer> storedStates(long listener) {
    Map<PlayState, Integer> stored = new HashMap<>();
    PlayTable.read(
            postgres.pool().rxGetConnection().blockingGet(),
            "select * from play where listener_id = $1",
            Tuple.of(listener))
        .blockingGet()
        .forEach(play -> stored.merge(play.state(), 1, Integer::sum));
    return stored;
  }

  private List<PlayChange> changesOfAda() {
    return given.changes(PlayChange.shardOf(1_000_003));
  }

  private Row onlyPlay() {
    List<Row> plays = postgres.query("select * from play");
    assertThat(plays).hasSize(1);
    return plays.get(0);
  }
}
