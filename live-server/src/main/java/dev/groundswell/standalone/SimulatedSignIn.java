package dev.groundswell.standalone;

import dev.groundswell.server.ServerConfig;
import dev.groundswell.server.ServerConfig.Listen;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.client.HttpRequest;
import io.vertx.rxjava3.ext.web.client.HttpResponse;
import io.vertx.rxjava3.ext.web.client.WebClient;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A simulated listener's way through signing in, as a browser would go it: the server's /login, the
 * simulator's consent, back to the server with the code.
 */
final class SimulatedSignIn {
  private static final long ANSWER_MS = 15_000;

  private final WebClient client;
  private final URI server;
  private final URI publicUrl;

  /**
   * @param server where the server listens on this machine
   * @param publicUrl what the server calls itself, and so where it sends browsers
   */
  SimulatedSignIn(WebClient client, URI server, URI publicUrl) {
    this.client = client;
    this.server = server;
    this.publicUrl = publicUrl;
  }

  static SimulatedSignIn of(Vertx vertx, ServerConfig settings) {
    WebClientOptions options =
        new WebClientOptions().setFollowRedirects(false).setConnectTimeout(5_000);
    return new SimulatedSignIn(
        WebClient.create(vertx, options), local(settings.listen()), settings.publicUrl());
  }

  private static URI local(Listen listen) {
    String host =
        switch (listen.host()) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "[::1]";
          default -> listen.host().contains(":") ? "[" + listen.host() + "]" : listen.host();
        };
    return URI.create("http://" + host + ":" + listen.port());
  }

  /** An answer that does not lead on. */
  static final class RefusedException extends Exception {
    private final Duration retryAfter;

    RefusedException(String step, int status, Duration retryAfter) {
      super(step + " answered " + status, null, false, false);
      this.retryAfter = retryAfter;
    }

    /** How long it asks to wait; zero where it does not say. */
    Duration retryAfter() {
      return retryAfter;
    }
  }

  /** Signs listener {@code number} in and joins the trends. */
  Completable signIn(int number) {
    Map<String, String> cookies = new TreeMap<>();
    MultiMap form =
        MultiMap.caseInsensitiveMultiMap()
            .add("trends", "join")
            .add("login_hint", Integer.toString(number));
    return request(HttpMethod.POST, server.resolve("/login"), cookies)
        .putHeader("Origin", publicUrl.toString())
        .rxSendForm(form)
        .flatMap(answer -> next("/login", server, answer, cookies))
        .flatMap(consent -> get("the simulator's consent", consent, new TreeMap<>()))
        .flatMap(callback -> get("the way back", home(callback), cookies))
        .ignoreElement();
  }

  /** The address of the server is not always what it calls itself: a proxy may stand before it. */
  private URI home(URI callback) {
    String query = callback.getRawQuery() == null ? "" : "?" + callback.getRawQuery();
    return server.resolve(callback.getRawPath() + query);
  }

  private Single<URI> get(String step, URI address, Map<String, String> cookies) {
    return request(HttpMethod.GET, address, cookies)
        .rxSend()
        .flatMap(answer -> next(step, address, answer, cookies));
  }

  private HttpRequest<Buffer> request(HttpMethod method, URI address, Map<String, String> cookies) {
    HttpRequest<Buffer> request = client.requestAbs(method, address.toString()).timeout(ANSWER_MS);
    if (!cookies.isEmpty()) {
      String all =
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; "));
      return request.putHeader("Cookie", all);
    }
    return request;
  }

  /** Where an answer leads, its cookies taken along. */
  private static Single<URI> next(
      String step, URI from, HttpResponse<Buffer> answer, Map<String, String> cookies) {
    for (String cookie : answer.cookies()) {
      String pair = cookie.split(";", 2)[0];
      int equals = pair.indexOf('=');
      if (equals > 0) {
        cookies.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    String location = answer.getHeader("Location");
    boolean redirect = answer.statusCode() >= 300 && answer.statusCode() < 400;
    return redirect && location != null
        ? Single.fromCallable(() -> from.resolve(location))
        : Single.error(
            new RefusedException(
                step, answer.statusCode(), retryAfter(answer.getHeader("Retry-After"))));
  }

  private static Duration retryAfter(@Nullable String seconds) {
    try {
      return seconds == null
          ? Duration.ZERO
          : Duration.ofSeconds(Math.min(120, Math.max(0, Long.parseLong(seconds))));
    } catch (NumberFormatException date) {
      return Duration.ZERO;
    }
  }
}
