package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.NowPlayingCodec;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.ledger.Sighting;
import dev.groundswell.standalone.SimulatorControl.Track;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TREND_SOURCES says whose plays are public, those included that are in the ledger already. */
class TrendSourcesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Topic DAY = new Topic(Topic.Kind.TRACKS, Window.H24);
  private static final int ADA = 1;

  @TempDir Path folder;

  @Test
  void whatIsNotAdmittedIsInNoFigureAndAnotherSettingHoldsForWhatIsThereAlready() throws Exception {
    Path data = folder.resolve("data");
    try (WholeProduct product =
        WholeProduct.start(data, 2, Map.of("TREND_SOURCES", "submitted,imported"))) {
      try (DirectPlays plays = product.directPlays()) {
        plays.record(polledAndImported(plays.listeners(5)));
      }
      assertShowsAlone(product, "imported");
      assertNobodyIsHeardInPublic(product);
      assertShowsAlone(product, "imported");
    }
    try (WholeProduct product = WholeProduct.start(data, 2, Map.of("TREND_SOURCES", "spotify"))) {
      assertShowsAlone(product, "spotify");
    }
  }

  private static List<Sighting> polledAndImported(List<Long> listeners) {
    Instant now = Instant.now();
    List<Sighting> sightings = new ArrayList<>();
    for (long listener : listeners) {
      for (int recording = 0; recording < 6; recording++) {
        Instant at = now.minus(Duration.ofMinutes(10L * recording));
        sightings.add(SightingScript.countedAt(at, listener, recording));
        sightings.add(SightingScript.importedAt(at, listener, recording + 10));
      }
    }
    return sightings;
  }

  /** A player that is polled: seen, and told to nobody. */
  private static void assertNobodyIsHeardInPublic(WholeProduct product) throws Exception {
    Track track = product.simulator().trackNewTo(ADA, Duration.ofMinutes(3));
    var unused = product.simulator().play(ADA, track, Duration.ofSeconds(40));
    product.signIn(ADA);
    List<Boolean> publicly = new ArrayList<>();
    await("now playing")
        .atMost(LIMIT)
        .until(
            () -> {
              publicly.clear();
              IntStream.range(0, PlayChange.SHARDS)
                  .mapToObj(RedisKeys::now)
                  .flatMap(key -> product.redis().xrange(key, "-", "+").stream())
                  .map(entry -> entry.getFields().get(RedisKeys.NOW))
                  .map(body -> NowPlayingCodec.decode(body.getBytes(StandardCharsets.UTF_8)))
                  .forEach(now -> publicly.add(now.trends()));
              return !publicly.isEmpty();
            });
    assertThat(publicly).containsOnly(false);
  }

  private static void assertShowsAlone(WholeProduct product, String source) throws Exception {
    try (Connection ledger = product.ledger()) {
      Set<Long> expected = countedRecordings(ledger, source);
      assertThat(expected).hasSizeGreaterThanOrEqualTo(6);
      await(source)
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                Board board = product.board(DAY).orElseThrow(AssertionError::new);
                Set<Long> shown =
                    board.items().stream().map(BoardItem::item).collect(Collectors.toSet());
                assertThat(shown).isEqualTo(expected);
                LedgerRecount counted = LedgerRecount.of(ledger, DAY, board.from(), board.asOf());
                assertThat(LedgerRecount.shownBy(board).lines()).isEqualTo(counted.lines());
              });
    }
  }

  private static Set<Long> countedRecordings(Connection ledger, String source) throws Exception {
    try (PreparedStatement query =
        ledger.prepareStatement(
            "select distinct recording_id from play where counted_at is not null and source = ?")) {
      query.setString(1, source);
      ResultSet found = query.executeQuery();
      Set<Long> recordings = new TreeSet<>();
      while (found.next()) {
        recordings.add(found.getLong(1));
      }
      return recordings;
    }
  }
}
