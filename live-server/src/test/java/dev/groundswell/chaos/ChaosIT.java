package dev.groundswell.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.events.Board;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Window;
import dev.groundswell.standalone.JarRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * The real jar under load, disturbed in one way after the other.
 *
 * <p>After each: all that was acknowledged is there, once; a subscriber who stayed is served again;
 * and every board equals a count of the ledger's plays. With {@code -Dgroundswell.chaos.minute}
 * Redis stands still for a minute, else for 15 s.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChaosIT {
  private static final Duration REDIS_PAUSE =
      Duration.ofSeconds(Boolean.getBoolean("groundswell.chaos.minute") ? 60 : 15);
  private static final Duration LIVE_LIMIT = Duration.ofSeconds(90);
  private static final Duration EQUAL_LIMIT = Duration.ofSeconds(60);
  private static final Duration LOAD_LIMIT = Duration.ofSeconds(60);
  private static final long ENOUGH_CHANGES = 500;
  private static final int FEED_ROWS = 25;

  private Crowd crowd;
  private Product product;
  private FeedReader feed;

  @BeforeAll
  void startUnderLoad(@TempDir Path folder) throws Exception {
    crowd = Crowd.gather();
    product = Product.start(folder, crowd.address());
    feed = FeedReader.follow(product.address());
    crowd.signIn(product.address());
    crowd.play();
    patiently(LOAD_LIMIT).until(() -> committed() > ENOUGH_CHANGES);
  }

  @AfterAll
  void stop() throws Exception {
    for (AutoCloseable part : new AutoCloseable[] {feed, product, crowd}) {
      if (part != null) {
        part.close();
      }
    }
  }

  @Test
  @Order(1)
  void aKilledProcessGoesOnWhereItWas() throws Exception {
    survives(
        () -> {
          product.kill();
          product.startAgain();
        });
  }

  @Test
  @Order(2)
  void anEmptiedRedisIsFilledAgain() throws Exception {
    survives(
        () -> {
          try (Jedis redis = product.redis()) {
            assertThat(redis.flushAll()).isEqualTo("OK");
          }
        });
  }

  @Test
  @Order(3)
  void playsAreCollectedWhileRedisStandsStill() throws Exception {
    survives(
        () -> {
          long redis = product.redisPid();
          // Whoever rested begins a track, which counts after half a minute.
          long resting = committed();
          patiently(LOAD_LIMIT).until(() -> committed() > resting + 5);
          long before = committed();
          JarRun.signal("STOP", redis);
          try {
            await().during(REDIS_PAUSE).atMost(REDIS_PAUSE.plusSeconds(20)).until(product::isAlive);
            assertThat(committed()).as("changes committed meanwhile").isGreaterThan(before);
          } finally {
            JarRun.signal("CONT", redis);
          }
        });
  }

  @Test
  @Order(4)
  void boardsAreRebuiltWithoutAnyCheckpoint() throws Exception {
    survives(
        () -> {
          product.kill();
          delete(checkpoints());
          product.startAgain();
          assertThat(product.log()).doesNotContain("The boards continue from");
        });
  }

  @Test
  @Order(5)
  void aBrokenCheckpointIsPassedOver() throws Exception {
    patiently(LOAD_LIMIT).until(() -> newestCheckpoint().isPresent());
    survives(
        () -> {
          product.kill();
          Path metadata = newestCheckpoint().orElseThrow();
          byte[] bytes = Files.readAllBytes(metadata);
          Files.write(metadata, Arrays.copyOf(bytes, bytes.length / 2));
          String broken = "checkpoint of " + Files.getLastModifiedTime(metadata);
          product.startAgain();
          assertThat(product.log())
              .containsAnyOf("The boards continue from", "boards are rebuilt from PostgreSQL")
              .doesNotContain(broken);
        });
  }

  /** PostgreSQL itself breaks off all connections then, and recovers from its log. */
  @Test
  @Order(6)
  void aCrashInsidePostgresIsWaitedOut() throws Exception {
    survives(() -> JarRun.signal("KILL", aPostgresBackend()));
  }

  /** Something that should not have happened. */
  private interface Disturbance {
    void happen() throws Exception;
  }

  private void survives(Disturbance disturbance) throws Exception {
    try {
      crowd.play();
      Acknowledged before = acknowledged();
      int frames = feed.look().frames();
      Instant begin = Instant.now();
      disturbance.happen();
      Instant end = Instant.now();
      patiently(LIVE_LIMIT)
          .untilAsserted(
              () -> {
                assertThat(feed.look().asOf()).as("as_of of the feed").isAfter(end);
                assertThat(feed.look().frames()).as("frames of the feed").isGreaterThan(frames);
              });
      Instant live = Instant.now();
      crowd.rest();
      boardsEqualTheLedger(end.toEpochMilli());
      try (Connection ledger = product.ledger()) {
        before.isKeptBy(ledger);
      }
      System.out.printf(
          "%d changes before; disturbed for %d ms, feed live after %d ms, boards equal after %d"
              + " ms; %d frames%n",
          before.changes().size(),
          Duration.between(begin, end).toMillis(),
          Duration.between(end, live).toMillis(),
          Duration.between(end, Instant.now()).toMillis(),
          feed.look().frames());
    } catch (AssertionError | Exception e) {
      String words = "\nThe product's last words:\n" + product.log() + "\n" + product.polling();
      throw new AssertionError(e.getMessage() + words, e);
    } finally {
      crowd.play();
    }
  }

  /** What is awaited from outside may fail for a while in any way. */
  private static ConditionFactory patiently(Duration limit) {
    return await().atMost(limit).pollInterval(Duration.ofMillis(200)).ignoreExceptions();
  }

  private void boardsEqualTheLedger(long since) throws Exception {
    patiently(EQUAL_LIMIT)
        .untilAsserted(() -> assertThat(asOf()).as("as_of").isGreaterThan(lastCommit()));
    for (Window window : Window.values()) {
      patiently(EQUAL_LIMIT)
          .untilAsserted(
              () -> {
                try (Jedis redis = product.redis();
                    Connection ledger = product.ledger()) {
                  Board board = Figures.board(redis, window).orElseThrow();
                  assertThat(board.asOf()).as("as_of of %s", window).isGreaterThan(since);
                  Figures counted = Figures.counted(ledger, window, board.asOf());
                  assertThat(Figures.of(board)).as("board of %s", window).isEqualTo(counted);
                  if (window == Window.H1) {
                    assertThat(feed.look().rows()).isEqualTo(feedRows(ledger, counted));
                  }
                }
              });
    }
  }

  private long lastCommit() throws Exception {
    return number("select extract(epoch from max(committed_at)) * 1000 from change");
  }

  private long asOf() throws IOException {
    try (Jedis redis = product.redis()) {
      return Long.parseLong(redis.get(RedisKeys.asOf(RedisKeys.LIVE)));
    }
  }

  /** The rows that a subscriber should see. */
  private static List<String> feedRows(Connection ledger, Figures figures) throws Exception {
    Map<Long, String> ids = new HashMap<>();
    try (Statement statement = ledger.createStatement();
        ResultSet row = statement.executeQuery("select id, public_id from recording")) {
      while (row.next()) {
        ids.put(row.getLong(1), row.getString(2));
      }
    }
    return figures.rows().stream()
        .limit(FEED_ROWS)
        .map(row -> FeedReader.row(ids.get(row.recording()), row.plays(), row.listeners()))
        .toList();
  }

  private Acknowledged acknowledged() throws Exception {
    try (Connection ledger = product.ledger()) {
      return Acknowledged.by(ledger);
    }
  }

  private long committed() throws Exception {
    return number("select sum(seq) from shard");
  }

  private long aPostgresBackend() throws Exception {
    return number(
        """
        select pid from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1
        """);
  }

  private long number(String sql) throws Exception {
    try (Connection ledger = product.ledger();
        Statement statement = ledger.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  private Path checkpoints() {
    return product.data().resolve("flink").resolve("checkpoints");
  }

  /** The file that completes the newest checkpoint. */
  private Optional<Path> newestCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(checkpoints())) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(file -> file.toFile().lastModified()));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
