package dev.groundswell.server.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.FeedEntry.Keyframe;
import dev.groundswell.events.FeedState;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Head;
import dev.groundswell.events.Part;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.server.boards.BoardWriting.Written;
import dev.groundswell.server.boards.LogId;
import dev.groundswell.server.boards.RedisJobs;
import dev.groundswell.testing.RedisFixture;
import dev.groundswell.testing.SetClock;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Portraits over HTTP and a real Redis, in which this test plays the part of the jobs. */
class PortraitFeedsIT {
  private static final long T0 = 1_795_328_620_000L;
  private static final Topic TRACK = Topic.portrait(Kind.TRACKS, 7);
  private static final long HOUR = T0 - T0 % 3_600_000;

  @RegisterExtension final RedisFixture redis = new RedisFixture();

  private final HttpClient http = HttpClient.newHttpClient();
  private final SetClock clock = new SetClock(T0);
  private final Map<Topic, FeedState> states = new HashMap<>();
  private RedisJobs jobs;
  private FeedServer server;

  @BeforeEach
  void start() {
    jobs = new RedisJobs(redis.client());
    jobs.asOf(T0);
    server = new FeedServer(redis.uri(), clock, FeedOptions.usual());
    await().until(() -> !server.hub.isStale());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoAsksHasThePortraitMadeAndIsAnsweredOnceItIs() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = ask("/api/v1/tracks/t7");
    await().until(() -> watched().contains("tracks.7"));
    tell(TRACK, T0, rows(5, 4));

    ObjectNode portrait = Replica.parse(answer.get().body());
    assertThat(answer.get().statusCode()).isEqualTo(200);
    assertThat(answer.get().headers().firstValue("ETag")).isPresent();
    assertThat(portrait.get("topic").asText()).isEqualTo("tracks.t7");
    assertThat(portrait.at("/track/id").asText()).isEqualTo("t7");
    assertThat(portrait.at("/track/duration_ms").asLong()).isEqualTo(180_000);
    assertThat(portrait.at("/track/artists/0/name").asText()).isEqualTo("Artist é 7");
    assertThat(portrait.get("listening").asInt()).isEqualTo(3);
    assertThat(portrait.get("listeners").asInt()).isEqualTo(4);
    assertThat(portrait.get("items"))
        .extracting(row -> row.get("id").asText())
        .containsExactly(
            "window.1h",
            "standing.1h",
            "recent." + Instant.ofEpochMilli(HOUR),
            "hour." + Instant.ofEpochMilli(HOUR),
            "rank.1h." + Instant.ofEpochMilli(HOUR),
            "rank.24h." + Instant.ofEpochMilli(HOUR),
            "related.t9");
    assertThat(portrait.at("/items/0/plays").asInt()).isEqualTo(5);
    assertThat(portrait.at("/items/1/place").asInt()).isEqualTo(3);
    assertThat(portrait.at("/items/1/prev_rank").asInt()).isEqualTo(2);
    assertThat(portrait.at("/items/6/ref").asText()).isEqualTo("t9");
    assertThat(portrait.at("/items/6/title").asText()).isEqualTo("Title \"9\"");
    assertThat(portrait.at("/items/6/affinity").asDouble()).isEqualTo(0.25);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/tracks/t100", "/api/v1/streams/artists/x", "/api/v1/genres/a%00b"})
  void whatThereIsNotIsNotFound(String path) throws Exception {
    assertThat(ask(path).get().statusCode()).isEqualTo(404);
    assertThat(watched()).isEmpty();
  }

  @Test
  void belowTheMinimumThereAreFactsAndHowManyAreMissing() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = ask("/api/v1/genres/genre-3");
    await().until(() -> !watched().isEmpty());
    Head head = new Head(T0, T0 - 1, Figures.of(Figure.NEEDED, 4));
    append(Topic.portrait(Kind.GENRES, 3), new FeedState(head, List.of()));

    ObjectNode portrait = Replica.parse(answer.get().body());
    assertThat(portrait.at("/genre/name").asText()).isEqualTo("Genre 3");
    assertThat(portrait.get("needed").asInt()).isEqualTo(4);
    assertThat(portrait.has("listeners")).isFalse();
    assertThat(portrait.get("items")).isEmpty();
  }

  @Test
  void aPortraitIsAFeedLikeAnyOther() throws Exception {
    String path = "/api/v1/streams?topics=tracks.t7,artists.a7";
    try (EventClient client = EventClient.open(server.port(), path)) {
      await().until(() -> watched().size() == 2);
      tell(TRACK, T0, rows(5, 4));
      await().until(() -> client.events.size() == 1);
      tell(Topic.portrait(Kind.ARTISTS, 7), T0, rows(6, 5));
      await().until(() -> client.events.size() == 2);
      tell(TRACK, T0 + 2_000, rows(7, 4));
      await().until(() -> client.events.size() == 3);
      assertThat(client.names()).containsExactly("snapshot", "snapshot", "delta");
      ObjectNode delta = Replica.parse(client.last().data());
      assertThat(delta.at("/set")).hasSize(3);
      assertThat(delta.at("/set/0/plays").asInt()).isEqualTo(7);
      assertThat(client.last().id()).contains("tracks.t7@").contains("artists.a7@");
    }
  }

  @Test
  void whatSubscribersHaveEqualsTheSnapshotOfTheSameVersion() throws Exception {
    try (EventClient client = EventClient.open(server.port(), "/api/v1/streams/tracks/t7")) {
      await().until(() -> watched().contains("tracks.7"));
      for (int i = 0; i < 6; i++) {
        tell(TRACK, T0 + i * 2_000L, i == 3 ? rows(5, 4).subList(1, 5) : rows(5 + i, 4));
        int events = i + 1;
        await().until(() -> client.events.size() >= events);
      }
      ObjectNode snapshot = Replica.parse(ask("/api/v1/tracks/t7").get().body());
      assertThat(client.replica.payload()).isEqualTo(snapshot);
    }
  }

  @Test
  void aMinuteAfterTheLastLookItIsLetGo() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = ask("/api/v1/tracks/t7");
    await().until(() -> !watched().isEmpty());
    tell(TRACK, T0, rows(5, 4));
    assertThat(answer.get().statusCode()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(55).toMillis());
    await().until(() -> until("tracks.7") > clock.millis());
    clock.advance(Duration.ofSeconds(35).toMillis());
    // Another one asked for takes out of the list what has not been renewed.
    var unused = ask("/api/v1/tracks/t8");
    await().until(() -> watched().equals(List.of("tracks.8")));
  }

  @Test
  void withoutJobsItIsUnavailableAndNotMadeUp() throws Exception {
    assertThat(ask("/api/v1/tracks/t7").get().statusCode()).isEqualTo(503);
  }

  private static List<BoardItem> rows(int plays, int listeners) {
    Figures count = Figures.of(Figure.PLAYS, plays, Figure.LISTENERS, listeners);
    return List.of(
        row(Part.WINDOW.row(1), count),
        new BoardItem(Part.STANDING.row(1), 2, Figures.of(Figure.RANK, 3)),
        row(Part.RECENT.row(HOUR), count),
        row(Part.HOUR.row(HOUR), count),
        row(Part.RANK_1H.row(HOUR), Figures.of(Figure.RANK, 4)),
        row(Part.RANK_24H.row(HOUR), Figures.of(Figure.RANK, 5)),
        row(Part.RELATED.row(9), Figures.of(Figure.LISTENERS, 3, Figure.AFFINITY, 250)));
  }

  private static BoardItem row(long id, Figures figures) {
    return new BoardItem(id, BoardItem.UNKNOWN, figures);
  }

  private void tell(Topic topic, long asOf, List<BoardItem> rows) {
    long listeners = rows.get(0).figures().get(Figure.LISTENERS);
    Figures facts =
        Figures.of(Figure.LISTENERS, listeners, Figure.WITHHELD, 2).with(Figure.LISTENING, 3);
    Head head = new Head(asOf, asOf - 1, facts);
    append(topic, new FeedState(head, rows));
  }

  private void append(Topic topic, FeedState next) {
    FeedState before = states.put(topic, next);
    LogId id = new LogId(next.head().asOf(), 0);
    jobs.append(
        topic,
        List.of(
            new Written(
                id,
                before == null
                    ? new Keyframe(next.head(), next.items())
                    : before.deltaTo(next, new LogId(before.head().asOf(), 0).toString()))));
  }

  private List<String> watched() {
    var found =
        redis
            .client()
            .rxSend(
                Request.cmd(Command.ZRANGE).arg(RedisKeys.watched(RedisKeys.LIVE)).arg(0).arg(-1))
            .blockingGet();
    List<String> names = new ArrayList<>();
    found.forEach(name -> names.add(name.toString()));
    return names;
  }

  private long until(String name) {
    return redis
        .client()
        .rxSend(Request.cmd(Command.ZSCORE).arg(RedisKeys.watched(RedisKeys.LIVE)).arg(name))
        .map(score -> (long) Double.parseDouble(score.toString()))
        .blockingGet(0L);
  }

  private CompletableFuture<HttpResponse<String>> ask(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(10))
            .header("Accept", "application/json")
            .build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }
}
