package dev.groundswell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.simulator.shown.Disturbances;
import dev.groundswell.testing.SettableClock;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.client.HttpRequest;
import io.vertx.rxjava3.ext.web.client.HttpResponse;
import io.vertx.rxjava3.ext.web.client.WebClient;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The simulator over HTTP, as an app meets it. */
class SimulatorIT {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String REDIRECT = "http://127.0.0.1:9999/auth/spotify/callback";
  private static final String VERIFIER = "a-verifier-that-is-long-enough-for-pkce-0123456789";
  private static final String SCOPE =
      "user-read-playback-state user-read-currently-playing user-read-recently-played";

  private static final SettableClock CLOCK = new SettableClock(NOON);
  private static final SimulatorOptions OPTIONS =
      SimulatorOptions.defaults()
          .withPort(0)
          .withListeners(200)
          .withDisturbances(Disturbances.NONE.withLag(Duration.ofMinutes(5)));

  private static Vertx vertx;
  private static Simulator simulator;
  private static WebClient client;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    simulator = Simulator.start(vertx, OPTIONS, CLOCK).blockingGet();
    client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(simulator.port())
                .setFollowRedirects(false));
  }

  @AfterAll
  static void stop() {
    simulator.stop().andThen(vertx.rxClose()).blockingAwait();
  }

  // ---- signing in

  private static String challenge(String verifier) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private static HttpRequest<Buffer> authorize(Map<String, String> changes) throws Exception {
    Map<String, String> query = new TreeMap<>();
    query.put("response_type", "code");
    query.put("client_id", "app");
    query.put("redirect_uri", REDIRECT);
    query.put("scope", SCOPE);
    query.put("state", "st&te");
    query.put("code_challenge_method", "S256");
    query.put("code_challenge", challenge(VERIFIER));
    query.putAll(changes);
    HttpRequest<Buffer> request = client.get("/authorize");
    query.forEach(request::addQueryParam);
    return request;
  }

  private static Map<String, String> redirected(HttpResponse<Buffer> response) {
    assertThat(response.statusCode()).isEqualTo(302);
    URI location = URI.create(response.getHeader("Location"));
    assertThat(location.toString()).startsWith(REDIRECT + "?");
    Map<String, String> query = new TreeMap<>();
    for (String pair : location.getRawQuery().split("&", -1)) {
      String[] part = pair.split("=", 2);
      query.put(part[0], URLDecoder.decode(part[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private static String code(int listener) throws Exception {
    Map<String, String> changes = Map.of("login_hint", Integer.toString(listener));
    return redirected(authorize(changes).rxSend().blockingGet()).get("code");
  }

  private static HttpResponse<Buffer> token(Map<String, String> form) {
    MultiMap body = MultiMap.caseInsensitiveMultiMap().addAll(form);
    return client.post("/api/token").rxSendForm(body).blockingGet();
  }

  private static HttpResponse<Buffer> exchange(String code, String verifier) {
    return token(
        Map.of(
            "grant_type", "authorization_code",
            "code", code,
            "redirect_uri", REDIRECT,
            "client_id", "app",
            "code_verifier", verifier));
  }

  private static String accessToken(int listener) throws Exception {
    return exchange(code(listener), VERIFIER).bodyAsJsonObject().getString("access_token");
  }

  private static HttpResponse<Buffer> get(String uri, String token) {
    return client.get(uri).bearerTokenAuthentication(token).rxSend().blockingGet();
  }

  private static void assertRefused(HttpResponse<Buffer> response, String error) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.bodyAsJsonObject().getString("error")).isEqualTo(error);
    assertThat(response.bodyAsJsonObject().getString("error_description")).isNotBlank();
  }

  @Test
  void aPersonSignsInWithPkceAndIsWhoTheyAre() throws Exception {
    Map<String, String> sent =
        redirected(authorize(Map.of("login_hint", "17")).rxSend().blockingGet());
    assertThat(sent).containsEntry("state", "st&te").containsKey("code");

    HttpResponse<Buffer> response = exchange(sent.get("code"), VERIFIER);
    assertThat(response.statusCode()).isEqualTo(200);
    JsonObject tokens = response.bodyAsJsonObject();
    assertThat(tokens.fieldNames())
        .containsExactlyInAnyOrder(
            "access_token", "token_type", "scope", "expires_in", "refresh_token");
    assertThat(tokens.getString("token_type")).isEqualTo("Bearer");
    assertThat(tokens.getInteger("expires_in")).isEqualTo(3600);
    assertThat(tokens.getString("scope")).isEqualTo(SCOPE);

    JsonObject me = get("/v1/me", tokens.getString("access_token")).bodyAsJsonObject();
    JsonObject truth =
        client
            .get("/control/listeners?offset=16&limit=1")
            .rxSend()
            .blockingGet()
            .bodyAsJsonObject()
            .getJsonArray("items")
            .getJsonObject(0);
    assertThat(me.getString("id")).isEqualTo(truth.getString("id"));
    assertThat(me.getString("account_id")).isEqualTo(truth.getString("account_id"));
    assertThat(me.getString("display_name")).isEqualTo(truth.getString("name"));
    assertThat(me.fieldNames()).doesNotContain("email", "country", "product", "followers");
  }

  @Test
  void aCodeIsGoodOnceForTenMinutesWithItsVerifierAndAddress() throws Exception {
    String used = code(1);
    assertThat(exchange(used, VERIFIER).statusCode()).isEqualTo(200);
    assertRefused(exchange(used, VERIFIER), "invalid_grant");

    assertRefused(exchange(code(1), "another verifier"), "invalid_grant");
    assertRefused(exchange("made up", VERIFIER), "invalid_grant");
    assertRefused(
        token(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code(1),
                "redirect_uri",
                REDIRECT + "/",
                "client_id",
                "app",
                "code_verifier",
                VERIFIER)),
        "invalid_grant");

    String old = code(1);
    CLOCK.set(NOON.plus(Duration.ofMinutes(10)));
    try {
      assertRefused(exchange(old, VERIFIER), "invalid_grant");
    } finally {
      CLOCK.set(NOON);
    }
  }

  @Test
  void whatTheAppGetsWrongIsToldToTheApp() throws Exception {
    assertThat(redirected(authorize(Map.of("login_hint", "deny")).rxSend().blockingGet()))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "st&te");
    assertThat(redirected(authorize(Map.of("response_type", "token")).rxSend().blockingGet()))
        .containsEntry("error", "unsupported_response_type");
    assertThat(
            redirected(authorize(Map.of("code_challenge_method", "plain")).rxSend().blockingGet()))
        .containsEntry("error", "invalid_request");
  }

  @Test
  void nobodyIsSentToAnAddressThatSpotifyWouldRefuse() throws Exception {
    for (String address :
        List.of(
            "http://localhost:1/cb", "http://192.168.0.2/cb", "javascript:alert(1)", "", "::")) {
      assertThat(authorize(Map.of("redirect_uri", address)).rxSend().blockingGet().statusCode())
          .as(address)
          .isEqualTo(400);
    }
  }

  @Test
  void thePageListsPeopleAndEscapesWhatItIsGiven() throws Exception {
    HttpResponse<Buffer> page = authorize(Map.of("state", "\"><script>")).rxSend().blockingGet();
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.getHeader("Content-Type")).startsWith("text/html");
    assertThat(page.bodyAsString())
        .contains("name=\"login_hint\" value=\"1\"")
        .contains("&quot;&gt;&lt;script&gt;")
        .doesNotContain("\"><script>");
  }

  @Test
  void aRefreshTokenGivesAnotherAccessToken() throws Exception {
    JsonObject tokens = exchange(code(3), VERIFIER).bodyAsJsonObject();
    HttpResponse<Buffer> response =
        token(
            Map.of(
                "grant_type", "refresh_token",
                "refresh_token", tokens.getString("refresh_token"),
                "client_id", "app"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(get("/v1/me", response.bodyAsJsonObject().getString("access_token")).statusCode())
        .isEqualTo(200);
    assertRefused(
        token(Map.of("grant_type", "refresh_token", "refresh_token", "x", "client_id", "app")),
        "invalid_grant");
    assertRefused(
        token(
            Map.of(
                "grant_type", "refresh_token",
                "refresh_token", tokens.getString("refresh_token"),
                "client_id", "another app")),
        "invalid_grant");
    assertRefused(
        token(Map.of("grant_type", "password", "client_id", "app")), "unsupported_grant_type");
    assertRefused(token(Map.of("grant_type", "refresh_token")), "invalid_client");
  }

  @Test
  void anAppWithASecretKeepsItsRefreshToken() throws Exception {
    JsonObject tokens = exchange(code(3), VERIFIER).bodyAsJsonObject();
    MultiMap form =
        MultiMap.caseInsensitiveMultiMap()
            .add("grant_type", "refresh_token")
            .add("refresh_token", tokens.getString("refresh_token"));
    HttpResponse<Buffer> response =
        client
            .post("/api/token")
            .basicAuthentication("app", "secret")
            .rxSendForm(form)
            .blockingGet();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.bodyAsJsonObject().fieldNames()).doesNotContain("refresh_token");
  }

  // ---- the Web API

  @Test
  void withoutAGoodTokenThereIsNothing() throws Exception {
    HttpResponse<Buffer> none = client.get("/v1/me").rxSend().blockingGet();
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.bodyAsJsonObject().getJsonObject("error").getInteger("status")).isEqualTo(401);
    assertThat(get("/v1/me", "made.up").statusCode()).isEqualTo(401);

    String token = accessToken(2);
    CLOCK.set(NOON.plus(Duration.ofHours(1)));
    try {
      HttpResponse<Buffer> ended = get("/v1/me", token);
      assertThat(ended.statusCode()).isEqualTo(401);
      assertThat(ended.bodyAsJsonObject().getJsonObject("error").getString("message"))
          .isEqualTo("The access token expired");
    } finally {
      CLOCK.set(NOON);
    }
  }

  @Test
  void aScopeThatWasNotAskedForIsRefused() throws Exception {
    String code =
        redirected(
                authorize(Map.of("login_hint", "4", "scope", "user-read-recently-played"))
                    .rxSend()
                    .blockingGet())
            .get("code");
    String token = exchange(code, VERIFIER).bodyAsJsonObject().getString("access_token");
    assertThat(get("/v1/me/player", token).statusCode()).isEqualTo(403);
    assertThat(get("/v1/me/player/currently-playing", token).statusCode()).isEqualTo(403);
    assertThat(get("/v1/me/player/recently-played", token).statusCode()).isEqualTo(200);
  }

  @Test
  void tokensOutliveTheSimulator() throws Exception {
    String token = accessToken(5);
    Simulator other = Simulator.start(vertx, OPTIONS, CLOCK).blockingGet();
    try {
      HttpResponse<Buffer> me =
          client
              .get(other.port(), "127.0.0.1", "/v1/me")
              .bearerTokenAuthentication(token)
              .rxSend()
              .blockingGet();
      assertThat(me.statusCode()).isEqualTo(200);
      assertThat(me.bodyAsJsonObject().getString("id"))
          .isEqualTo(get("/v1/me", token).bodyAsJsonObject().getString("id"));
    } finally {
      other.stop().blockingAwait();
    }
  }

  private static JsonObject order(String uri, JsonObject body) {
    HttpResponse<Buffer> response = client.post(uri).rxSendJsonObject(body).blockingGet();
    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
    return response.bodyAsJsonObject();
  }

  private static JsonObject popularTrack() {
    return client
        .get("/control/tracks?limit=1")
        .rxSend()
        .blockingGet()
        .bodyAsJsonObject()
        .getJsonArray("items")
        .getJsonObject(0);
  }

  @Test
  void whatAListenerIsMadeToHearIsWhatThePlayerShows() throws Exception {
    String token = accessToken(6);
    JsonObject track = popularTrack();
    JsonObject play =
        order(
            "/control/listeners/6/play",
            new JsonObject().put("track", track.getString("track")).put("progress_ms", 12_000));

    JsonObject player = get("/v1/me/player", token).bodyAsJsonObject();
    assertThat(player.getJsonObject("item").getString("id")).isEqualTo(track.getString("track"));
    assertThat(player.getInteger("progress_ms")).isEqualTo(12_000);
    assertThat(player.getBoolean("is_playing")).isTrue();
    assertThat(player.getString("currently_playing_type")).isEqualTo("track");
    assertThat(player.getJsonObject("device").getBoolean("is_private_session")).isFalse();
    assertThat(player.getLong("timestamp"))
        .isEqualTo(Instant.parse(play.getString("start")).toEpochMilli());

    JsonObject current =
        get("/v1/me/player/currently-playing?additional_types=track,episode", token)
            .bodyAsJsonObject();
    assertThat(current.getJsonObject("item")).isEqualTo(player.getJsonObject("item"));
    assertThat(current.containsKey("device")).isFalse();

    order("/control/listeners/6/stop", new JsonObject());
    HttpResponse<Buffer> idle = get("/v1/me/player", token);
    assertThat(idle.statusCode()).isEqualTo(204);
    assertThat(idle.body()).isNull();
    assertThat(get("/v1/me/player/currently-playing", token).statusCode()).isEqualTo(204);
  }

  @Test
  void aTrackHasTodaysFieldsAndNoOthers() throws Exception {
    String token = accessToken(7);
    String id = popularTrack().getString("track");
    JsonObject track = get("/v1/tracks/" + id, token).bodyAsJsonObject();
    assertThat(track.fieldNames())
        .contains("id", "uri", "name", "duration_ms", "explicit", "external_ids", "is_local")
        .doesNotContain("popularity", "available_markets", "linked_from");
    JsonObject album = track.getJsonObject("album");
    assertThat(album.fieldNames())
        .contains("release_date_precision", "images", "total_tracks", "artists")
        .doesNotContain("popularity", "available_markets", "label", "genres");
    String image = album.getJsonArray("images").getJsonObject(0).getString("url");
    HttpResponse<Buffer> cover = client.getAbs(image).rxSend().blockingGet();
    assertThat(cover.getHeader("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(cover.bodyAsString()).startsWith("<svg");

    String artist = track.getJsonArray("artists").getJsonObject(0).getString("id");
    JsonObject whole = get("/v1/artists/" + artist, token).bodyAsJsonObject();
    assertThat(whole.getString("id")).isEqualTo(artist);
    assertThat(whole.fieldNames()).doesNotContain("followers", "popularity");
  }

  @Test
  void whatIsNotThereIsSaidSoInJson() throws Exception {
    String token = accessToken(8);
    assertThat(get("/v1/tracks/0000000000000000000000", token).statusCode()).isEqualTo(404);
    assertThat(get("/v1/tracks/x", token).statusCode()).isEqualTo(400);
    assertThat(get("/v1/audio-features/x", token).bodyAsJsonObject().getJsonObject("error"))
        .isEqualTo(new JsonObject().put("status", 404).put("message", "Service not found"));
    for (String query : List.of("limit=0", "limit=51", "limit=x", "after=x", "after=1&before=2")) {
      assertThat(get("/v1/me/player/recently-played?" + query, token).statusCode())
          .as(query)
          .isEqualTo(400);
    }
  }

  // ---- recently played

  private static JsonObject recent(String query, String token) {
    HttpResponse<Buffer> response = get("/v1/me/player/recently-played?" + query, token);
    assertThat(response.statusCode()).isEqualTo(200);
    return response.bodyAsJsonObject();
  }

  private static List<String> playedAt(JsonObject page) {
    List<String> ends = new ArrayList<>();
    for (Object item : page.getJsonArray("items")) {
      ends.add(((JsonObject) item).getString("played_at"));
    }
    return ends;
  }

  /** The path and query of a page that is named by the address of the real host. */
  private static String next(JsonObject page) {
    String next = page.getString("next");
    if (next == null) {
      return null;
    }
    assertThat(next).startsWith("https://api.spotify.com/v1/me/player/recently-played?");
    return URI.create(next).getRawQuery();
  }

  @Test
  void recentlyPlayedTellsTheEndsOfTruePlaysSomeMinutesLate() throws Exception {
    String token = accessToken(9);
    Instant from = NOON.minus(Duration.ofDays(20));
    JsonArray truth =
        client
            .get("/control/plays")
            .addQueryParam("listener", "9")
            .addQueryParam("from", from.toString())
            .addQueryParam("to", NOON.toString())
            .rxSend()
            .blockingGet()
            .bodyAsJsonObject()
            .getJsonArray("items");
    List<Instant> ends = new ArrayList<>();
    for (Object each : truth) {
      var play = (JsonObject) each;
      Instant end = Instant.parse(play.getString("end"));
      if (play.getInteger("heard_ms") >= 30_000 && !end.isAfter(NOON.minusSeconds(300))) {
        ends.add(0, end);
      }
    }
    List<Instant> told = playedAt(recent("limit=50", token)).stream().map(Instant::parse).toList();
    assertThat(told).hasSize(50).isSortedAccordingTo((a, b) -> b.compareTo(a));
    // What ended within the last minutes may or may not be known yet; all else must be.
    assertThat(told).containsAll(ends.subList(0, 40));
  }

  @Test
  void pagesGoBackToTheFiftiethPlayAndNoFurther() throws Exception {
    String token = accessToken(10);
    List<String> all = playedAt(recent("limit=50", token));
    List<String> paged = new ArrayList<>();
    for (String query = "limit=20"; query != null; ) {
      JsonObject page = recent(query, token);
      paged.addAll(playedAt(page));
      query = next(page);
    }
    assertThat(paged).isEqualTo(all).hasSize(50);
  }

  @Test
  void afterACursorComesWhatIsNewer() throws Exception {
    String token = accessToken(10);
    List<String> all = playedAt(recent("limit=50", token));
    long tenth = Instant.parse(all.get(10)).toEpochMilli();
    JsonObject page = recent("limit=50&after=" + tenth, token);
    assertThat(playedAt(page)).isEqualTo(all.subList(0, 10));
    assertThat(page.getJsonObject("cursors").getString("after"))
        .isEqualTo(Long.toString(Instant.parse(all.get(0)).toEpochMilli()));

    JsonObject nothing = recent("after=" + NOON.toEpochMilli(), token);
    assertThat(nothing.getJsonArray("items")).isEmpty();
    assertThat(nothing.getValue("cursors")).isNull();
    assertThat(nothing.getValue("next")).isNull();
  }

  // ---- control

  @Test
  void controlSaysWhoIsListeningAndWhatIsWrongWithAQuestion() {
    JsonObject now = client.get("/control/now").rxSend().blockingGet().bodyAsJsonObject();
    assertThat(now.getInteger("playing")).isBetween(15, 100);
    assertThat(now.getJsonArray("items").size()).isGreaterThanOrEqualTo(now.getInteger("playing"));

    for (String uri :
        List.of(
            "/control/plays",
            "/control/plays?from=x&to=y",
            "/control/plays?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z",
            "/control/plays?listener=0&from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z",
            "/control/tracks?limit=100000")) {
      HttpResponse<Buffer> response = client.get(uri).rxSend().blockingGet();
      assertThat(response.statusCode()).as(uri).isEqualTo(400);
      assertThat(response.bodyAsJsonObject().getString("error")).as(uri).isNotBlank();
    }
    for (String body : List.of("", "[]", "{", "{\"track\":\"x\"}")) {
      assertThat(
              client
                  .post("/control/listeners/1/play")
                  .rxSendBuffer(Buffer.buffer(body))
                  .blockingGet()
                  .statusCode())
          .as(body)
          .isEqualTo(400);
    }
  }
}
