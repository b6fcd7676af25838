package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.events.Board;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.audit.Audit;
import dev.groundswell.server.audit.AuditOptions;
import dev.groundswell.server.audit.JobsRun;
import dev.groundswell.server.ledger.Sighting;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The auditor beside real jobs: quiet while they are right, and of use when they are not. */
class AuditIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Topic WEEK = new Topic(Topic.Kind.TRACKS, Window.D7);

  /** As usual, but in more of a hurry. */
  private static final AuditOptions HASTY =
      new AuditOptions(
          Duration.ofMillis(20),
          0,
          Duration.ofMillis(500),
          Duration.ofSeconds(15),
          Duration.ofMillis(50),
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofHours(1));

  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();
  @RegisterExtension final RedisFixture redis = new RedisFixture();
  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(3);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private LedgerToBoards product;
  private List<Long> listeners;
  private Audit audit;

  @BeforeEach
  void start() {
    product = LedgerToBoards.start(postgres, redis, folder);
    listeners =
        LongStream.generate(random::nextLong).limit(20).mapToObj(product::listener).toList();
    product.record(
        SightingScript.of(random, listeners, Instant.now(), SightingScript::anyAge, 400));
  }

  @AfterEach
  void stop() {
    audit.stop().blockingAwait();
    product.close();
  }

  @Test
  void whileEverythingIsRightNothingIsSaidWhateverHappens() {
    audit(() -> Completable.error(new AssertionError("nobody asked for it")));
    Instant until = Instant.now().plusSeconds(15);
    while (Instant.now().isBefore(until)) {
      List<Sighting> some =
          new ArrayList<>(
              SightingScript.of(random, listeners, Instant.now(), SightingScript::anyAge, 25));
      some.add(SightingScript.countedAt(Instant.now(), listeners.get(random.nextInt(20)), 3));
      product.record(some);
      var unused = product.deleteOneOf(listeners.get(random.nextInt(20)));
      if (random.nextInt(8) == 0) {
        product.setTrends(listeners.get(0), random.nextBoolean());
      }
      if (random.nextInt(20) == 0) {
        long passing = product.listener(random.nextLong());
        product.record(List.of(SightingScript.countedAt(Instant.now(), passing, 1)));
        product.erase(passing);
      }
    }
    await().atMost(LIMIT).until(() -> looks("right") >= 15);
    assertThat(audit.view().here()).isTrue();
    assertThat(audit.view().differing()).isZero();
    assertThat(meters.find("groundswell.audit.drifts").counter().count()).isZero();
    assertThat(meters.find("groundswell.audit.repairs").counters()).isEmpty();
  }

  @Test
  void aDamagedBoardIsNoticedAndRightAgain() throws Exception {
    awaitRight(WEEK);
    damage(WEEK);
    audit(() -> Completable.error(new AssertionError("nobody asked for it")));

    await().atMost(LIMIT).until(() -> states().contains(WEEK.name() + " REPAIRED"));
    awaitRight(WEEK);
    assertThat(meters.find("groundswell.audit.repairs").tag("how", "rewrite").counter().count())
        .isEqualTo(1);
    assertThat(product.number("select count(*) from jobs_rebuild")).isZero();
  }

  @Test
  void jobsWhoseStateIsWrongBuildEverythingAnew() throws Exception {
    awaitRight(WEEK);
    forgetAPlayBehindTheJobsBack();
    audit(() -> Completable.fromCompletionStage(product.embeddedJobs().rebuild()));

    await().atMost(LIMIT).until(() -> product.number("select count(*) from jobs_rebuild") == 1);
    awaitRight(WEEK);
    await().atMost(LIMIT).until(() -> states().contains(WEEK.name() + " RIGHT"));
    assertThat(product.number("select count(*) from jobs_rebuild")).isEqualTo(1);
  }

  @Test
  void oneServerOfSeveralAudits() {
    audit(() -> Completable.complete());
    await().atMost(LIMIT).until(() -> audit.view().here());
    Audit other = newAudit(() -> Completable.complete(), new SimpleMeterRegistry());
    other.start();
    audit.stop().blockingAwait();
    await().atMost(LIMIT).until(() -> other.view().here());
    other.stop().blockingAwait();
  }

  private void audit(JobsRun jobs) {
    audit = newAudit(jobs, meters);
    audit.start();
  }

  private Audit newAudit(JobsRun jobs, SimpleMeterRegistry meters) {
    return new Audit(
        postgres.pool(),
        redis.api(),
        1,
        "test-" + random.nextLong(),
        jobs,
        HASTY,
        Clock.systemUTC(),
        new Random(),
        Schedulers.computation(),
        meters);
  }

  /** Another item stands first, and nothing that the jobs write for an hour is later than that. */
  private void damage(Topic topic) {
    try (Jedis hand = new Jedis(URI.create(redis.uri()))) {
      String key = RedisKeys.board(RedisKeys.LIVE, topic.name());
      String body = hand.hget(key, RedisKeys.BOARD_BODY);
      String other = body.replaceFirst("\"items\":\\[\\[", "\"items\":[[7");
      hand.hset(key, RedisKeys.BOARD_BODY, other);
      hand.hset(
          key,
          RedisKeys.BOARD_AS_OF,
          Long.toString(Instant.now().plusSeconds(3_600).toEpochMilli()));
      assertThat(hand.hget(key, RedisKeys.BOARD_BODY)).isNotEqualTo(body);
    }
  }

  /** As if a play had never been, which no change tells. */
  private void forgetAPlayBehindTheJobsBack() {
    long play = product.number("select max(id) from play where trends and counted_at is not null");
    long voided =
        postgres.number(
            """
            with gone as (delete from play where id = $1),
            voided as (
              update change set body = format('{"v":1,"s":%s,"q":%s,"k":"void","t":%s}', shard, seq,
                (extract(epoch from committed_at) * 1000)::bigint)
              where body like '%"p":' || $1 || ',"r":%' returning 1)
            select count(*) from voided
            """,
            play);
    assertThat(voided).isPositive();
  }

  private void awaitRight(Topic topic) throws Exception {
    try (Connection ledger = product.connect()) {
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () -> {
                long pulse = product.asOf();
                Board board = product.board(topic).orElseThrow(AssertionError::new);
                long asOf = Math.max(board.asOf(), pulse);
                assertThat(board.items()).isNotEmpty();
                assertThat(LedgerRecount.shownBy(board).lines())
                    .isEqualTo(
                        LedgerRecount.of(ledger, topic, topic.window().from(asOf), asOf).lines());
              });
    }
  }

  private List<String> states() {
    return audit.view().boards().stream()
        .map(board -> board.topic() + " " + board.state())
        .toList();
  }

  private double looks(String state) {
    var counter = meters.find("groundswell.audit.looks").tag("state", state).counter();
    return counter == null ? 0 : counter.count();
  }
}
