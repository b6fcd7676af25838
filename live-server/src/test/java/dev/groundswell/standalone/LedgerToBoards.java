package dev.groundswell.standalone;

import static org.awaitility.Awaitility.await;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Source;
import dev.groundswell.events.Topic;
import dev.groundswell.jobs.JobOptions;
import dev.groundswell.jobs.StreamJobs;
import dev.groundswell.server.ledger.ChangePartitions;
import dev.groundswell.server.ledger.Erasure;
import dev.groundswell.server.ledger.PgPlayEdits;
import dev.groundswell.server.ledger.PgPlayLedger;
import dev.groundswell.server.ledger.Realignment;
import dev.groundswell.server.ledger.Sighting;
import dev.groundswell.server.ledger.TagImport;
import dev.groundswell.server.relay.Relay;
import dev.groundswell.server.relay.RelayOptions;
import dev.groundswell.server.relay.StreamForgetting;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.RedisFixture;
import dev.groundswell.testing.TestVertx;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.sqlclient.Pool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import redis.clients.jedis.Jedis;

/** The way from the ledger to the boards, of the real parts, without those who collect or show. */
final class LedgerToBoards implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Auckland");
  private static final Set<Source> ALL_SOURCES = Set.of(Source.values());

  private final PostgresFixture postgres;
  private final PgPlayLedger ledger;
  private final PgPlayEdits edits;
  private final TagImport tags;
  private final Realignment reclassification;
  private final Erasure erasure;
  private final Relay relay;
  private final JobOptions options;
  private final AutoCloseable jobs;
  private final Jedis redis;

  private LedgerToBoards(PostgresFixture postgres, RedisFixture redis, Jobs jobs) {
    this.postgres = postgres;
    Vertx vertx = TestVertx.shared();
    Pool pool = postgres.pool();
    Clock clock = Clock.systemUTC();
    Random random = new Random();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    ChangePartitions partitions = new ChangePartitions(vertx, pool, clock);
    relay =
        new Relay(
            vertx,
            pool,
            redis.client(),
            clock,
            random,
            RelayOptions.of("test-" + UUID.randomUUID()),
            meters);
    ledger = new PgPlayLedger(vertx, pool, clock, random, ALL_SOURCES, partitions, relay, meters);
    tags = new TagImport(pool);
    reclassification = Realignment.ofGenres(vertx, pool, clock, random, partitions, shard -> {});
    edits = new PgPlayEdits(vertx, pool, clock, random, ALL_SOURCES, partitions, relay);
    erasure =
        new Erasure(
            vertx,
            pool,
            clock,
            random,
            partitions,
            relay,
            new StreamForgetting(vertx, redis.client()),
            Completable::complete,
            List.of());
    relay.start();
    this.redis = new Jedis(URI.create(redis.uri()));
    options = options(postgres.options(), redis.uri());
    this.jobs = jobs.start(options);
  }

  /** Where the jobs run. */
  interface Jobs {
    AutoCloseable start(JobOptions options);
  }

  /** With the jobs in this JVM, as on a laptop. */
  static LedgerToBoards start(PostgresFixture postgres, RedisFixture redis, Path folder) {
    return new LedgerToBoards(
        postgres,
        redis,
        options ->
            EmbeddedFlink.start(
                folder,
                FlinkOptions.DEFAULT,
                environment -> StreamJobs.define(environment, numbered(options))));
  }

  /** Without jobs: whoever runs them elsewhere needs {@link #jobOptions}. */
  static LedgerToBoards withoutJobs(PostgresFixture postgres, RedisFixture redis) {
    return new LedgerToBoards(postgres, redis, options -> () -> {});
  }

  /** The jobs of this JVM. */
  EmbeddedFlink embeddedJobs() {
    return (EmbeddedFlink) jobs;
  }

  JobOptions jobOptions() {
    return options;
  }

  private static JobOptions options(PgConnectOptions postgres, String redisUri) {
    return new JobOptions(
        jdbcUrl(postgres),
        postgres.getUser(),
        postgres.getPassword(),
        redisUri,
        1,
        FlinkOptions.DEFAULT.parallelism(),
        FlinkOptions.DEFAULT.checkpointInterval(),
        true,
        RedisKeys.LIVE,
        0);
  }

  private static String jdbcUrl(PgConnectOptions postgres) {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(postgres.getHost(), postgres.getPort(), postgres.getDatabase());
  }

  private static JobOptions numbered(JobOptions options) {
    try {
      return StreamJobs.numbered(options);
    } catch (SQLException e) {
      throw new AssertionError("the ledger gave the jobs no number", e);
    }
  }

  /**
   * A new listener with this key who has joined public figures and lives somewhere; answers the
   * ledger's number.
   */
  long listener(long key) {
    String zone = ZONES.get((int) Math.floorMod(key, (long) ZONES.size()));
    return postgres.number(
        "insert into listener (key, shard, trends, created_at, zone)"
            + " values ($1, $2, true, now(), $3)"
            + " returning id",
        key,
        (short) PlayChange.shardOf(key),
        zone);
  }

  void record(List<Sighting> sightings) {
    Rx.await(ledger.record(sightings), LIMIT);
  }

  void setZone(long listener, String zone) {
    Rx.await(edits.setZone(listener, ZoneId.of(zone)), LIMIT);
  }

  void setTrends(long listener, boolean joined) {
    Rx.await(edits.setTrends(listener, joined), LIMIT);
  }

  /** Deletes one of a listener's plays; says whether there was any. */
  boolean deleteOneOf(long listener) {
    return postgres
        .query("select public_id from play where listener_id = $1 order by id limit 1", listener)
        .stream()
        .anyMatch(play -> Rx.await(edits.deletePlay(listener, play.getString("public_id")), LIMIT));
  }

  /** Imports tags as a host does, beside whatever goes on; answers how many plays it corrected. */
  long importTags(String... lines) {
    Rx.await(tags.store(Flowable.fromArray(lines)), LIMIT);
    Rx.await(tags.classify(), LIMIT);
    return Rx.await(reclassification.run(done -> {}), LIMIT);
  }

  /** Asks again where the rows take longer than whoever asks is kept waiting. */
  void erase(long listener) {
    await("the rows of listener " + listener)
        .atMost(LIMIT)
        .until(() -> Rx.await(erasure.erase(listener), LIMIT).rowsGoneAt() != null);
  }

  /** The first column of the first row of a query. */
  long number(String sql) {
    return postgres.number(sql);
  }

  /** A connection to the ledger, to be closed by the caller. */
  Connection connect() throws SQLException {
    PgConnectOptions options = postgres.options();
    return DriverManager.getConnection(jdbcUrl(options), options.getUser(), options.getPassword());
  }

  /** How far the jobs have come, epoch milliseconds; 0 before they were heard of. */
  long asOf() {
    String reached = redis.get(RedisKeys.asOf(RedisKeys.LIVE));
    return reached == null ? 0 : Long.parseLong(reached);
  }

  /** Has portraits made as a live server does, for as long as this goes on. */
  void watch(Topic portrait) {
    redis.zadd(RedisKeys.watched(RedisKeys.LIVE), Long.MAX_VALUE, portrait.name());
  }

  /** A board as the jobs wrote it last. */
  Optional<Board> board(Topic topic) {
    String body = redis.hget(RedisKeys.board(RedisKeys.LIVE, topic.name()), RedisKeys.BOARD_BODY);
    return Optional.ofNullable(body)
        .map(text -> BoardCodec.decodeBoard(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    try {
      jobs.close();
    } catch (Exception e) {
      throw new AssertionError("the jobs did not stop", e);
    }
    Rx.await(relay.stop(), LIMIT);
    redis.close();
  }
}
