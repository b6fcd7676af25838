package dev.groundswell.server;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Another Spotify: as little as its published description of the Web API asks of an answer, and
 * nothing that only our simulator would do. One person listens to one track.
 *
 * <p>Serves the Web API under one path and the accounts service under another; whatever else is
 * asked is kept as {@link #strays}.
 */
final class StandInSpotify implements AutoCloseable {
  static final String TITLE = "A track of another server";
  private static final long LENGTH_MS = 240_000;

  /** Whether fields that may be left out are null, or left out. */
  enum Optional {
    ABSENT,
    NULL
  }

  final List<String> strays = new CopyOnWriteArrayList<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  private final String api;
  private final String accounts;
  private final Optional optional;
  private final HttpServer server;
  private final Instant startedAt = Instant.now().minusSeconds(50);

  StandInSpotify(Vertx vertx, String api, String accounts, Optional optional) {
    this.api = api;
    this.accounts = accounts;
    this.optional = optional;
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .rxListen(0, "127.0.0.1")
            .blockingGet();
  }

  /** The address of a path here. */
  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }

  @Override
  public void close() {
    server.rxClose().blockingAwait();
  }

  private void answer(HttpServerRequest request) {
    String path = request.path();
    asked.add(request.method() + " " + path);
    if (path.equals(accounts + "/authorize")) {
      consent(request);
    } else if (path.equals(accounts + "/api/token")) {
      send(request, new JsonObject().put("access_token", "a-token").put("token_type", "Bearer"));
    } else if (!"Bearer a-token".equals(request.getHeader("Authorization"))) {
      request.response().setStatusCode(401).end().subscribe();
    } else if (path.equals(api + "/me")) {
      send(request, optional(new JsonObject().put("id", "somebody"), "display_name", "images"));
    } else if (path.equals(api + "/me/player")) {
      send(request, playing());
    } else if (path.equals(api + "/me/player/recently-played")) {
      send(request, played());
    } else {
      strays.add(request.method() + " " + request.uri());
      request.response().setStatusCode(404).end().subscribe();
    }
  }

  private static void consent(HttpServerRequest request) {
    String back = URLDecoder.decode(request.getParam("redirect_uri"), StandardCharsets.UTF_8);
    request
        .response()
        .setStatusCode(302)
        .putHeader("Location", back + "?code=a-code&state=" + request.getParam("state"))
        .end()
        .subscribe();
  }

  private JsonObject playing() {
    long progress = Instant.now().toEpochMilli() - startedAt.toEpochMilli();
    return optional(
        new JsonObject()
            .put("timestamp", startedAt.toEpochMilli())
            .put("progress_ms", Math.min(progress, LENGTH_MS))
            .put("is_playing", progress < LENGTH_MS)
            .put("item", track("played1", TITLE)),
        "device",
        "repeat_state",
        "shuffle_state",
        "context",
        "currently_playing_type",
        "actions");
  }

  private JsonObject played() {
    JsonObject entry =
        optional(
            new JsonObject()
                .put("track", track("earlier1", "An earlier one"))
                .put("played_at", startedAt.minusSeconds(5).toString()),
            "context");
    return optional(
        new JsonObject().put("items", new JsonArray().add(entry)),
        "href",
        "limit",
        "next",
        "cursors",
        "total");
  }

  private JsonObject track(String id, String title) {
    JsonObject artist =
        optional(
            new JsonObject().put("id", "artist1").put("name", "An artist"),
            "external_urls",
            "href",
            "type",
            "uri");
    return optional(
        new JsonObject()
            .put("id", id)
            .put("name", title)
            .put("duration_ms", LENGTH_MS)
            .put("artists", new JsonArray().add(artist)),
        "album",
        "available_markets",
        "disc_number",
        "explicit",
        "external_ids",
        "external_urls",
        "href",
        "is_playable",
        "linked_from",
        "restrictions",
        "popularity",
        "preview_url",
        "track_number",
        "type",
        "uri",
        "is_local");
  }

  private JsonObject optional(JsonObject answer, String... fields) {
    if (optional == Optional.NULL) {
      for (String field : fields) {
        answer.putNull(field);
      }
    }
    return answer;
  }

  private static void send(HttpServerRequest request, JsonObject answer) {
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(answer.encode())
        .subscribe();
  }

  /** The settings that make a server take this for Spotify, each with this at its end. */
  Map<String, String> settings(String end) {
    return Map.of(
        "SPOTIFY_API_URL",
        at(api) + end,
        "SPOTIFY_ACCOUNTS_URL",
        at(accounts) + end,
        "SPOTIFY_CLIENT_ID",
        "an-app",
        "SPOTIFY_CLIENT_SECRET",
        "its-secret");
  }
}
