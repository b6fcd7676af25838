package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.events.Board;
import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.ChangeCodec;
import dev.groundswell.events.FeedEntry;
import dev.groundswell.events.Figure;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.standalone.OpenFeed.Frame;
import dev.groundswell.standalone.SimulatorControl.Play;
import dev.groundswell.standalone.SimulatorControl.Track;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/**
 * One play, from the player to the browser; docs/follow-one-play.md tells the same hops, with
 * samples of what each leaves behind.
 */
class FollowOnePlayIT {
  private static final Logger log = LoggerFactory.getLogger(FollowOnePlayIT.class);
  private static final Duration PER_HOP = Duration.ofSeconds(30);

  private static final int ADA = 1;
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

  /** More than the 30 s after which a play counts. */
  private static final Duration HEARD_ALREADY = Duration.ofSeconds(40);

  private static final Topic LAST_FIVE_MINUTES = new Topic(Topic.Kind.TRACKS, Window.M5);

  @TempDir Path folder;

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient browser = HttpClient.newHttpClient();
  private WholeProduct product;
  private Connection ledger;
  private FollowedPage page;

  @BeforeEach
  void start() throws Exception {
    product = WholeProduct.start(folder.resolve("data"), 3);
    ledger = product.ledger();
    page = new FollowedPage();
  }

  @AfterEach
  void stop() throws Exception {
    ledger.close();
    product.close();
  }

  @Test
  void onePlayGoesFromThePlayerToTheBrowser() throws Exception {
    Track track = product.simulator().trackNewTo(ADA, LONG_ENOUGH);
    try (OpenFeed feed =
        OpenFeed.subscribe(product.at("/api/v1/streams/trends/tracks?window=5m"))) {
      Play heard = product.simulator().play(ADA, track, HEARD_ALREADY);
      product.signIn(ADA);

      SightingRow sighting = thePollerSightsIt(heard);
      PlayRow play = theLedgerMakesAPlayOfIt(sighting);
      ChangeRow change = theLedgerNumbersTheChange(play);
      page.showsFieldsOf(3, change.body());
      theRelayPublishesTheVeryBytes(change);
      aHeartbeatSaysThatNothingOlderIsMissing(change);
      everyBoardCountsIt(play, change);
      page.showsFieldsOf(6, hop("board", () -> product.boardBody(LAST_FIVE_MINUTES).orElse(null)));
      StreamEntry logged = theLogOfTheTopicTellsIt(play);
      page.showsFieldsOf(7, logged.getFields().get(RedisKeys.ENTRY));
      Frame frame = theFrameReachesTheBrowser(feed, logged, track, play);
      page.showsFieldsOf(8, frame.data());
      page.showsFieldsOf(9, whoAsksOnceIsToldTheSame(frame, track, play));
    }
  }

  private record SightingRow(long id, long listener, long recording, Instant countedAt) {}

  private record PlayRow(long id, long recording, String publicRecording, Instant countedAt) {}

  private record ChangeRow(int shard, long seq, String body, Instant committedAt) {}

  private SightingRow thePollerSightsIt(Play heard) {
    return row(
        "sighting",
        """
        select s.* from sighting s
        join recording_name n on n.recording_id = s.recording_id
        where n.kind = 'spotify' and n.value = ? and s.revision = 1
        """,
        heard.track().id(),
        found -> {
          assertThat(found.getString("kind")).isEqualTo("live");
          assertThat(found.getString("observation"))
              .startsWith("live:")
              .endsWith(heard.track().id());
          assertThat(instant(found, "started_at"))
              .isCloseTo(heard.start(), within(2, ChronoUnit.SECONDS));
          assertThat(instant(found, "counted_at"))
              .isCloseTo(heard.start().plusSeconds(30), within(2, ChronoUnit.SECONDS));
          assertThat(found.getLong("heard_ms")).isGreaterThanOrEqualTo(HEARD_ALREADY.toMillis());
          return new SightingRow(
              found.getLong("id"),
              found.getLong("listener_id"),
              found.getLong("recording_id"),
              instant(found, "counted_at"));
        });
  }

  private PlayRow theLedgerMakesAPlayOfIt(SightingRow sighting) {
    return row(
        "play",
        """
        select p.*, r.public_id as recording from play p
        join recording r on r.id = p.recording_id where p.first_sighting_id = ?
        """,
        sighting.id(),
        found -> {
          assertThat(found.getLong("listener_id")).isEqualTo(sighting.listener());
          assertThat(found.getLong("recording_id")).isEqualTo(sighting.recording());
          assertThat(instant(found, "counted_at")).isEqualTo(sighting.countedAt());
          assertThat(found.getString("source")).isEqualTo("spotify");
          assertThat(found.getBoolean("trends")).isTrue();
          assertThat(found.getInt("rev")).isEqualTo(1);
          return new PlayRow(
              found.getLong("id"),
              sighting.recording(),
              found.getString("recording"),
              sighting.countedAt());
        });
  }

  private ChangeRow theLedgerNumbersTheChange(PlayRow play) {
    return row(
        "change",
        """
        select c.*, l.key, l.shard as lives_in from change c
        join listener l on l.id = c.listener_id
        where (c.body::jsonb ->> 'p')::bigint = ? and c.body::jsonb ->> 'r' = '1'
        """,
        play.id(),
        found -> {
          ChangeRow row =
              new ChangeRow(
                  found.getInt("shard"),
                  found.getLong("seq"),
                  found.getString("body"),
                  instant(found, "committed_at"));
          PlayChange change = ChangeCodec.decode(row.body().getBytes(StandardCharsets.UTF_8));
          assertThat(row.shard())
              .isEqualTo(found.getInt("lives_in"))
              .isEqualTo(PlayChange.shardOf(found.getLong("key")))
              .isEqualTo(change.shard());
          assertThat(change.seq()).isEqualTo(row.seq());
          assertThat(change.listener()).isEqualTo(found.getLong("key"));
          assertThat(change.before()).isNull();
          assertThat(change.after())
              .returns(play.recording(), PlayState::recording)
              .returns(play.countedAt().toEpochMilli(), PlayState::countedAt)
              .returns(true, PlayState::trends);
          return row;
        });
  }

  private void theRelayPublishesTheVeryBytes(ChangeRow change) {
    StreamEntryID id = new StreamEntryID(change.seq(), 0);
    StreamEntry published =
        hop("stream entry", () -> first(entries(RedisKeys.plays(change.shard()), id, id)));
    assertThat(published.getFields().get(RedisKeys.CHANGE).getBytes(StandardCharsets.UTF_8))
        .isEqualTo(change.body().getBytes(StandardCharsets.UTF_8));
  }

  private void aHeartbeatSaysThatNothingOlderIsMissing(ChangeRow change) {
    StreamEntryID after = new StreamEntryID(change.seq(), change.committedAt().toEpochMilli());
    StreamEntry heartbeat =
        hop(
            "heartbeat",
            () ->
                entries(RedisKeys.plays(change.shard()), after, StreamEntryID.MAXIMUM_ID).stream()
                    .filter(entry -> entry.getFields().containsKey(RedisKeys.HEARTBEAT))
                    .findFirst()
                    .orElse(null));
    assertThat(heartbeat.getID().getTime()).isGreaterThanOrEqualTo(change.seq());
    assertThat(heartbeat.getFields()).containsOnlyKeys(RedisKeys.HEARTBEAT);
  }

  private void everyBoardCountsIt(PlayRow play, ChangeRow change) {
    PlayState played = ChangeCodec.decode(change.body().getBytes(StandardCharsets.UTF_8)).after();
    for (Topic topic : Topic.trends()) {
      Board board =
          hop(
              "board " + topic,
              () -> product.board(topic).filter(told -> counts(told, played)).orElse(null));
      assertThat(play.countedAt().toEpochMilli()).isBetween(board.from() + 1, board.asOf());
    }
  }

  /** Whether a board shows one play by one listener of what it ranks. */
  private static boolean counts(Board board, PlayState played) {
    return switch (board.topic().kind()) {
      case TRACKS -> hasOnly(board, played.recording());
      case ARTISTS -> hasOnly(board, played.artists().toArray(Long[]::new));
      // Nobody has told a genre of the artist, which is what the board says.
      case GENRES ->
          played.genre() == 0
              ? board.total(Figure.UNCLASSIFIED) == 100
              : hasOnly(board, played.genre());
    };
  }

  private static boolean hasOnly(Board board, Long... items) {
    return board.items().stream()
            .map(BoardItem::item)
            .collect(Collectors.toSet())
            .equals(Set.of(items))
        && board.items().stream().allMatch(row -> row.plays() == 1 && row.listeners() == 1);
  }

  private StreamEntry theLogOfTheTopicTellsIt(PlayRow play) {
    String key = RedisKeys.log(RedisKeys.LIVE, LAST_FIVE_MINUTES.name());
    return hop(
        "log entry",
        () ->
            entries(key, StreamEntryID.MINIMUM_ID, StreamEntryID.MAXIMUM_ID).stream()
                .filter(entry -> row(told(entry), play).isPresent())
                .findFirst()
                .orElse(null));
  }

  private static List<BoardItem> told(StreamEntry entry) {
    byte[] bytes = entry.getFields().get(RedisKeys.ENTRY).getBytes(StandardCharsets.UTF_8);
    FeedEntry version = BoardCodec.decodeEntry(bytes);
    return version instanceof FeedEntry.Delta delta
        ? delta.set()
        : ((FeedEntry.Keyframe) version).items();
  }

  private Frame theFrameReachesTheBrowser(
      OpenFeed feed, StreamEntry logged, Track track, PlayRow play) {
    Frame frame =
        hop(
            "frame",
            () ->
                feed.frames().stream()
                    .filter(one -> shown(one.data(), play).isPresent())
                    .findFirst()
                    .orElse(null));
    assertThat(frame.event()).isIn("snapshot", "delta");
    assertThat(frame.id()).isEqualTo(logged.getID().toString());
    assertShown(frame.data(), track, play);
    return frame;
  }

  private String whoAsksOnceIsToldTheSame(Frame frame, Track track, PlayRow play) {
    String told = "";
    for (String path :
        List.of("/api/v1/streams/trends/tracks?window=5m", "/api/v1/trends/tracks?window=5m")) {
      told = hop("JSON of " + path, () -> ask(product.at(path)));
      assertShown(told, track, play);
      assertThat(field(told, "as_of")).isGreaterThanOrEqualTo(field(frame.data(), "as_of"));
    }
    return told;
  }

  private String ask(URI address) throws Exception {
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(address).header("Accept", "application/json").build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private void assertShown(String payload, Track track, PlayRow play) {
    assertThat(field(payload, "topic")).isEqualTo(LAST_FIVE_MINUTES.name());
    JsonNode row = shown(payload, play).orElseThrow();
    assertThat(row.path("title").asText()).isEqualTo(track.title());
    assertThat(row.path("plays").asLong()).isEqualTo(1);
    assertThat(row.path("listeners").asLong()).isEqualTo(1);
    assertThat(row.path("artists").path(0).path("name").asText()).isNotEmpty();
  }

  /** The row of a snapshot, or of the rows that a delta sets. */
  private Optional<JsonNode> shown(String payload, PlayRow play) {
    JsonNode json = json(payload);
    return Stream.of(json.path("items"), json.path("set"))
        .flatMap(rows -> Stream.iterate(0, i -> i < rows.size(), i -> i + 1).map(rows::path))
        .filter(row -> row.path("id").asText().equals(play.publicRecording()))
        .findFirst();
  }

  private String field(String payload, String name) {
    return json(payload).path(name).asText();
  }

  private JsonNode json(String text) {
    try {
      return mapper.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  private static Optional<BoardItem> row(List<BoardItem> items, PlayRow play) {
    return items.stream().filter(item -> item.item() == play.recording()).findFirst();
  }

  /** Waits for what a hop leaves behind; null means that it is not there yet. */
  private static <T> T hop(String name, Callable<T> look) {
    T found =
        await(name)
            .atMost(PER_HOP)
            .pollInterval(Duration.ofMillis(50))
            .until(look, seen -> seen != null);
    log.info("{}: {}", name, found);
    return found;
  }

  private List<StreamEntry> entries(String key, StreamEntryID from, StreamEntryID to) {
    return product.redis().xrange(key, from, to);
  }

  private static <T> T first(List<T> found) {
    return found.isEmpty() ? null : found.get(0);
  }

  /** Reads and judges a row. */
  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Waits for the first row of a query. */
  private <T> T row(String name, String sql, Object parameter, Reader<T> reader) {
    return hop(
        name,
        () -> {
          try (PreparedStatement query = ledger.prepareStatement(sql)) {
            query.setObject(1, parameter);
            ResultSet found = query.executeQuery();
            return found.next() ? reader.read(found) : null;
          }
        });
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
