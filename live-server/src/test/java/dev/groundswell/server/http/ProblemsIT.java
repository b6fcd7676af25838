package dev.groundswell.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.ledger.LedgerUnavailableException;
import dev.groundswell.testing.SettableClock;
import dev.groundswell.testing.TestVertx;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.ext.web.Router;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProblemsIT {
  record Sample(String name) {}

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final SettableClock CLOCK = new SettableClock(Instant.EPOCH);
  private static HttpServer server;

  @BeforeAll
  static void start() {
    Router router = Router.router(TestVertx.shared());
    new Problems(new SplittableRandom(1)).mount(router);
    new SecurityHeaders(URI.create("https://accounts.example:443/")).mount(router);
    var limits = new RateLimits(new ClientAddress(List.of("127.0.0.1")), CLOCK);
    router
        .get("/api/known")
        .handler(
            ctx -> {
              throw Problem.badValue("limit", "Send 5 or 10.").asException();
            });
    router
        .get("/api/later")
        .handler(
            ctx -> ctx.fail(Problem.unavailable("Away.", Duration.ofMillis(1_200)).asException()));
    router
        .get("/api/broken")
        .handler(
            ctx -> {
              throw new IllegalStateException("password=hunter2");
            });
    router.get("/api/refused").handler(ctx -> ctx.fail(new ConnectException("refused")));
    router
        .get("/api/ledger")
        .handler(
            ctx -> ctx.fail(new LedgerUnavailableException("away", new IllegalStateException())));
    router.get("/api/things/:id").handler(ctx -> ctx.response().end("thing"));
    router.delete("/api/things/:id").handler(ctx -> ctx.response().end("gone"));
    router
        .put("/api/body")
        .handler(Bodies.small())
        .handler(ctx -> Json.send(ctx, 200, Json.body(ctx, Sample.class)));
    router
        .get("/api/limited")
        .handler(limits.limit(3, Duration.ofMinutes(1)))
        .handler(ctx -> ctx.response().end("in"));
    router.get("/embed/x").handler(ctx -> ctx.response().end());
    server =
        TestVertx.shared()
            .createHttpServer()
            .requestHandler(router)
            .rxListen(0, "127.0.0.1")
            .blockingGet();
  }

  @AfterAll
  static void stop() {
    server.rxClose().blockingAwait();
  }

  @Test
  void aKnownProblemNamesTheField() {
    var answer = get("/api/known");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"/problems/bad-value\",\"title\":\"Bad value\",\"status\":400,"
                + "\"detail\":\"Send 5 or 10.\",\"field\":\"limit\"}");
  }

  @Test
  void retryAfterIsRoundedUpToSeconds() {
    var answer = get("/api/later");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).contains("2");
    assertThat(answer.body()).doesNotContain("retry");
  }

  @Test
  void anUnforeseenErrorTellsAReferenceAndNothingElse() {
    var answer = get("/api/broken");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).containsPattern("reference [0-9a-f]{8}").doesNotContain("hunter2");
  }

  @Test
  void anOutageIs503WithRetryAfter() {
    for (String path : List.of("/api/refused", "/api/ledger")) {
      var answer = get(path);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }
  }

  @Test
  void nothingThereIs404AsAProblem() {
    var answer = get("/api/nothing");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"status\":404");
  }

  @Test
  void aMethodThatIsNotTakenIs405WithThoseThatAre() {
    var answer = send("/api/things/7", request -> request.PUT(BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains("DELETE, GET");
    assertThat(answer.body()).contains("\"status\":405");
  }

  @Test
  void aBodyThatIsTooLargeIs413() {
    var answer = put("x".repeat(70_000), "application/json");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("\"status\":413");
  }

  @Test
  void aBodyOfAnotherKindIs415() {
    assertThat(put("{}", "text/plain").statusCode()).isEqualTo(415);
    assertThat(put("{}", "application/json; charset=utf-8").statusCode()).isEqualTo(200);
  }

  @Test
  void aBrowserThatAsksForAPageGetsOne() {
    var answer = accepting("text/html,*/*;q=0.8", "/nothing%3Cb%3E");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(answer.body()).contains("<h1>Not found</h1>").doesNotContain("<b>");
    assertThat(accepting("text/html", "/api/nothing").body()).startsWith("{");
  }

  @Test
  void everyAnswerCarriesThePolicy() {
    var headers = get("/api/nothing").headers();

    assertThat(headers.firstValue("content-security-policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'")
                    .contains("form-action 'self' https://accounts.example;")
                    .endsWith("frame-ancestors 'none'"));
    assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
    assertThat(headers.firstValue("cross-origin-opener-policy")).contains("same-origin");
    assertThat(get("/embed/x").headers().firstValue("content-security-policy").orElse(""))
        .endsWith("frame-ancestors *");
  }

  @Test
  void limitsCountPerClientBehindTheProxy() {
    for (int i = 0; i < 3; i++) {
      assertThat(limited("198.51.100.1").statusCode()).isEqualTo(200);
    }
    var refused = limited("198.51.100.1");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).contains("20");
    assertThat(limited("198.51.100.2").statusCode()).isEqualTo(200);

    CLOCK.pass(Duration.ofSeconds(20));
    assertThat(limited("198.51.100.1").statusCode()).isEqualTo(200);
    assertThat(limited("198.51.100.1").statusCode()).isEqualTo(429);
  }

  private static HttpResponse<String> limited(String client) {
    return send("/api/limited", request -> request.header("X-Forwarded-For", client));
  }

  private static HttpResponse<String> get(String path) {
    return send(path, request -> request.header("Accept", "application/json"));
  }

  private static HttpResponse<String> put(String body, String type) {
    return send(
        "/api/body",
        request -> request.header("Content-Type", type).PUT(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> accepting(String accept, String path) {
    return send(path, request -> request.header("Accept", accept));
  }

  private static HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> how) {
    URI url = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    return HTTP.sendAsync(
            how.apply(HttpRequest.newBuilder(url)).build(), HttpResponse.BodyHandlers.ofString())
        .join();
  }
}
