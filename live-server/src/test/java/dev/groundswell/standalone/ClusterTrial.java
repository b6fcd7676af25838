package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.events.Board;
import dev.groundswell.events.Topic;
import dev.groundswell.jobs.JobOptions;
import dev.groundswell.server.ledger.Sighting;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.RedisFixture;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs on a cluster of processes: a JobManager and two TaskManagers, {@code stream-jobs.jar},
 * and PostgreSQL and Redis as processes too. No part of the usual build; {@code ./mvnw -Pcluster}
 * runs it.
 */
class ClusterTrial {
  private static final Logger log = LoggerFactory.getLogger(ClusterTrial.class);
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Duration AFTER_REPLACEMENT = Duration.ofSeconds(15);
  private static final int LISTENERS = 40;
  private static final int RECORDINGS = 60;
  private static final int BATCH = 10;
  private static final int BATCHES_A_SECOND = 20;

  /** The load counts a while after it is committed, so that at no instant anything is late. */
  private static final Duration AHEAD = Duration.ofSeconds(3);

  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();
  @RegisterExtension final RedisFixture redis = new RedisFixture();
  @TempDir Path folder;

  private final ScheduledExecutorService crowd = Executors.newSingleThreadScheduledExecutor();
  private final SplittableRandom random = new SplittableRandom(11);
  private final List<Long> listeners = new ArrayList<>();
  private LedgerToBoards ledger;
  private FlinkCluster cluster;
  private long number;

  @BeforeEach
  void start() throws Exception {
    ledger = LedgerToBoards.withoutJobs(postgres, redis);
    LongStream.generate(random::nextLong)
        .limit(LISTENERS)
        .forEach(key -> listeners.add(ledger.listener(key)));
    cluster = FlinkCluster.start(folder, 2);
  }

  @AfterEach
  void stop() {
    crowd.shutdownNow();
    cluster.close();
    ledger.close();
  }

  @Test
  void boardsStayExactThroughAKillASavepointAndOtherTopologies() throws Exception {
    history();
    JobOptions options = ledger.jobOptions();
    String job = cluster.submit(options, 2, true);
    boardsAreExact("on two TaskManagers", LIMIT);

    ScheduledFuture<?> load = load();
    Instant killed = Instant.now();
    cluster.killTaskManager();
    cluster.awaitTaskManager(cluster.startTaskManager());
    log.info("The replacement is there {} ms after the kill", millisSince(killed));
    boardsAreExact("under load, once the replacement is there", AFTER_REPLACEMENT);
    log.info("Exact {} ms after the kill", millisSince(killed));
    assertThat(load.isDone()).isFalse();

    String savepoint = cluster.stopWithSavepoint(job);
    assertThat(load.cancel(false)).isTrue();
    forgetWhatTheSavepointHolds();
    lateAndCorrected();
    String upgraded = cluster.submit(options, 1, false, savepoint);
    boardsAreExact("from a savepoint, one task each, an operator less", LIMIT);

    savepoint = cluster.stopWithSavepoint(upgraded);
    lateAndCorrected();
    String back = cluster.submit(options, 2, true, savepoint);
    boardsAreExact("from a savepoint, two tasks each, the operator again", LIMIT);
    assertThat(cluster.stateOf(back)).isEqualTo("RUNNING");
  }

  /** A week before the jobs first run. */
  private void history() {
    List<Sighting> past =
        SightingScript.of(random, listeners, Instant.now(), SightingScript::anyAge, 3_000);
    for (int from = 0; from < past.size(); from += 500) {
      ledger.record(past.subList(from, Math.min(past.size(), from + 500)));
    }
  }

  private ScheduledFuture<?> load() {
    return crowd.scheduleAtFixedRate(
        this::playSome, 0, 1_000 / BATCHES_A_SECOND, TimeUnit.MILLISECONDS);
  }

  private void playSome() {
    List<Sighting> plays = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      number++;
      // Nobody hears a recording twice within its length, which would be one play.
      long listener = listeners.get((int) (number % LISTENERS));
      int recording = (int) (number / LISTENERS % RECORDINGS);
      plays.add(SightingScript.countedAt(Instant.now().plus(AHEAD), listener, recording));
    }
    ledger.record(plays);
  }

  /**
   * Takes the changes away that the state holds: were it built anew and not restored, figures would
   * be too small.
   */
  private void forgetWhatTheSavepointHolds() {
    long plays = ledger.number("select count(*) from play where trends");
    assertThat(plays).isGreaterThan(1_000);
    assertThat(
            ledger.number(
                "with gone as (delete from change where committed_at < now() - interval '20 s'"
                    + " returning 1) select count(*) from gone"))
        .isGreaterThan(1_000);
  }

  /** What happens while no job runs. */
  private void lateAndCorrected() {
    ledger.record(SightingScript.of(random, listeners, Instant.now(), SightingScript::anyAge, 200));
    for (int i = 0; i < 5; i++) {
      assertThat(ledger.deleteOneOf(listeners.get(i))).isTrue();
    }
    ledger.setTrends(listeners.get(6), false);
    ledger.setTrends(listeners.get(6), true);
  }

  /** Every board equals a count in SQL at an instant after this call. */
  private void boardsAreExact(String when, Duration limit) throws Exception {
    Instant since = Instant.now();
    try (Connection connection = ledger.connect()) {
      for (Topic topic : Topic.trends()) {
        await(topic + " " + when)
            .atMost(limit.minus(Duration.between(since, Instant.now())))
            .pollInterval(Duration.ofMillis(100))
            .untilAsserted(() -> assertExact(connection, topic, since));
      }
    }
    log.info("Exact {} after {} ms", when, millisSince(since));
  }

  private static long millisSince(Instant since) {
    return Duration.between(since, Instant.now()).toMillis();
  }

  private void assertExact(Connection connection, Topic topic, Instant since) throws Exception {
    long pulse = ledger.asOf();
    assertThat(pulse).as("as_of").isGreaterThan(since.toEpochMilli());
    Board board = ledger.board(topic).orElseThrow(() -> new AssertionError("no board yet"));
    // A board that nothing happens to is not written again, and holds for the jobs' instant too.
    long asOf = Math.max(board.asOf(), pulse);
    LedgerRecount counted = LedgerRecount.of(connection, topic, topic.window().from(asOf), asOf);
    assertThat(LedgerRecount.shownBy(board).lines())
        .as("%s as of %s", topic, Instant.ofEpochMilli(asOf))
        .containsExactlyElementsOf(counted.lines());
  }
}
