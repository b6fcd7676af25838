package dev.groundswell.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.ops.HealthCheck.Part;
import dev.groundswell.server.ops.HealthCheck.Status;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.vertx.core.VertxOptions;
import io.vertx.rxjava3.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The management port: live as soon as it answers, ready unless a part is down. */
class HealthIT {
  private final Metrics metrics = new Metrics();
  private final Vertx vertx = metrics.vertx(new VertxOptions());
  private final HealthChecks checks = new HealthChecks(Schedulers.computation());
  private final Overviews.Sources sources =
      new Overviews.Sources(
          Single.never(), Single.never(), Single.never(), Single.never(), Single.never());
  private ManagementServer server;

  @BeforeEach
  void start() {
    server =
        ManagementServer.start(
                vertx,
                "127.0.0.1",
                0,
                checks,
                metrics.registry(),
                OperatorPageIT.page(checks, metrics.registry(), sources),
                SetupPageIT.simulated(vertx))
            .blockingGet();
  }

  @AfterEach
  void stop() {
    vertx.rxClose().blockingAwait();
    metrics.close();
  }

  @Test
  void withoutAnyPartItIsLiveAndNotReady() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void aDegradedPartIsSaidAndLeavesItReady() throws Exception {
    checks.register("database", () -> Single.just(Part.up()));
    checks.register("jobs", () -> Single.just(new Part(Status.DEGRADED, Map.of("age_ms", 9000))));
    HttpResponse<String> answer = get("/health/ready");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"degraded\",\"parts\":{\"database\":{\"status\":\"up\"},"
                + "\"jobs\":{\"status\":\"degraded\",\"age_ms\":9000}}}");
  }

  @Test
  void aPartThatFailsOrDoesNotAnswerIsDown() throws Exception {
    checks.register("database", () -> Single.error(new IllegalStateException("secret address")));
    checks.register("silent", Single::never);
    HttpResponse<String> answer = get("/health/ready");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("\"reason\":\"IllegalStateException\"", "\"reason\":\"no answer within 2 s\"")
        .doesNotContain("secret");
  }

  @Test
  void metricsTellOfTheJvmAndOfRequests() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/metrics").body())
        .contains("jvm_memory_used_bytes", "vertx_http_server_requests_total");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
