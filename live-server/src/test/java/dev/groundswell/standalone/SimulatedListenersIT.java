package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.ServerConfig;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.http.HttpMethod;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulated listeners sign in over HTTP as browsers would, a few at a time, each once. */
class SimulatedListenersIT {
  private static final int LISTENERS = 40;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Set<String> signedIn = ConcurrentHashMap.newKeySet();
  private final AtomicInteger logins = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .rxListen(0, "127.0.0.1")
            .blockingGet();
  }

  @AfterEach
  void stop() {
    vertx.rxClose().blockingAwait();
  }

  @Test
  void eachSignsInOnceAndJoinsTheTrends() {
    connect(0);
    assertThat(signedIn).hasSize(LISTENERS).contains("1", "40");
    assertThat(logins).hasValue(LISTENERS);
  }

  @Test
  void whoIsConnectedAlreadyIsNotAskedAgain() {
    connect(0);
    logins.set(0);
    connect(LISTENERS);
    assertThat(logins).hasValue(0);
  }

  @Test
  void aDatabaseThatKnowsNobodyIsFilledAnew() {
    connect(0);
    logins.set(0);
    connect(0);
    assertThat(logins).hasValue(LISTENERS);
  }

  @Test
  void aRefusalIsTriedAgain() {
    refusals.set(10);
    connect(0);
    assertThat(signedIn).hasSize(LISTENERS);
    assertThat(logins).hasValue(LISTENERS + 10);
  }

  private void connect(long known) {
    ServerConfig settings =
        ServerConfig.from(
            Map.of(
                "PORT",
                Integer.toString(server.actualPort()),
                "PUBLIC_URL",
                "https://trends.example.org"));
    SimulatedSignIn signIn = SimulatedSignIn.of(vertx, settings, number -> "UTC");
    ConnectedListeners connected = new ConnectedListeners(folder.resolve("connected"), 1);
    Completable all =
        new SimulatedListeners(
                Single.just(
                    IntStream.rangeClosed(1, LISTENERS)
                        .map(n -> LISTENERS + 1 - n)
                        .boxed()
                        .toList()),
                signIn::signIn,
                connected,
                Single.just(known),
                Completable.complete(),
                new SplittableRandom(1))
            .connectAll();
    assertThat(all.blockingAwait(30, TimeUnit.SECONDS)).isTrue();
    connected.save();
  }

  /** A server and a simulator in one: what they answer is what the way through both needs. */
  private void answer(HttpServerRequest request) {
    switch (request.path()) {
      case "/login" -> request.setExpectMultipart(true).endHandler(end -> login(request));
      case "/authorize" -> redirect(request, callback(request));
      case "/auth/spotify/callback" -> {
        assertThat(request.getHeader("Cookie")).isEqualTo("browser=" + request.getParam("state"));
        signedIn.add(request.getParam("state"));
        redirect(request, "/me");
      }
      default -> request.response().setStatusCode(404).end();
    }
  }

  private void login(HttpServerRequest request) {
    logins.incrementAndGet();
    String number = request.getFormAttribute("login_hint");
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      request.response().setStatusCode(503).end();
    } else if (request.method() != HttpMethod.POST
        || !"join".equals(request.getFormAttribute("trends"))
        || !"https://trends.example.org".equals(request.getHeader("Origin"))) {
      request.response().setStatusCode(400).end();
    } else {
      request.response().putHeader("Set-Cookie", "browser=" + number + "; HttpOnly; Path=/");
      redirect(request, "http://127.0.0.1:" + server.actualPort() + "/authorize?state=" + number);
    }
  }

  private static String callback(HttpServerRequest request) {
    return "https://trends.example.org/auth/spotify/callback?code=c&state="
        + request.getParam("state");
  }

  private static void redirect(HttpServerRequest request, String location) {
    request.response().setStatusCode(303).putHeader("Location", location).end();
  }
}
