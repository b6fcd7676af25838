package dev.groundswell.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.ext.web.client.HttpResponse;
import io.vertx.rxjava3.ext.web.client.WebClient;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A simulated listener's way of bringing a history: fetches their export from the simulator, sends
 * it to the server with the session of their sign-in, and looks now and then whether it is in.
 */
final class SimulatedImport {
  private static final int DAYS = 14;
  private static final long ANSWER_MS = 60_000;
  private static final long LOOK_EVERY_MS = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WebClient client;
  private final URI server;
  private final URI simulator;
  private final SimulatedSignIn signIn;

  /**
   * @param server where the server listens on this machine
   * @param simulator where the simulator does
   */
  SimulatedImport(WebClient client, URI server, URI simulator, SimulatedSignIn signIn) {
    this.client = client;
    this.server = server;
    this.simulator = simulator;
    this.signIn = signIn;
  }

  /** Completes when the history of this listener is in. */
  Completable bring(int number) {
    return signIn
        .session(number)
        .flatMapCompletable(
            cookies ->
                export(number)
                    .flatMap(file -> send(file, cookies))
                    .flatMapCompletable(id -> awaitEnd(id, cookies)))
        // A session may have ended; the next attempt begins with another.
        .doOnError(failure -> signIn.forget(number))
        .doOnComplete(() -> signIn.forget(number));
  }

  private Single<Buffer> export(int number) {
    URI address = simulator.resolve("/control/listeners/" + number + "/export?days=" + DAYS);
    return client
        .getAbs(address.toString())
        .timeout(ANSWER_MS)
        .rxSend()
        .map(answer -> expect("the simulator's export", 200, answer).bodyAsBuffer());
  }

  private Single<String> send(Buffer file, Map<String, String> cookies) {
    return client
        .postAbs(server.resolve("/api/v1/me/imports").toString())
        .timeout(ANSWER_MS)
        .putHeader("Cookie", SimulatedSignIn.header(cookies))
        .putHeader("X-CSRF-Token", cookies.getOrDefault("csrf", ""))
        .putHeader("Content-Type", "application/json")
        .rxSendBuffer(file)
        .map(answer -> field(expect("/api/v1/me/imports", 202, answer), "id"));
  }

  private Completable awaitEnd(String id, Map<String, String> cookies) {
    return client
        .getAbs(server.resolve("/api/v1/me/imports/" + id).toString())
        .timeout(ANSWER_MS)
        .putHeader("Cookie", SimulatedSignIn.header(cookies))
        .rxSend()
        .map(answer -> field(expect("/api/v1/me/imports/{id}", 200, answer), "state"))
        .repeatWhen(asked -> asked.delay(LOOK_EVERY_MS, TimeUnit.MILLISECONDS))
        .takeUntil(state -> !state.equals("running"))
        .lastOrError()
        .flatMapCompletable(
            state ->
                state.equals("done")
                    ? Completable.complete()
                    : Completable.error(new IllegalStateException("the import has " + state)));
  }

  private static HttpResponse<Buffer> expect(String step, int status, HttpResponse<Buffer> answer)
      throws SimulatedSignIn.RefusedException {
    if (answer.statusCode() != status) {
      throw SimulatedSignIn.refused(step, answer);
    }
    return answer;
  }

  private static String field(HttpResponse<Buffer> answer, String name) throws IOException {
    JsonNode body = JSON.readTree(answer.bodyAsBuffer().getBytes());
    return body.path(name).asText();
  }
}
