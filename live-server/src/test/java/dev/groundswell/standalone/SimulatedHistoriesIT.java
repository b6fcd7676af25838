package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.ServerConfig;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulated listeners bring their histories over HTTP, one after the other, each once. */
class SimulatedHistoriesIT {
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<String> brought = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger signIns = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private HttpServer server;
  private SimulatedSignIn signIn;

  @BeforeEach
  void start() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .rxListen(0, "127.0.0.1")
            .blockingGet();
    ServerConfig settings =
        ServerConfig.from(Map.of("PORT", Integer.toString(server.actualPort())));
    signIn = SimulatedSignIn.of(vertx, settings, number -> "UTC");
  }

  @AfterEach
  void stop() {
    vertx.rxClose().blockingAwait();
  }

  @Test
  void oneAfterTheOtherIsWaitedForWithTheSessionOfItsSignIn() {
    signIn.signIn(3).blockingAwait();
    bring(List.of(3, 1), 0);

    assertThat(brought).containsExactly("export of 3 by 3", "export of 1 by 1");
    assertThat(signIns).hasValue(2);
    assertThat(looks.get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void whoseHistoryIsInIsNotAskedAgainUnlessTheDatabaseIsAnother() {
    bring(List.of(2, 1), 0);
    brought.clear();
    bring(List.of(3, 2, 1), 2);
    assertThat(brought).containsExactly("export of 3 by 3");
    brought.clear();
    bring(List.of(2, 1), 0);
    assertThat(brought).hasSize(2);
  }

  @Test
  void aRefusalIsTriedAgainWithANewSession() {
    refusals.set(2);
    bring(List.of(7), 0);
    assertThat(brought).containsExactly("export of 7 by 7");
    assertThat(signIns).hasValue(3);
  }

  private void bring(List<Integer> numbers, long known) {
    URI here = URI.create("http://127.0.0.1:" + server.actualPort());
    SimulatedImport imports =
        new SimulatedImport(SimulatedSignIn.client(vertx), here, here, signIn);
    Completable all =
        new SimulatedHistories(
                Single.just(numbers),
                Single.just(known),
                imports::bring,
                new ConnectedListeners(folder.resolve("histories"), 1),
                new SplittableRandom(1))
            .bringAll();
    assertThat(all.blockingAwait(30, TimeUnit.SECONDS)).isTrue();
  }

  /** A server and a simulator in one: what they answer is what the way through both needs. */
  private void answer(HttpServerRequest request) {
    String path = request.path();
    if (path.equals("/login")) {
      request.setExpectMultipart(true).endHandler(end -> signIn(request));
    } else if (path.equals("/there")) {
      redirect(request, "/back");
    } else if (path.equals("/back")) {
      redirect(request, "/me");
    } else if (path.startsWith("/control/listeners/")) {
      assertThat(request.query()).isEqualTo("days=14");
      request.response().end("export of " + path.split("/", -1)[3]);
    } else if (path.equals("/api/v1/me/imports")) {
      request.bodyHandler(body -> take(request, body.toString()));
    } else {
      String state = looks.incrementAndGet() % 2 == 1 ? "running" : "done";
      request.response().end("{\"id\":\"i\",\"state\":\"" + state + "\"}");
    }
  }

  private void signIn(HttpServerRequest request) {
    signIns.incrementAndGet();
    String number = request.getFormAttribute("login_hint");
    request
        .response()
        .headers()
        .add("Set-Cookie", "session=" + number + "; Path=/")
        .add("Set-Cookie", "csrf=t; Path=/");
    redirect(request, "/there");
  }

  private void take(HttpServerRequest request, String body) {
    assertThat(request.getHeader("X-CSRF-Token")).isEqualTo("t");
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      request.response().setStatusCode(401).end();
      return;
    }
    String session = request.getHeader("Cookie").replaceFirst(".*session=(\\d+).*", "$1");
    brought.add(body + " by " + session);
    request.response().setStatusCode(202).end("{\"id\":\"i\"}");
  }

  private static void redirect(HttpServerRequest request, String location) {
    request.response().setStatusCode(303).putHeader("Location", location).end();
  }
}
