package dev.groundswell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.testing.SettableClock;
import io.reactivex.rxjava3.schedulers.TestScheduler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.client.HttpResponse;
import io.vertx.rxjava3.ext.web.client.WebClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** An app with a secret, a simulator it talks to, and a clock that both go by. */
final class App implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String REDIRECT = "https://app.example/callback";
  private static final String SCOPE =
      "user-read-playback-state user-read-recently-played playlist-read-private";

  private final SettableClock clock = new SettableClock(NOON);
  final TestScheduler scheduler = new TestScheduler();
  private final Vertx vertx = Vertx.vertx();
  private final Simulator simulator;
  final WebClient client;

  App(SimulatorOptions options) {
    simulator = Simulator.start(vertx, options.withPort(0), clock, scheduler).blockingGet();
    client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(simulator.port())
                .setFollowRedirects(false));
  }

  Instant now() {
    return clock.instant();
  }

  void at(Instant instant) {
    clock.set(instant);
  }

  void pass(Duration time) {
    clock.pass(time);
  }

  /** What is given to an app to which {@code listener} has agreed. */
  JsonObject signIn(int listener) {
    HttpResponse<Buffer> sent =
        client
            .get("/authorize")
            .addQueryParam("response_type", "code")
            .addQueryParam("client_id", "app")
            .addQueryParam("redirect_uri", REDIRECT)
            .addQueryParam("scope", SCOPE)
            .addQueryParam("login_hint", Integer.toString(listener))
            .rxSend()
            .blockingGet();
    String query = URI.create(sent.getHeader("Location")).getQuery();
    return token(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                query.substring("code=".length()),
                "redirect_uri",
                REDIRECT))
        .bodyAsJsonObject();
  }

  String accessToken(int listener) {
    return signIn(listener).getString("access_token");
  }

  HttpResponse<Buffer> refresh(JsonObject tokens) {
    return token(
        Map.of("grant_type", "refresh_token", "refresh_token", tokens.getString("refresh_token")));
  }

  private HttpResponse<Buffer> token(Map<String, String> form) {
    return client
        .post("/api/token")
        .basicAuthentication("app", "secret")
        .rxSendForm(MultiMap.caseInsensitiveMultiMap().addAll(form))
        .blockingGet();
  }

  HttpResponse<Buffer> get(String uri, String token) {
    return client.get(uri).bearerTokenAuthentication(token).rxSend().blockingGet();
  }

  JsonObject json(String uri, String token) {
    HttpResponse<Buffer> response = get(uri, token);
    assertThat(response.statusCode()).as(uri).isEqualTo(200);
    return response.bodyAsJsonObject();
  }

  JsonObject control(String uri) {
    return client.get(uri).rxSend().blockingGet().bodyAsJsonObject();
  }

  JsonArray listed(String uri) {
    return control(uri).getJsonArray("items");
  }

  JsonObject order(String uri, JsonObject body) {
    HttpResponse<Buffer> response = client.post(uri).rxSendJsonObject(body).blockingGet();
    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
    return response.bodyAsJsonObject();
  }

  JsonObject delete(String uri) {
    return client.request(HttpMethod.DELETE, uri).rxSend().blockingGet().bodyAsJsonObject();
  }

  @Override
  public void close() {
    simulator.stop().andThen(vertx.rxClose()).blockingAwait();
  }
}
