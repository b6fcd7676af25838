package dev.groundswell.server.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.groundswell.events.Board;
import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.FeedState;
import dev.groundswell.events.SampledPlay;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.boards.BoardWriting;
import dev.groundswell.server.boards.RedisJobs;
import dev.groundswell.testing.RedisFixture;
import dev.groundswell.testing.SetClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SseHandlerIT {
  private static final Topic HOUR = new Topic(Topic.Kind.TRACKS, Window.H1);
  private static final Topic DAY = new Topic(Topic.Kind.TRACKS, Window.H24);
  private static final String PATH = "/api/v1/streams/trends/tracks?window=1h&limit=10";
  private static final FeedOptions OPTIONS =
      new FeedOptions(
          3,
          20,
          Duration.ofSeconds(12),
          Duration.ofHours(1),
          Duration.ofMinutes(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(15),
          Duration.ofMillis(50));

  @RegisterExtension final RedisFixture redis = new RedisFixture();

  private final HttpClient http = HttpClient.newHttpClient();
  private final SetClock clock = new SetClock(BoardWriting.BEGINNING);
  private final BoardWriting board = new BoardWriting(1, Window.H1);
  private final List<EventClient> clients = new ArrayList<>();
  private RedisJobs jobs;
  private FeedServer server;

  @BeforeEach
  void start() {
    jobs = new RedisJobs(redis.client());
    jobs.asOf(BoardWriting.BEGINNING);
    jobs.append(HOUR, board.writeShown(5));
    server = new FeedServer(redis.uri(), clock, OPTIONS);
    await().until(() -> server.hub.snapshot(HOUR, Limit.TEN).isPresent() && !server.hub.isStale());
  }

  @AfterEach
  void stop() {
    clients.forEach(EventClient::close);
    server.close();
  }

  @Test
  void aStreamBeginsWithASnapshotAndGoesOnWithDeltas() throws Exception {
    EventClient client = open(PATH);
    assertThat(client.status).isEqualTo(200);
    assertThat(client.headers)
        .containsEntry("Content-Type", "text/event-stream; charset=utf-8")
        .containsEntry("Cache-Control", "no-cache, no-transform")
        .containsEntry("X-Accel-Buffering", "no")
        .containsEntry("Access-Control-Allow-Origin", "*");
    for (int i = 0; i < 40; i++) {
      jobs.append(HOUR, board.writeShown(1));
    }
    awaitNewest(client);
    assertThat(client.retry).isEqualTo("3000");
    assertThat(client.names().get(0)).isEqualTo("snapshot");
    assertThat(client.names().subList(1, client.events.size())).containsOnly("delta");
    assertThat(client.replica.payload())
        .isEqualTo(Replica.parse(get("/api/v1/trends/tracks?window=1h&limit=10").body()));
  }

  @Test
  void whoComesBackGetsExactlyWhatWasMissed() {
    EventClient first = open(PATH);
    await().until(() -> first.events.size() == 1);
    jobs.append(HOUR, board.writeShown(30));
    awaitNewest(first);
    String cursor = first.events.get(2).id();

    EventClient byHeader = open(PATH + "&last_event_id=1-0&since=2-0", "Last-Event-ID: " + cursor);
    EventClient byQuery = open(PATH + "&since=2-0&last_event_id=" + cursor);

    List<EventClient.Event> missed = first.events.subList(3, first.events.size());
    await().until(() -> byHeader.events.size() == missed.size());
    await().until(() -> byQuery.events.size() == missed.size());
    assertThat(byHeader.events).isEqualTo(missed);
    assertThat(byQuery.events).isEqualTo(missed);
    byHeader.close();
    EventClient bySince = open(PATH + "&since=" + cursor);
    await().until(() -> bySince.events.size() == missed.size());
    assertThat(bySince.events).isEqualTo(missed);
  }

  @Test
  void aServerThatStartedAnewResumesFromTheIdsOfTheOneBefore() {
    EventClient first = open(PATH);
    jobs.append(HOUR, board.writeShown(80));
    awaitNewest(first);
    server.stop();
    await().until(() -> first.ended);
    assertThat(first.last().name()).isEqualTo("bye");
    EventClient.Event known = first.events.get(first.events.size() - 2);
    jobs.append(HOUR, board.writeShown(10));

    server = new FeedServer(redis.uri(), clock, OPTIONS);
    EventClient second =
        EventClient.stalled(server.port(), PATH, 65_536, "Last-Event-ID: " + known.id());
    clients.add(second);
    second.replica.take("snapshot", known.id(), first.replica.payload().toString());
    second.readOn();

    awaitNewest(second);
    assertThat(second.names()).containsOnly("delta");
    assertThat(second.replica.payload()).isEqualTo(newest());
  }

  @Test
  void anEmptiedRedisIsGoneOnFrom() {
    EventClient client = open(PATH);
    await().until(() -> client.events.size() == 1);

    jobs.flushAll();
    jobs.append(HOUR, List.of(board.writeKeyframe()));
    jobs.append(HOUR, board.writeShown(5));
    awaitNewest(client);
    assertThat(client.names()).doesNotContain("reset");

    jobs.flushAll();
    board.goBack(60_000);
    jobs.append(HOUR, board.writeShown(5));
    await().until(() -> client.names().contains("reset"));
    awaitNewest(client);
    assertThat(client.replica.payload()).isEqualTo(newest());
  }

  @Test
  void withoutRedisStreamsStayOpenAndGoOnWhenItIsBack() {
    EventClient client = open(PATH);
    await().until(() -> client.events.size() == 1);
    redis.stop();
    clock.advance(6_000);
    await().until(() -> client.replica.payload().has("stale"));
    assertThat(open("/api/v1/streams/trends/tracks?limit=5").status).isEqualTo(200);

    redis.start();
    jobs.append(HOUR, List.of(board.writeKeyframe()));
    jobs.append(HOUR, board.writeShown(3));
    jobs.asOf(clock.millis());

    await().until(() -> !client.replica.payload().has("stale"));
    awaitNewest(client);
    assertThat(client.ended).isFalse();
  }

  @Test
  void aLogThatWasErasedIsReplacedByTheBoard() {
    FeedState state = board.state();
    jobs.flushAll();
    Board whole = new Board(HOUR, 1, 1, state.head(), state.items());
    jobs.board(HOUR, board.lastId(), BoardCodec.encode(whole));
    server.close();
    server = new FeedServer(redis.uri(), clock, OPTIONS);

    EventClient client = open(PATH);
    awaitNewest(client);
    jobs.append(HOUR, board.writeShown(3));

    awaitNewest(client);
    assertThat(client.names()).startsWith("snapshot").contains("delta");
  }

  @Test
  void aStalledReaderIsToldThatItWasSlowAndOthersDoNotNotice() {
    String path = "/api/v1/streams/trends/tracks?window=1h&limit=100";
    jobs.append(HOUR, board.writeShown(100));
    EventClient quick = open(path);
    EventClient stalled = EventClient.stalled(server.port(), path, 2_048);
    clients.add(stalled);
    for (int i = 0; i < 500; i++) {
      jobs.append(HOUR, board.writeShown(1));
    }
    awaitNewest(quick);
    clock.advance(2_500);
    jobs.asOf(clock.millis());
    jobs.append(HOUR, board.writeShown(50));
    awaitNewest(quick);
    stalled.readOn();
    awaitNewest(stalled);

    assertThat(stalled.events)
        .filteredOn(event -> event.name().equals("reset"))
        .extracting(EventClient.Event::data)
        .containsExactly("{\"reason\":\"slow\",\"topic\":\"trends.tracks.1h\"}");
    assertThat(stalled.replica.payload()).isEqualTo(quick.replica.payload());
    assertThat(quick.names()).doesNotContain("reset");
    assertThat(stalled.events.size()).isLessThan(quick.events.size());
  }

  @Test
  void aReaderThatTakesNothingIsCutOff() {
    String path = "/api/v1/streams/trends/tracks?window=1h&limit=100";
    EventClient stalled = EventClient.stalled(server.port(), path, 2_048);
    clients.add(stalled);
    for (int i = 0; i < 600; i++) {
      jobs.append(HOUR, board.writeShown(1));
    }
    await().until(() -> newestOf(Limit.HUNDRED).id().equals(board.lastId().toString()));
    assertThat(server.streams.count()).isEqualTo(1);

    await()
        .until(
            () -> {
              clock.advance(1_000);
              return server.streams.count() == 0;
            });
  }

  @Test
  void aQuietStreamCarriesComments() {
    EventClient client = open(PATH);
    await().until(() -> client.events.size() == 1);
    clock.advance(13_000);
    await().until(() -> !client.comments.isEmpty());
  }

  @Test
  void anOldStreamEndsWithBye() {
    EventClient client = open(PATH);
    await().until(() -> client.events.size() == 1);
    clock.advance(Duration.ofMinutes(66).toMillis());
    await().until(() -> client.ended);
    ObjectNode bye = Replica.parse(client.last().data());
    assertThat(client.last().name()).isEqualTo("bye");
    assertThat(bye.get("reason").asText()).isEqualTo("age");
    assertThat(client.retry).isEqualTo(bye.get("retry_after_ms").asText());
    assertThat(server.streams.count()).isZero();
  }

  @Test
  void oneAddressHasSoManyStreamsAndNoMore() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(open(PATH).status).isEqualTo(200);
    }
    HttpResponse<String> refused = get(PATH);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");

    clients.remove(0).close();
    await().until(() -> server.streams.count() == 2);
    assertThat(open(PATH).status).isEqualTo(200);
  }

  @Test
  void severalTopicsShareOneConnectionAndOneCursor() {
    BoardWriting day = new BoardWriting(2, Window.H24);
    jobs.append(DAY, day.write(3));
    String path = "/api/v1/streams?topics=trends.tracks.24h,trends.tracks.1h,plays&limit=10";
    await().until(() -> server.hub.snapshot(DAY, Limit.TEN).isPresent());
    EventClient client = open(path);
    await().until(() -> client.events.size() == 3);
    jobs.append(HOUR, board.writeShown(10));
    String end = "trends.tracks.24h@" + day.lastId() + ",trends.tracks.1h@";
    await().until(() -> client.last().id().endsWith("@" + newestOf(Limit.TEN).id()));
    assertThat(client.last().id()).isEqualTo(end + newestOf(Limit.TEN).id());
    String cursor = client.events.get(client.events.size() - 2).id();

    EventClient again = open(path, "Last-Event-ID: " + cursor);

    await().until(() -> again.events.size() == 2);
    assertThat(again.names()).containsExactlyInAnyOrder("delta", "snapshot");
    assertThat(again.events).contains(client.last());
  }

  @Test
  void sampledPlaysFollowASnapshotOfTheLast() {
    jobs.sampled(new SampledPlay(7, 1_000));
    await().until(() -> body(server.hub.plays().orElseThrow()).contains("t7"));
    EventClient client = open("/api/v1/streams/plays");
    await().until(() -> client.events.size() == 1);
    jobs.sampled(new SampledPlay(8, 2_000));
    await().until(() -> client.events.size() == 2);
    assertThat(client.names()).containsExactly("snapshot", "play");
    assertThat(client.last().id()).isEmpty();
    assertThat(Replica.parse(client.last().data()).at("/track/id").asText()).isEqualTo("t8");
  }

  @Test
  void aSnapshotIsAnsweredOnceToWhoAsksForJson() throws Exception {
    HttpResponse<String> answer = get(PATH, "Accept", "application/json");
    String etag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Last-Event-ID")).hasValue(newestOf(Limit.TEN).id());
    assertThat(Replica.parse(answer.body())).isEqualTo(newest());

    HttpResponse<String> again = get(PATH, "Accept", "application/json", "If-None-Match", etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).hasValue(etag);
    assertThat(again.headers().firstValue("Cache-Control")).hasValue("public, max-age=1");
  }

  @ParameterizedTest
  @CsvSource({
    PATH + ",Accept",
    "/api/v1/trends/tracks?window=1h&limit=10,",
    "/api/v1/streams/catalog,",
    "/api/v1/openapi.json,"
  })
  void whatIsTheSameForEverybodyIsAskedForAgainByItsTag(String path, String vary) throws Exception {
    HttpResponse<String> first = get(path, "Accept", "application/json");
    String etag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(etag).matches("\"[0-9a-f]{24}\"");
    assertThat(first.headers().firstValue("Vary")).isEqualTo(Optional.ofNullable(vary));
    assertThat(first.headers().firstValue("Cache-Control").orElseThrow())
        .matches("public, max-age=(1|300)");
    for (String known : List.of(etag, "W/" + etag, "\"other\", " + etag, "*")) {
      assertThat(get(path, "Accept", "application/json", "If-None-Match", known).statusCode())
          .as(known)
          .isEqualTo(304);
    }
    assertThat(
            get(
                    path,
                    "Accept",
                    "application/json",
                    "If-None-Match",
                    "\"other\"",
                    "If-None-Match",
                    etag)
                .statusCode())
        .isEqualTo(304);
    assertThat(get(path, "Accept", "application/json", "If-None-Match", "\"other\"").body())
        .isEqualTo(first.body());
  }

  @Test
  void noCacheMayHandOneFormOfAFeedToWhoAsksForAnother() throws Exception {
    try (EventClient events = EventClient.open(server.port(), PATH)) {
      assertThat(events.headers).containsEntry("Vary", "Accept");
    }
    assertThat(get(PATH, "Accept", "image/png").headers().firstValue("Vary")).hasValue("Accept");
  }

  @Test
  void linesOfJsonSayTheSameAsEvents() throws Exception {
    try (EventClient lines =
        EventClient.open(server.port(), PATH, "Accept: application/x-ndjson")) {
      jobs.append(HOUR, board.writeShown(5));
      await().until(() -> lines.events.size() >= 3);
      ObjectNode snapshot = Replica.parse(lines.events.get(1).data());
      assertThat(lines.headers.get("Content-Type")).startsWith("application/x-ndjson");
      assertThat(snapshot.get("event").asText()).isEqualTo("snapshot");
      assertThat(snapshot.at("/data/items")).isNotEmpty();
      assertThat(Replica.parse(lines.events.get(2).data()).at("/data/base"))
          .isEqualTo(snapshot.get("id"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/streams/trends/tracks?window=2h, 400, window",
    "/api/v1/streams/trends/tracks?limit=7, 400, limit",
    "/api/v1/streams/trends/tracks?limit=10&limit=10, 400, limit",
    "/api/v1/streams/trends/tracks?colour=red, 400, colour",
    "/api/v1/streams?topics=, 400, topics",
    "/api/v1/streams, 400, topics",
    "/api/v1/streams?topics=weather, 404, topics",
    "/api/v1/streams/trends/albums, 404,",
    "/api/v1/streams/rising/albums, 404,",
    "/api/v1/streams/catalog?x=1, 400, x",
    "/api/v1/trends/tracks?window=7, 400, window",
    "/api/v1/trends/tracks?since=1-0, 400, since",
    "/api/v1/trends/albums, 404,",
    "/api/v1/trends/tracks?window=24h, 503,",
    "/api/v1/trends/tracks?window=%zz, 400,",
  })
  void whatCannotBeAnsweredIsAProblemThatNamesTheField(String path, int status, String field)
      throws Exception {
    try (EventClient answer = EventClient.stalled(server.port(), path, 65_536)) {
      assertThat(answer.status).isEqualTo(status);
      assertThat(answer.headers)
          .containsEntry("Content-Type", "application/problem+json")
          .containsEntry("Access-Control-Allow-Origin", "*");
    }
    if (field != null) {
      assertThat(get(path).body()).contains("\"field\":\"" + field + "\"");
    }
  }

  @Test
  void theCatalogListsWhatThereIs() throws Exception {
    assertThat(get("/api/v1/streams/catalog").body())
        .contains("trends.tracks.5m", "trends.tracks.7d", "plays");
  }

  private EventClient open(String path, String... headers) {
    EventClient client = EventClient.open(server.port(), path, headers);
    clients.add(client);
    return client;
  }

  /** Until a client has what the newest entry written amounts to. */
  private void awaitNewest(EventClient client) {
    await().until(() -> board.lastId().toString().equals(client.replica.id()));
  }

  private Snapshot newestOf(Limit limit) {
    return server.hub.snapshot(HOUR, limit).orElseThrow();
  }

  private ObjectNode newest() {
    return Replica.parse(body(newestOf(Limit.TEN)));
  }

  private static String body(Snapshot snapshot) {
    return snapshot.payload().toString(StandardCharsets.UTF_8);
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(10));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
