package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.standalone.SimulatorControl.Track;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people listen to at this moment is what the simulator says they hear, but for private
 * sessions, which nobody may know of.
 *
 * <p>The delay: who hears something is looked at every 30 s. A track that the ledger has never
 * heard of is known from the second look on.
 */
class ListeningNowIT {
  private static final Duration TWO_LOOKS = Duration.ofSeconds(90);
  private static final int LISTENERS = 8;
  private static final int PRIVATE = 8;

  private static final Map<Kind, String> NUMBERS =
      Map.of(
          Kind.TRACKS, "select ?::bigint",
          Kind.ARTISTS, "select artist_id from recording_artist where recording_id = ?",
          Kind.GENRES,
              """
              select a.genre_id from recording_artist c join artist a on a.id = c.artist_id
              where c.recording_id = ? order by c.place limit 1
              """);

  @TempDir Path folder;

  private WholeProduct product;

  @BeforeEach
  void start() {
    product = WholeProduct.start(folder.resolve("data"), LISTENERS);
    product.importTags();
  }

  @AfterEach
  void stop() {
    product.close();
  }

  @Test
  void theBoardsOfTheMomentAreTheSimulatorsOwnState() throws Exception {
    SimulatorControl simulator = product.simulator();
    Track first = simulator.trackNewTo(1, Duration.ofMinutes(4));
    Track second = simulator.trackNewTo(2, Duration.ofMinutes(4));
    for (int listener = 1; listener <= LISTENERS; listener++) {
      if (listener <= 5 || listener == PRIVATE) {
        simulator.play(listener, listener <= 3 ? first : second, Duration.ofSeconds(35));
      } else {
        simulator.stop(listener);
      }
    }
    simulator.goPrivate(PRIVATE);
    for (int listener = 1; listener <= LISTENERS; listener++) {
      product.signIn(listener);
    }
    awaitTheTruth(5);
    List<Topic> portraits = portraits();
    awaitPortraits(portraits);

    simulator.stop(1);
    simulator.play(2, second, Duration.ofSeconds(20));
    simulator.play(3, second, Duration.ofSeconds(20));
    awaitTheTruth(4);
    awaitPortraits(portraits);

    Board pulse = product.board(Topic.PULSE).orElseThrow();
    assertThat(pulse.total(Figure.LISTENING)).isEqualTo(4);
    assertThat(board(Kind.ARTISTS)).isNotEmpty();
  }

  private void awaitTheTruth(int listening) {
    await()
        .atMost(TWO_LOOKS)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              Map<Long, Long> truth = truth();
              assertThat(board(Kind.TRACKS)).isEqualTo(truth);
              assertThat(truth.values().stream().mapToLong(n -> n).sum()).isEqualTo(listening);
              Board pulse = product.board(Topic.PULSE).orElseThrow();
              assertThat(pulse.total(Figure.LISTENING)).isEqualTo(listening);
            });
  }

  /** Watched portraits of all that is heard now: tracks, artists and genres. */
  private List<Topic> portraits() throws Exception {
    List<Topic> portraits = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Set<Long> numbers = truth(kind).keySet();
      assertThat(numbers).as(kind.word()).isNotEmpty().doesNotContain(0L);
      numbers.forEach(number -> portraits.add(Topic.portrait(kind, number)));
    }
    portraits.forEach(product::watch);
    return portraits;
  }

  /** What nobody hears any more has no such figure. */
  private void awaitPortraits(List<Topic> portraits) {
    await()
        .atMost(TWO_LOOKS)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              for (Topic topic : portraits) {
                long listening = truth(topic.kind()).getOrDefault(topic.number(), 0L);
                Board portrait =
                    product.board(topic).orElseThrow(() -> new AssertionError("no portrait yet"));
                assertThat(portrait.total(Figure.LISTENING))
                    .as(topic.name())
                    .isEqualTo(listening > 0 ? listening : Board.NOT_TOLD);
              }
            });
  }

  /** How many hear each track, artist or genre, as the ledger knows what is of whom. */
  private Map<Long, Long> truth(Kind kind) throws Exception {
    Map<Long, Long> heard = new TreeMap<>();
    try (Connection ledger = product.ledger();
        PreparedStatement find = ledger.prepareStatement(NUMBERS.get(kind))) {
      for (Map.Entry<Long, Long> one : truth().entrySet()) {
        find.setLong(1, one.getKey());
        for (ResultSet row = find.executeQuery(); row.next(); ) {
          heard.merge(row.getLong(1), one.getValue(), Long::sum);
        }
      }
    }
    return heard;
  }

  /** How many hear each recording that the ledger knows, private sessions left out. */
  private Map<Long, Long> truth() throws Exception {
    Map<Long, Long> heard = new TreeMap<>();
    try (Connection ledger = product.ledger();
        PreparedStatement find =
            ledger.prepareStatement(
                "select recording_id from recording_name where kind = 'spotify' and value = ?")) {
      for (Map.Entry<Integer, String> one : product.simulator().heardNow().entrySet()) {
        if (one.getKey() != PRIVATE) {
          find.setString(1, one.getValue());
          ResultSet row = find.executeQuery();
          heard.merge(row.next() ? row.getLong(1) : 0L, 1L, Long::sum);
        }
      }
    }
    return heard;
  }

  private Map<Long, Long> board(Kind kind) {
    Map<Long, Long> shown = new TreeMap<>();
    for (BoardItem row : product.board(Topic.listening(kind)).orElseThrow().items()) {
      shown.put(row.item(), row.listeners());
    }
    return shown;
  }
}
