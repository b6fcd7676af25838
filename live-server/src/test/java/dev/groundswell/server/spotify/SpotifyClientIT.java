package dev.groundswell.server.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.ledger.PlayedTrack;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import io.vertx.rxjava3.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpotifyClientIT {
  private static final String TRACK =
      """
      {"id":"4uLU6hMCjMI75M1A2tKUQC","uri":"spotify:track:4uLU6hMCjMI75M1A2tKUQC","type":"track",
       "name":"Song","duration_ms":213000,"explicit":false,"is_local":false,
       "artists":[{"id":"a1","name":"One","external_urls":{"spotify":"https://open.spotify.com/artist/a1"}}],
       "album":{"id":"b1","name":"Album","release_date":"1987-11-16",
         "images":[{"url":"https://i.scdn.co/image/x","width":640,"height":640}]},
       "external_ids":{"isrc":"GB-ARL-93-00135"},
       "external_urls":{"spotify":"https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC"}}
      """;

  private final Vertx vertx = Vertx.vertx();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Consumer<HttpServerRequest> behaviour = request -> {};
  private HttpServer server;
  private SpotifyClient spotify;

  @BeforeEach
  void start() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  asked.add(request.uri() + " " + request.getHeader("Authorization"));
                  behaviour.accept(request);
                })
            .rxListen(0, "127.0.0.1")
            .blockingGet();
    spotify = client(4, 8, Duration.ofSeconds(1));
  }

  private SpotifyClient client(int connections, int waiting, Duration timeout) {
    URI api = URI.create("http://127.0.0.1:" + server.actualPort() + "/prefix/v1/");
    return new SpotifyClient(
        vertx,
        new SpotifyOptions(api, connections, waiting, Duration.ofSeconds(1), timeout),
        Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    vertx.close().blockingAwait();
  }

  @Test
  void whatIsPlayingIsRead() {
    answers(
        200,
        "{\"device\":{\"is_private_session\":true},\"timestamp\":1795328621018,\"progress_ms\":4200,"
            + "\"is_playing\":true,\"currently_playing_type\":\"track\",\"context\":null,\"item\":"
            + TRACK
            + "}");
    Playback playback = value(spotify.playbackState("secret"));
    assertThat(asked)
        .containsExactly("/prefix/v1/me/player?additional_types=track,episode Bearer secret");
    assertThat(playback.privateSession()).isTrue();
    assertThat(playback.playing()).isTrue();
    assertThat(playback.progress()).isEqualTo(Duration.ofMillis(4200));
    assertThat(playback.changedAt()).isEqualTo(Instant.ofEpochMilli(1795328621018L));
    PlayedTrack track = playback.track();
    assertThat(track.spotifyId()).isEqualTo("4uLU6hMCjMI75M1A2tKUQC");
    assertThat(track.title()).isEqualTo("Song");
    assertThat(track.duration()).isEqualTo(Duration.ofSeconds(213));
    assertThat(track.isrc()).isEqualTo("GBARL9300135");
    assertThat(track.image()).isEqualTo("https://i.scdn.co/image/x");
    assertThat(track.artists()).extracting(PlayedTrack.Artist::name).containsExactly("One");
    assertThat(track.album().released()).isEqualTo("1987-11-16");
  }

  @Test
  void everyFieldMayBeMissing() {
    for (String body : List.of("{}", "{\"item\":null}", "{\"item\":[]}", "{\"item\":{\"id\":7}}")) {
      answers(200, body);
      Playback playback = value(spotify.currentlyPlaying("t"));
      assertThat(playback.track()).isNull();
      assertThat(playback.itemMissing()).isTrue();
      assertThat(playback.playing()).isFalse();
    }
  }

  @Test
  void advertisementsAndEpisodesAreNoTracks() {
    answers(200, "{\"currently_playing_type\":\"ad\",\"item\":null,\"is_playing\":true}");
    assertThat(value(spotify.playbackState("t")).type()).isEqualTo(Playback.Type.AD);
    answers(200, "{\"currently_playing_type\":\"episode\",\"item\":{\"type\":\"episode\"}}");
    assertThat(value(spotify.playbackState("t")).type()).isEqualTo(Playback.Type.EPISODE);
    answers(200, "{\"currently_playing_type\":\"unknown\",\"item\":{\"type\":\"chapter\"}}");
    assertThat(value(spotify.playbackState("t")).type()).isEqualTo(Playback.Type.OTHER);
  }

  @Test
  void hostileFieldsAreBoundedOrDropped() {
    answers(
        200,
        "{\"is_playing\":\"yes\",\"progress_ms\":-5,\"timestamp\":99999999999999999999,"
            + "\"item\":{\"id\":\"../../etc\",\"uri\":\"spotify:local:x\",\"name\":\"a\\u0000b"
            + "x".repeat(2000)
            + "\",\"duration_ms\":1e300,\"explicit\":\"maybe\",\"artists\":"
            + IntStream.range(0, 500)
                .mapToObj(i -> "{\"name\":\"n" + i + "\"}")
                .collect(Collectors.joining(",", "[7,null,", "]"))
            + ",\"album\":{\"name\":\"x\",\"release_date\":\"yesterday\","
            + "\"images\":[{\"url\":\"javascript:alert(1)\"}]},"
            + "\"external_urls\":{\"spotify\":\"data:text/html,x\"},\"external_ids\":[]}}");
    Playback playback = value(spotify.playbackState("t"));
    assertThat(playback.playing()).isFalse();
    assertThat(playback.progress()).isNull();
    assertThat(playback.changedAt()).isNull();
    PlayedTrack track = playback.track();
    assertThat(track.spotifyId()).isNull();
    assertThat(track.uri()).isEqualTo("spotify:local:x");
    assertThat(track.title()).startsWith("abx").hasSize(500);
    assertThat(track.duration()).isNull();
    assertThat(track.artists()).hasSize(30);
    assertThat(track.image()).isNull();
    assertThat(track.url()).isNull();
    assertThat(track.album().released()).isNull();
  }

  @Test
  void oddItemsAreSkippedWithAReason() {
    answers(
        200,
        "{\"items\":[{\"track\":"
            + TRACK
            + ",\"played_at\":\"2026-11-22T06:00:00.123Z\"},{\"item\":"
            + TRACK
            + ",\"played_at\":\"2026-11-22T05:00:00Z\"},{\"track\":"
            + TRACK
            + ",\"played_at\":\"noon\"},{\"track\":null},7,{\"track\":{\"id\":\"x\"}},"
            + "{\"track\":{\"name\":\"x\"}},{\"track\":{\"type\":\"episode\"}}],"
            + "\"next\":\"https://evil.example/steal\",\"cursors\":{\"before\":\"1795328621018\"}}");
    PlayHistory history = value(spotify.recentlyPlayed("t", Instant.ofEpochMilli(5)));
    assertThat(asked.get(0)).startsWith("/prefix/v1/me/player/recently-played?limit=50&before=5 ");
    assertThat(history.items()).hasSize(2);
    assertThat(history.items().get(0).playedAt()).isEqualTo("2026-11-22T06:00:00.123Z");
    assertThat(history.skipped())
        .containsOnlyKeys("no_time", "no_item", "no_title", "no_id", "no_track");
    assertThat(history.full()).isFalse();
    assertThat(history.before()).isEqualTo(Instant.ofEpochMilli(1795328621018L));
  }

  @Test
  void moreThanAPageIsNotTaken() {
    String item = "{\"track\":" + TRACK + ",\"played_at\":\"2026-11-22T06:00:00Z\"}";
    answers(200, "{\"items\":[" + String.join(",", Collections.nCopies(80, item)) + "]}");
    PlayHistory history = value(spotify.recentlyPlayed("t", null));
    assertThat(history.items()).hasSize(50);
    assertThat(history.full()).isTrue();
    assertThat(history.skipped()).containsEntry("too_many", 30);
  }

  @Test
  void whatIsNotJsonIsMalformed() {
    for (String body :
        List.of("<html>", "[]", "7", "{\"a\":", "\"x\"", "{\"a\":" + "[".repeat(5000), "null")) {
      answers(200, body);
      assertThat(spotify.playbackState("t").blockingGet()).isInstanceOf(Answer.Malformed.class);
      assertThat(spotify.me("t").blockingGet()).isInstanceOf(Answer.Malformed.class);
    }
  }

  @Test
  void aBodyWithoutEndIsCutOff() {
    behaviour = request -> flood(request.response().setChunked(true));
    assertThat(spotify.playbackState("t").blockingGet()).isInstanceOf(Answer.Malformed.class);
    behaviour = request -> request.response().setStatusCode(204).end().subscribe();
    for (int i = 0; i < 8; i++) {
      assertThat(spotify.playbackState("t").blockingGet()).isInstanceOf(Answer.NoContent.class);
    }
  }

  private static void flood(HttpServerResponse response) {
    response.rxWrite(Buffer.buffer(new byte[65536])).subscribe(() -> flood(response), e -> {});
  }

  @Test
  void anAnswerThatTricklesIsGivenUp() {
    behaviour =
        request -> {
          HttpServerResponse response = request.response().setChunked(true);
          vertx.setPeriodic(
              50,
              tick -> {
                if (response.closed()) {
                  vertx.cancelTimer(tick);
                } else {
                  response.rxWrite(" ").subscribe(() -> {}, e -> {});
                }
              });
        };
    assertThat(spotify.playbackState("t").blockingGet()).isInstanceOf(Answer.TimedOut.class);
  }

  @Test
  void requestsThatGetNoAnswerDoNotBlockLaterOnes() {
    SpotifyClient narrow = client(2, 2, Duration.ofMillis(300));
    List<Single<Answer<Playback>>> calls = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      calls.add(narrow.playbackState("t").cache());
    }
    calls.forEach(Single::subscribe);
    List<String> kinds =
        calls.stream().map(call -> call.blockingGet().getClass().getSimpleName()).toList();
    assertThat(kinds).contains("TimedOut", "Unreachable");
    behaviour = request -> request.response().setStatusCode(204).end().subscribe();
    for (int i = 0; i < 5; i++) {
      assertThat(narrow.playbackState("t").blockingGet()).isInstanceOf(Answer.NoContent.class);
    }
  }

  @Test
  void everyStatusIsAnAnswer() {
    answers(204, "");
    assertThat(spotify.playbackState("t").blockingGet()).isInstanceOf(Answer.NoContent.class);
    answers(401, "{\"error\":{\"status\":401,\"message\":\"The access token expired\"}}");
    assertThat(spotify.playbackState("t").blockingGet()).isInstanceOf(Answer.Unauthorized.class);
    answers(403, "{\"error\":{\"status\":403,\"message\":\"Insufficient client scope\"}}");
    assertThat(spotify.playbackState("t").blockingGet())
        .isEqualTo(new Answer.Forbidden<>("Insufficient client scope"));
    for (int status : List.of(400, 404, 418, 500, 502, 503)) {
      answers(status, "<html>");
      assertThat(spotify.playbackState("t").blockingGet())
          .isEqualTo(new Answer.ServerError<>(status));
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    behaviour =
        request ->
            request
                .response()
                .setStatusCode(302)
                .putHeader("Location", "/elsewhere")
                .end()
                .subscribe();
    assertThat(spotify.me("t").blockingGet()).isEqualTo(new Answer.ServerError<>(302));
    assertThat(asked).hasSize(1);
  }

  @Test
  void aRateLimitTellsHowLongAndWhy() {
    limited("7", "{\"error\":{\"status\":429,\"reason\":\"QUOTA_EXCEEDED\"}}");
    assertThat(spotify.playbackState("t").blockingGet())
        .isEqualTo(new Answer.RateLimited<>(Duration.ofSeconds(7), "QUOTA_EXCEEDED"));
    limited("99999999999", "");
    assertThat(spotify.playbackState("t").blockingGet())
        .isEqualTo(new Answer.RateLimited<>(Duration.ofDays(7), null));
    limited("soon", "Too many requests");
    assertThat(spotify.playbackState("t").blockingGet())
        .isEqualTo(new Answer.RateLimited<>(null, null));
    limited("Sun, 06 Nov 1994 08:49:37 GMT", "{}");
    assertThat(spotify.playbackState("t").blockingGet())
        .isEqualTo(new Answer.RateLimited<>(Duration.ofSeconds(1), null));
  }

  private void limited(String retryAfter, String body) {
    behaviour =
        request ->
            request
                .response()
                .setStatusCode(429)
                .putHeader("Retry-After", retryAfter)
                .end(body)
                .subscribe();
  }

  @Test
  void aServerThatIsAwayIsUnreachable() {
    server.close().blockingAwait();
    assertThat(spotify.me("t").blockingGet()).isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void aConnectionThatBreaksIsUnreachable() {
    behaviour = request -> request.connection().close().subscribe();
    assertThat(spotify.me("t").blockingGet()).isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void aTokenThatIsNoHeaderIsNoRequest() {
    assertThat(spotify.me("a\r\nHost: evil").blockingGet()).isInstanceOf(Answer.Unreachable.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void accountsAreKnownByTheImmutableName() {
    answers(200, "{\"id\":\"user\",\"account_id\":\"acc\",\"display_name\":\"Ann\"}");
    assertThat(value(spotify.me("t"))).isEqualTo(new Profile("acc", "Ann", null));
    answers(200, "{\"id\":\"user\",\"display_name\":null,\"images\":[]}");
    assertThat(value(spotify.me("t"))).isEqualTo(new Profile("user", null, null));
    answers(200, "{\"display_name\":\"Ann\"}");
    assertThat(spotify.me("t").blockingGet()).isInstanceOf(Answer.Malformed.class);
  }

  private void answers(int status, String body) {
    behaviour = request -> request.response().setStatusCode(status).end(body).subscribe();
  }

  private static <T> T value(Single<Answer<T>> call) {
    Answer<T> answer = call.blockingGet();
    assertThat(answer).isInstanceOf(Answer.Ok.class);
    return ((Answer.Ok<T>) answer).value();
  }
}
