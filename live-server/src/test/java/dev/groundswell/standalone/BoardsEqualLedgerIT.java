package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.ledger.Sighting;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.RedisFixture;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happened to the ledger and in whatever order, each board shows what plain SQL counts.
 */
class BoardsEqualLedgerIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final int LISTENERS = 25;
  private static final int SIGHTINGS = 450;
  private static final int MOST_AT_ONCE = 12;

  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();
  @RegisterExtension final RedisFixture redis = new RedisFixture();
  @TempDir Path folder;

  private LedgerToBoards product;

  @BeforeEach
  void start() {
    product = LedgerToBoards.start(postgres, redis, folder);
  }

  @AfterEach
  void stop() {
    product.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyBoardShowsWhatSqlCountsInTheLedger(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    List<Long> listeners = newListeners(random);
    List<Sighting> sightings =
        SightingScript.of(random, listeners, Instant.now(), SightingScript::anyAge, SIGHTINGS);

    List<List<Sighting>> batches = batches(sightings, random);
    int deleted = 0;
    long reclassified = 0;
    for (int i = 0; i < batches.size(); i++) {
      product.record(batches.get(i));
      if (i % 4 == 3) {
        deleted += product.deleteOneOf(listeners.get(random.nextInt(LISTENERS))) ? 1 : 0;
      }
      if (i == batches.size() / 2) {
        reclassified = product.importTags("artist 1,Funk,3", "Artist 2,Funk,1", "artist 2,Dub,2");
      }
      edit(listeners, i * 10 / batches.size(), (i + 1) * 10 / batches.size());
    }

    assertThat(deleted).isGreaterThan(5);
    assertThat(reclassified).isGreaterThan(5);
    assertThat(product.number("select count(*) from play where not trends")).isPositive();
    assertThat(product.number("select count(*) from play p where counted_at is null")).isPositive();
    assertEveryBoardCatchesUp(product.listener(random.nextLong()));
  }

  @Test
  void theOrderOfArrivalChangesNoBoard() throws Exception {
    SplittableRandom random = new SplittableRandom(4);
    Instant now = Instant.now();
    List<Map<Topic, LedgerRecount>> shown = new ArrayList<>();
    for (int order = 0; order < 2; order++) {
      List<Long> listeners = newListeners(random);
      List<Sighting> sightings =
          SightingScript.of(
              new SplittableRandom(5), listeners, now, SightingScript::ageFarFromEdges, SIGHTINGS);
      SplittableRandom ofThisOrder = new SplittableRandom(6 + order);
      for (List<Sighting> batch :
          batches(SightingScript.shuffled(sightings, ofThisOrder), ofThisOrder)) {
        product.record(batch);
      }
      // The same play closes both, so that nothing but the order differs.
      long last = product.listener(random.nextLong());
      shown.add(assertEveryBoardCatchesUp(last));
      listeners.forEach(product::erase);
      product.erase(last);
    }
    assertThat(product.number("select count(*) from play")).isZero();
    assertThat(shown.get(1)).isEqualTo(shown.get(0));
    assertThat(shown.get(0))
        .allSatisfy(
            (topic, board) ->
                assertThat(board.rows())
                    .hasSizeGreaterThan(topic.kind() == Topic.Kind.TRACKS ? 10 : 0));
  }

  /** What people do besides listening; {@code done} tenths are done, and then {@code doneNow}. */
  private void edit(List<Long> listeners, int done, int doneNow) {
    for (int tenth = done + 1; tenth <= doneNow; tenth++) {
      switch (tenth) {
        case 2, 5 -> product.setTrends(listeners.get(0), tenth == 5);
        case 3 -> {
          product.setTrends(listeners.get(1), false);
          product.setZone(listeners.get(4), "Asia/Tokyo");
        }
        case 6 -> product.erase(listeners.get(2));
        case 7 -> product.setTrends(listeners.get(3), false);
        default -> {}
      }
    }
  }

  /**
   * Commits a last play which counts a second after its commit, and compares versions that hold it:
   * they were written after everything else was committed. A board that differs is read again for a
   * while, since its time goes on; a difference that stays fails.
   */
  private Map<Topic, LedgerRecount> assertEveryBoardCatchesUp(long lastListener) throws Exception {
    Instant last = Instant.now().plusSeconds(1);
    product.record(List.of(SightingScript.countedAt(last, lastListener)));
    Map<Topic, LedgerRecount> shown = new LinkedHashMap<>();
    try (Connection ledger = product.connect()) {
      for (Topic topic : Topic.trends()) {
        await(topic.name())
            .atMost(LIMIT)
            .pollInterval(Duration.ofMillis(100))
            .untilAsserted(() -> shown.put(topic, assertEqual(ledger, topic, last)));
      }
      for (Topic.Kind kind : Topic.Kind.values()) {
        await("rising " + kind)
            .atMost(LIMIT)
            .pollInterval(Duration.ofMillis(100))
            .untilAsserted(() -> assertRisesAsExpected(ledger, kind));
      }
      await("pulse")
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(() -> assertPulse(ledger, last));
      await("hours")
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertHours(ledger, last));
      await("wave")
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertWave(ledger, last));
    }
    return shown;
  }

  private LedgerRecount assertEqual(Connection ledger, Topic topic, Instant last) throws Exception {
    Board board = product.board(topic).orElseThrow(() -> new AssertionError("no board yet"));
    assertThat(board.asOf()).as("as_of").isGreaterThanOrEqualTo(last.toEpochMilli());
    LedgerRecount counted = LedgerRecount.of(ledger, topic, board.from(), board.asOf());
    LedgerRecount shown = LedgerRecount.shownBy(board);
    assertThat(shown.lines())
        .as("%s as of %s", topic, Instant.ofEpochMilli(board.asOf()))
        .containsExactlyElementsOf(counted.lines());
    assertThat(board.withheld()).isZero();
    assertThat(shown.rows()).isNotEmpty();
    return shown;
  }

  private void assertPulse(Connection ledger, Instant last) throws Exception {
    Board board = product.board(Topic.PULSE).orElseThrow();
    assertThat(board.asOf()).isGreaterThanOrEqualTo(last.toEpochMilli());
    assertThat(HourRecount.pulseShownBy(board))
        .containsExactlyElementsOf(
            HourRecount.pulse(ledger, board.from(), board.asOf(), Window.M5.from(board.asOf())));
  }

  /**
   * A version is written only where it shows something else, so the wave is as of the jobs' time.
   */
  private void assertWave(Connection ledger, Instant last) throws Exception {
    long asOf = product.asOf();
    assertThat(asOf).isGreaterThanOrEqualTo(last.toEpochMilli());
    assertThat(HourRecount.waveShownBy(product.board(Topic.WAVE).orElseThrow()))
        .containsExactlyElementsOf(HourRecount.wave(ledger, asOf));
  }

  private void assertHours(Connection ledger, Instant last) throws Exception {
    long asOf = product.asOf();
    assertThat(asOf).isGreaterThanOrEqualTo(last.toEpochMilli());
    Board board = product.board(Topic.HOURS).orElseThrow();
    assertThat(HoursRecount.shownBy(board))
        .containsExactlyElementsOf(HoursRecount.of(ledger, Window.D7.from(asOf), asOf));
  }

  private void assertRisesAsExpected(Connection ledger, Topic.Kind kind) throws Exception {
    Map<Long, RisingRecount.Figures> counted = RisingRecount.of(ledger, kind, product.asOf());
    Board board = product.board(Topic.rising(kind)).orElseThrow();
    Set<Long> rising = new HashSet<>();
    for (BoardItem row : board.items()) {
      RisingRecount.Figures figures = counted.get(row.item());
      assertThat(row.listeners()).isEqualTo(figures.listeners());
      assertThat(row.figures().get(Figure.EXPECTED) / 10.0)
          .isCloseTo(figures.expected(), within(0.11));
      assertThat(row.figures().get(Figure.SCORE) / 100.0).isCloseTo(figures.score(), within(0.06));
      rising.add(row.item());
    }
    counted.forEach(
        (item, figures) -> {
          if (figures.listeners() >= 4 && !rising.contains(item)) {
            assertThat(figures.score()).as("what does not rise: %d", item).isLessThan(1.06);
          }
        });
  }

  private List<Long> newListeners(SplittableRandom random) {
    return LongStream.generate(random::nextLong)
        .limit(LISTENERS)
        .mapToObj(product::listener)
        .toList();
  }

  private static List<List<Sighting>> batches(List<Sighting> sightings, SplittableRandom random) {
    List<List<Sighting>> batches = new ArrayList<>();
    for (int from = 0; from < sightings.size(); ) {
      int until = Math.min(sightings.size(), from + random.nextInt(1, MOST_AT_ONCE));
      batches.add(sightings.subList(from, until));
      from = until;
    }
    return batches;
  }
}
