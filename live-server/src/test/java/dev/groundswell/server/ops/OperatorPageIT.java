package dev.groundswell.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.server.account.Consents;
import dev.groundswell.server.audit.AuditView;
import dev.groundswell.server.ops.HealthCheck.Part;
import dev.groundswell.server.ops.HealthCheck.Status;
import dev.groundswell.server.poll.Breaker;
import dev.groundswell.server.poll.EndpointClass;
import dev.groundswell.server.poll.PollView;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.vertx.core.VertxOptions;
import io.vertx.rxjava3.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorPageIT {
  private static final Instant UNTIL = Instant.parse("2026-11-22T18:30:00Z");
  private static final Clock AT = Clock.fixed(UNTIL.minusSeconds(60), ZoneOffset.UTC);
  private static final PollView POLLING =
      new PollView(
          16,
          150,
          30,
          Duration.ofSeconds(30),
          List.of(
              new PollView.Endpoint("playback", 12, 49_000, 50_000, 2.5, UNTIL, "QUOTA_EXCEEDED"),
              new PollView.Endpoint("recently-played", 1, 100, null, 1, null, null)),
          Map.of("playing", 3),
          0,
          Duration.ofSeconds(4),
          Map.of("ok", 700, "timeout", 4, "<script>alert(1)</script>", 1));
  private static final Consents.Counts CONSENTS =
      new Consents.Counts(40, Map.of("30d", 7L, "7d", 2L, "1d", 1L), 5, 2);

  private final Metrics metrics = new Metrics();
  private final Vertx vertx = metrics.vertx(new VertxOptions());
  private final HealthChecks checks = new HealthChecks(Schedulers.computation());
  private int port;

  static OperatorPage page(HealthChecks checks, MeterRegistry meters, Overviews.Sources sources) {
    return new OperatorPage(
        new Overviews(true, checks, sources, meters, AT, Schedulers.computation()));
  }

  private void start(Overviews.Sources sources) {
    checks.register("database", () -> Single.just(Part.up()));
    port =
        ManagementServer.start(
                vertx,
                "127.0.0.1",
                0,
                checks,
                metrics.registry(),
                page(checks, metrics.registry(), sources),
                SetupPageIT.simulated(vertx))
            .blockingGet()
            .port();
  }

  private static final AuditView AUDIT =
      new AuditView(
          true,
          List.of(
              new AuditView.BoardLine(
                  "trends.tracks.5m", AuditView.State.RIGHT, Instant.EPOCH, null),
              new AuditView.BoardLine(
                  "trends.tracks.1h",
                  AuditView.State.DIFFERS,
                  Instant.EPOCH,
                  "item 7: plays shows 3, has to show 4")));

  @AfterEach
  void stop() {
    vertx.rxClose().blockingAwait();
    metrics.close();
  }

  private static Overviews.Sources everything() {
    return new Overviews.Sources(
        Single.just(POLLING),
        Single.just(Map.of("not_watched", 3L)),
        Single.just(CONSENTS),
        Single.just(
            List.of(
                new Breaker(EndpointClass.TOKENS, UNTIL, "QUOTA_EXCEEDED"),
                new Breaker(EndpointClass.PLAYBACK, UNTIL, "RATE_LIMITED"),
                new Breaker(EndpointClass.PROFILE, Instant.EPOCH, "RATE_LIMITED"))),
        Single.just(AUDIT));
  }

  @Test
  void thePageSaysHowEverythingStandsAndWhatToDo() throws Exception {
    start(everything());
    String page = get("/ops", "text/html,*/*").body();
    assertThat(page)
        .contains("120 of 150 calls used in the last 30 s")
        .contains("everybody is asked 2.5 times as seldom")
        .contains("Nothing of playback is asked until 22 Nov 18:30:00 UTC: QUOTA_EXCEEDED.")
        .contains("1,000")
        .contains("Look at this machine&#39;s network if it lasts.")
        .contains("end within 7 days</th><td class=\"n\">2<")
        .contains("not watched</th><td class=\"n\">3<")
        .contains("Nothing of token is asked until 22 Nov 18:30:00 UTC: QUOTA_EXCEEDED. Nobody")
        .contains("refused by Spotify</th><td class=\"n\">2<", "Add them to the app&#39;s list")
        .contains("Simulated")
        .contains("trends.tracks.1h</th><td class=\"bad\">differs<")
        .contains("item 7: plays shows 3, has to show 4")
        .doesNotContain("null<", "<script", "Nothing of me");
  }

  @Test
  void theSameIsThereAsJson() throws Exception {
    start(everything());
    HttpResponse<String> answer = get("/", "application/json");
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    JsonNode json = new ObjectMapper().readTree(answer.body());
    assertThat(json.at("/polling/endpoints/0/closed_for").asText()).isEqualTo("QUOTA_EXCEEDED");
    assertThat(json.at("/polling/listeners/playing").asInt()).isEqualTo(3);
    assertThat(json.at("/consents/ending/7d").asInt()).isEqualTo(2);
    assertThat(json.at("/audit/boards/1/state").asText()).isEqualTo("DIFFERS");
    assertThat(json.at("/gaps/not_watched").asInt()).isEqualTo(3);
    assertThat(json.at("/health/parts/database/status").asText()).isEqualTo("up");
  }

  @Test
  void nothingThatWasToldFromOutsideIsMarkup() throws Exception {
    checks.register(
        "<b>part</b>",
        () -> Single.just(new Part(Status.DEGRADED, Map.of("reason", "<img src=x>"))));
    start(everything());
    HttpResponse<String> answer = get("/", "text/html");
    assertThat(answer.body())
        .contains("&lt;b&gt;part&lt;/b&gt;", "&lt;img src=x&gt;")
        .doesNotContain("<b>part", "<img", "<script");
    assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("default-src 'none'; style-src 'sha256-");
  }

  @Test
  void whatIsAwayIsSaidAndDoesNotTakeTheRestWithIt() throws Exception {
    start(
        new Overviews.Sources(
            Single.never(),
            Single.error(new IllegalStateException("secret address")),
            Single.just(CONSENTS),
            Single.never(),
            Single.error(new IllegalStateException("secret address"))));
    assertThat(get("/", "*/*").body())
        .contains("The poller does not answer.", "The ledger does not answer.", "40")
        .doesNotContain("secret");
  }

  private HttpResponse<String> get(String path, String accept) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", accept)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
