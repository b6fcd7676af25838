package dev.groundswell.server.ledger;

import static dev.groundswell.server.ledger.LedgerFixture.history;
import static dev.groundswell.server.ledger.LedgerFixture.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayChange.Kind;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.TestVertx;
import io.reactivex.rxjava3.core.Completable;
import io.vertx.rxjava3.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ErasureIT {
  private static final long ADA_KEY = 777_000_111_222_333_440L + 7;

  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();

  private final List<Long> forgotten = new ArrayList<>();
  private final List<String> forgottenNow = new CopyOnWriteArrayList<>();
  private final AtomicInteger rewritten = new AtomicInteger();
  private LedgerFixture given;
  private boolean redisIsAway;
  private long ada;
  private long bob;

  @BeforeEach
  void open() {
    given = new LedgerFixture(postgres);
    bob = given.listener(ADA_KEY + 16);
    ada = given.listener(ADA_KEY);
    signUp(ada, "ada");
    signUp(bob, "bob");
    for (int i = 0; i < 5; i++) {
      given.record(
          live(ada, "a" + i, i * 200, 180, 2),
          history(ada, "a" + i, i * 200 + 183),
          live(bob, "a" + i, i * 200, 180, 2));
    }
  }

  @Test
  void nothingIsLeftOfAnErasedListenerButTheOneChangeThatTellsTheJobs() {
    Receipt receipt = erasure().erase(ada).blockingGet();

    assertThat(receipt.rowsGoneAt()).isNotNull();
    assertThat(receipt.outsideReach()).containsExactly("backups");
    List<String> places = placesWith(List.of("" + ADA_KEY, "ada"));
    assertThat(places).containsExactly(placeOfErase());
    assertThat(listenerIdsLeft()).containsOnly(bob);
    PlayChange erase = changes().get(changes().size() - 1);
    assertThat(erase.kind()).isEqualTo(Kind.ERASE);
    assertThat(erase.listener()).isEqualTo(ADA_KEY);
  }

  @Test
  void theNumbersOfTheErasedStayAsVoidChangesAndLeaveTheStreams() {
    erasure().erase(ada).blockingGet();

    List<PlayChange> changes = changes();
    assertThat(changes).hasSize(11);
    List<Long> voids =
        changes.stream().filter(c -> c.kind() == Kind.VOID).map(PlayChange::seq).toList();
    assertThat(voids).hasSize(5);
    assertThat(forgotten).containsExactlyInAnyOrderElementsOf(voids);
    assertThat(forgottenNow).containsExactly(PlayChange.shardOf(ADA_KEY) + " " + ADA_KEY);
    assertThat(changes.stream().filter(c -> c.kind() == Kind.PLAY))
        .hasSize(5)
        .allMatch(c -> c.listener() == ADA_KEY + 16);
  }

  @Test
  void sightingsThatComeLaterAreDropped() {
    Erasure erasure = erasure();
    redisIsAway = true;
    erasure.erase(ada).blockingGet();
    given.record(live(ada, "late", 3_000, 180, 2));
    redisIsAway = false;
    erasure.sweep().blockingAwait();
    given.record(live(ada, "later", 3_000, 180, 2));

    assertThat(listenerIdsLeft()).containsOnly(bob);
    assertThat(given.registry.counter("groundswell.ledger.sightings", "outcome", "erased").count())
        .isEqualTo(2);
  }

  @Test
  void whatAnAbsentRedisLeftUndoneIsFinishedLaterByAnyServer() {
    redisIsAway = true;
    Receipt receipt = erasure().erase(ada).blockingGet();
    assertThat(receipt.rowsGoneAt()).isNull();
    assertThat(postgres.number("select count(*) from listener_secret where listener_id = $1", ada))
        .isZero();
    assertThat(erasure().erase(ada).blockingGet().id()).isEqualTo(receipt.id());

    redisIsAway = false;
    Erasure afterRestart = erasure();
    afterRestart.sweep().blockingAwait();
    Receipt later = afterRestart.receipt(receipt.id()).blockingGet();
    assertThat(later.rowsGoneAt()).isNotNull();
    assertThat(later.bytesGoneAt()).isNotNull();
    assertThat(forgotten).hasSize(5);
  }

  @Test
  void theBytesFollowTheRows() {
    Erasure erasure = erasure();
    Receipt receipt = erasure.erase(ada).blockingGet();
    assertThat(receipt.bytesGoneAt()).isNull();
    erasure.sweep().blockingAwait();
    erasure.sweep().blockingAwait();

    assertThat(erasure.receipt(receipt.id()).blockingGet().bytesGoneAt()).isNotNull();
    assertThat(rewritten).hasValue(1);
    for (Row row :
        postgres.query(
            "select relname, n_dead_tup from pg_stat_user_tables"
                + " where relname in ('listener_secret', 'account', 'session')")) {
      assertThat(row.getLong("n_dead_tup")).as(row.getString(0)).isZero();
    }
  }

  @Test
  void whoIsNotThereCannotBeErased() {
    assertThatThrownBy(() -> erasure().erase(ada + 1_000).blockingGet())
        .isInstanceOf(NoSuchElementException.class);
  }

  private Erasure erasure() {
    return new Erasure(
        TestVertx.shared(),
        postgres.pool(),
        given.clock,
        new Random(),
        new ChangePartitions(TestVertx.shared(), postgres.pool(), given.clock),
        given.signals::add,
        published(),
        () -> Completable.fromAction(rewritten::incrementAndGet),
        List.of("backups"));
  }

  private PublishedChanges published() {
    return new PublishedChanges() {
      @Override
      public Completable forget(int shard, Collection<Long> seqs, long through) {
        return redisIsAway
            ? Completable.error(new IllegalStateException("Redis is away"))
            : Completable.fromAction(() -> forgotten.addAll(seqs));
      }

      @Override
      public Completable forgetNow(int shard, long listener) {
        return Completable.fromAction(() -> forgottenNow.add(shard + " " + listener));
      }
    };
  }

  private void signUp(long listener, String name) {
    byte[] bytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    io.vertx.core.buffer.Buffer word = io.vertx.core.buffer.Buffer.buffer(bytes);
    postgres.query("insert into listener_secret values ($1, 'k', $2)", listener, word);
    postgres.query(
        "insert into account (listener_id, provider, subject_hash, subject, display_name, scope,"
            + " consented_at, state_since) values ($1, 'spotify', $2, $2, $2, $3, now(), now())",
        listener,
        word,
        name);
    postgres.query("insert into session values ($2, $1, $2, now(), now(), now())", listener, word);
    postgres.query("insert into poll_state values ($1, $2, null, now(), now())", listener, name);
    postgres.query(
        "insert into gap (listener_id, from_at, until_at, reason, found_at)"
            + " values ($1, now(), now(), $2, now())",
        listener,
        name);
  }

  private List<PlayChange> changes() {
    return given.changes(PlayChange.shardOf(ADA_KEY));
  }

  private String placeOfErase() {
    return "change_20261122.body";
  }

  /** Every column of any text or bytes, or of a number, in which one of the words is found. */
  private List<String> placesWith(List<String> words) {
    List<String> places = new ArrayList<>();
    for (Row column :
        postgres.query(
            """
            select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0
              and not a.attisdropped order by 1, 2
            """)) {
      String table = column.getString(0);
      String name = column.getString(1);
      for (String word : words) {
        String hex = toHex(word);
        long found =
            postgres.number(
                "select count(*) from \"%s\" where \"%s\"::text ~ $1 or \"%s\"::text like $2"
                    .formatted(table, name, name),
                "(^|[^0-9a-z])" + word + "($|[^0-9a-z])",
                "%" + hex + "%");
        if (found > 0) {
          places.add(table + "." + name);
        }
      }
    }
    return places;
  }

  private List<Long> listenerIdsLeft() {
    List<Long> ids = new ArrayList<>();
    for (String table :
        List.of("sighting", "play", "account", "session", "poll_state", "gap", "change")) {
      postgres
          .query("select distinct listener_id from " + table + " where listener_id is not null")
          .forEach(row -> ids.add(row.getLong(0)));
    }
    postgres.query("select id from listener").forEach(row -> ids.add(row.getLong(0)));
    return ids;
  }

  private static String toHex(String word) {
    StringBuilder hex = new StringBuilder();
    for (char c : word.toCharArray()) {
      hex.append("%02x".formatted((int) c));
    }
    return hex.toString();
  }
}
