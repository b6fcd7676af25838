package dev.groundswell.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.NowPlaying;
import dev.groundswell.events.NowPlayingCodec;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.server.ledger.ChangePartitions;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.RedisFixture;
import dev.groundswell.testing.TestVertx;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelayIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();
  @RegisterExtension final RedisFixture redis = new RedisFixture();

  private final Collection<Relay> relays = new ArrayList<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @BeforeEach
  void makePartitions() {
    ChangePartitions partitions =
        new ChangePartitions(TestVertx.shared(), postgres.pool(), Clock.systemUTC());
    partitions.start().blockingAwait();
    partitions.stop();
  }

  @AfterEach
  void stopAll() {
    relays.forEach(relay -> relay.stop().blockingAwait());
  }

  @Test
  void everyChangeIsAnEntryOfItsNumberInOrder() {
    relay("a");
    awaitHeartbeat(5, 0);
    commit(5, 2_500);

    awaitHeartbeat(5, 2_500);
    assertThat(changeSeqs(5))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 2_500).boxed().toList());
    assertThat(registry.get("groundswell.relay.published").counter().count()).isEqualTo(2_500);
  }

  @Test
  void aHeartbeatNeverRunsAheadOfTheChangesItVouchesFor() {
    relay("a");
    awaitHeartbeat(1, 0);
    for (int i = 0; i < 20; i++) {
      commit(1, 50);
    }
    awaitHeartbeat(1, 1_000);

    long last = 0;
    for (Response entry : entries(1)) {
      long seq = seqOf(entry);
      if (isHeartbeat(entry)) {
        assertThat(seq).isEqualTo(last);
      } else {
        assertThat(seq).isEqualTo(last + 1);
        last = seq;
      }
    }
  }

  @Test
  void everyShardHasHeartbeatsThoughNothingHappens() {
    relay("a");
    for (int shard = 0; shard < 16; shard++) {
      awaitHeartbeat(shard, 0);
    }
  }

  @Test
  void publishingAgainIsRefusedAndThereforeSuccess() {
    relay("a");
    awaitHeartbeat(2, 0);
    commit(2, 100);
    awaitHeartbeat(2, 100);
    PlayStreams streams = new PlayStreams(redis.client());
    streams
        .add(2, List.of(PlayStreams.Entry.change(99, "x"), PlayStreams.Entry.change(100, "x")))
        .blockingAwait();

    assertThat(changeSeqs(2)).hasSize(100);
  }

  @Test
  void theNextServerGoesOnWhereTheStreamEnds() {
    Relay first = relay("a");
    awaitHeartbeat(3, 0);
    commit(3, 10);
    awaitHeartbeat(3, 10);
    first.abandon();
    commit(3, 10);
    relay("b");

    awaitHeartbeat(3, 20);
    assertThat(changeSeqs(3)).hasSize(20);
  }

  @Test
  void twoServersShareTheShardsAndOneTakesOverFromTheDead() {
    Relay first = relay("a");
    relay("b");
    await()
        .untilAsserted(() -> assertThat(holders()).containsEntry("a", 8L).containsEntry("b", 8L));
    first.abandon();
    for (int shard = 0; shard < 16; shard++) {
      commit(shard, 3);
    }

    await().untilAsserted(() -> assertThat(holders()).containsOnlyKeys("b"));
    for (int shard = 0; shard < 16; shard++) {
      awaitHeartbeat(shard, 3);
      assertThat(changeSeqs(shard)).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void aServerThatStopsLetsGoAtOnce() {
    Relay first = relay("a");
    await().untilAsserted(() -> assertThat(holders()).containsEntry("a", 16L));
    first.stop().blockingAwait();

    assertThat(holders()).isEmpty();
  }

  @Test
  void afterFlushallItGoesOnAndTheHoleIsVisible() {
    relay("a");
    awaitHeartbeat(4, 0);
    commit(4, 10);
    awaitHeartbeat(4, 10);
    redis.api().rxFlushall(List.of()).blockingGet();
    commit(4, 5);

    awaitHeartbeat(4, 15);
    assertThat(changeSeqs(4)).isSubsetOf(11L, 12L, 13L, 14L, 15L);
    assertThat(seqOf(entries(4).get(0))).isGreaterThanOrEqualTo(10);
  }

  @Test
  void whileRedisIsAwayItKeepsItsPlace() {
    relay("a");
    awaitHeartbeat(6, 0);
    commit(6, 10);
    awaitHeartbeat(6, 10);
    redis.stop();
    commit(6, 1_200);
    await().until(() -> registry.get("groundswell.relay.failures").counter().count() > 1);
    redis.start();

    awaitHeartbeat(6, 1_210);
    assertThat(changeSeqs(6))
        .containsExactlyElementsOf(LongStream.rangeClosed(11, 1_210).boxed().toList());
  }

  @Test
  void anEmptyStreamIsTakenUpAtTheLedgersNumber() {
    commit(7, 50);
    relay("a");

    awaitHeartbeat(7, 50);
    assertThat(changeSeqs(7)).isEmpty();
  }

  @Test
  void aStreamThatIsAheadOfTheLedgerIsBegunAnew() {
    new PlayStreams(redis.client())
        .add(8, List.of(PlayStreams.Entry.change(1_000, "of another ledger")))
        .blockingAwait();
    commit(8, 5);
    relay("a");

    awaitHeartbeat(8, 5);
    commit(8, 1);
    awaitHeartbeat(8, 6);
    assertThat(changeSeqs(8)).containsExactly(6L);
  }

  @Test
  void aCommitIsPublishedAtOnceWhenSignalled() {
    Relay relay =
        relay(
            new RelayOptions(
                "a", Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(2)));
    // The first tick may come before the first lease; a signal makes another.
    await()
        .untilAsserted(
            () -> {
              relay.changed(9);
              assertThat(entries(9)).isNotEmpty();
            });
    commit(9, 1);
    relay.changed(9);

    await().untilAsserted(() -> assertThat(changeSeqs(9)).containsExactly(1L));
  }

  @Test
  void whatIsForgottenIsGoneThoughItIsPublishedLate() {
    commit(10, 0);
    redis.client();
    relay("a");
    awaitHeartbeat(10, 0);
    commit(10, 20);
    new StreamForgetting(TestVertx.shared(), redis.client())
        .forget(10, Set.of(3L, 4L, 20L), 20)
        .blockingAwait();

    assertThat(changeSeqs(10)).hasSize(17).doesNotContain(3L, 4L, 20L);
  }

  @Test
  void whatAnErasedListenerHeardJustNowIsTakenOut() {
    for (int i = 0; i < 2_500; i++) {
      var unused = redis.api().rxXadd(nowEntry(11, i % 3 == 0 ? 7 : 8)).blockingGet();
    }
    new StreamForgetting(TestVertx.shared(), redis.client()).forgetNow(11, 7).blockingAwait();

    assertThat(redis.api().rxXlen(RedisKeys.now(11)).blockingGet().toLong()).isEqualTo(2_500 - 834);
    new StreamForgetting(TestVertx.shared(), redis.client()).forgetNow(11, 8).blockingAwait();
    assertThat(redis.api().rxXlen(RedisKeys.now(11)).blockingGet().toLong()).isZero();
  }

  private static List<String> nowEntry(int shard, long listener) {
    NowPlaying silence = NowPlaying.silence(listener, 1_000, true);
    String body = new String(NowPlayingCodec.encode(silence), StandardCharsets.UTF_8);
    return List.of(RedisKeys.now(shard), "*", RedisKeys.NOW, body);
  }

  private Relay relay(String server) {
    return relay(
        new RelayOptions(
            server, Duration.ofMillis(50), Duration.ofMillis(1_500), Duration.ofMillis(300)));
  }

  private Relay relay(RelayOptions options) {
    Relay relay =
        new Relay(
            TestVertx.shared(),
            postgres.pool(),
            redis.client(),
            Clock.systemUTC(),
            new Random(),
            options,
            registry);
    relays.add(relay);
    relay.start();
    return relay;
  }

  /** Commits this many changes of a shard, as the ledger does: number and rows together. */
  private void commit(int shard, int changes) {
    postgres.query(
        """
        with advanced as (
          update shard set seq = seq + $2 where shard = $1 returning seq)
        insert into change (shard, seq, day, committed_at, body)
        select $1, seq - $2 + n, (now() at time zone 'UTC')::date, now(), 'change ' || n
        from advanced, generate_series(1, $2::int) n
        """,
        (short) shard,
        changes);
  }

  private void awaitHeartbeat(int shard, long seq) {
    await()
        .untilAsserted(
            () ->
                assertThat(entries(shard))
                    .anyMatch(entry -> isHeartbeat(entry) && seqOf(entry) >= seq));
  }

  /** Patient, since a busy machine is no failure. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(40));
  }

  private List<Long> changeSeqs(int shard) {
    return entries(shard).stream()
        .filter(entry -> !isHeartbeat(entry))
        .map(RelayIT::seqOf)
        .toList();
  }

  private List<Response> entries(int shard) {
    Response all =
        redis
            .client()
            .rxSend(Request.cmd(Command.XRANGE).arg(RedisKeys.plays(shard)).arg("-").arg("+"))
            .blockingGet();
    List<Response> entries = new ArrayList<>();
    all.forEach(entries::add);
    return entries;
  }

  private Map<String, Long> holders() {
    Map<String, Long> holders = new HashMap<>();
    postgres
        .query("select holder, count(*) from shard_lease where until > now() group by holder")
        .forEach(row -> holders.put(row.getString(0), row.getLong(1)));
    return holders;
  }

  private static boolean isHeartbeat(Response entry) {
    return entry.get(1).get(0).toString().equals(RedisKeys.HEARTBEAT);
  }

  private static long seqOf(Response entry) {
    String id = entry.get(0).toString();
    return Long.parseLong(id.substring(0, id.indexOf('-')));
  }
}
