package dev.groundswell.server.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.server.ops.HealthChecks.Health;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.reactivex.rxjava3.disposables.Disposable;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;

/**
 * /health/live, /health/ready, /metrics, the operator's page and the setup page, on a port of their
 * own.
 *
 * <p>Live: the process answers. Ready: no part is down; the answer names every part. A degraded
 * server is ready: without Redis or the jobs it still collects and shows history.
 */
public final class ManagementServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;

  private ManagementServer(HttpServer server) {
    this.server = server;
  }

  public static Single<ManagementServer> start(
      Vertx vertx,
      String host,
      int port,
      HealthChecks checks,
      PrometheusMeterRegistry registry,
      OperatorPage page,
      SetupPage setup) {
    Router router = Router.router(vertx);
    page.mount(router);
    setup.mount(router);
    router.get("/health/live").handler(context -> send(context, 200, "{\"status\":\"up\"}"));
    router.get("/health/ready").handler(context -> ready(context, checks));
    router.get("/metrics").handler(context -> metrics(context, vertx, registry));
    return vertx
        .createHttpServer(new HttpServerOptions().setHost(host).setPort(port))
        .requestHandler(router)
        .rxListen()
        .map(ManagementServer::new);
  }

  private static void ready(RoutingContext context, HealthChecks checks) {
    CompositeDisposable asking = new CompositeDisposable();
    context.addEndHandler(end -> asking.dispose());
    var unused =
        checks
            .ask()
            .subscribe(
                health -> send(context, health.ready() ? 200 : 503, json(health)),
                context::fail,
                asking);
  }

  /** Walking all meters may take a moment, so not on the event loop. */
  private static void metrics(
      RoutingContext context, Vertx vertx, PrometheusMeterRegistry registry) {
    Disposable scraping =
        vertx
            .<String>rxExecuteBlocking(registry::scrape, false)
            .subscribe(text -> send(context, 200, PROMETHEUS, text), context::fail);
    context.addEndHandler(end -> scraping.dispose());
  }

  public int port() {
    return server.actualPort();
  }

  public Completable stop() {
    return server.rxClose();
  }

  private static String json(Health health) {
    try {
      return JSON.writeValueAsString(health);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(RoutingContext context, int status, String json) {
    send(context, status, "application/json", json);
  }

  private static void send(RoutingContext context, int status, String type, String body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-store")
        .end(body);
  }
}
