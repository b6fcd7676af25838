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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
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
  private final IntFunction<String> zoneOf;
  private final Map<Integer, Map<String, String>> sessions = new ConcurrentHashMap<>();

  /**
   * @param server where the server listens on this machine
   * @param publicUrl what the server calls itself, and so where it sends browsers
   * @param zoneOf the time zone of a listener's browser, by number from 1
   */
  SimulatedSignIn(WebClient client, URI server, URI publicUrl, IntFunction<String> zoneOf) {
    this.client = client;
    this.server = server;
    this.publicUrl = publicUrl;
    this.zoneOf = zoneOf;
  }

  static SimulatedSignIn of(Vertx vertx, ServerConfig settings, IntFunction<String> zoneOf) {
    return new SimulatedSignIn(
        client(vertx), local(settings.listen()), settings.publicUrl(), zoneOf);
  }

  /** A client that goes where it is told and nowhere else. */
  static WebClient client(Vertx vertx) {
    return WebClient.create(
        vertx, new WebClientOptions().setFollowRedirects(false).setConnectTimeout(5_000));
  }

  /** Where a server that listens like this is reached from the same machine. */
  static URI local(Listen listen) {
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
            .add("zone", zoneOf.apply(number))
            .add("login_hint", Integer.toString(number));
    return request(HttpMethod.POST, server.resolve("/login"), cookies)
        .putHeader("Origin", publicUrl.toString())
        .rxSendForm(form)
        .flatMap(answer -> next("/login", server, answer, cookies))
        .flatMap(consent -> get("the simulator's consent", consent, new TreeMap<>()))
        .flatMap(callback -> get("the way back", home(callback), cookies))
        .doOnSuccess(there -> sessions.put(number, cookies))
        .ignoreElement();
  }

  /** The cookies of listener {@code number}, who signs in where they have not. */
  Single<Map<String, String>> session(int number) {
    return Completable.defer(
            () -> sessions.containsKey(number) ? Completable.complete() : signIn(number))
        .andThen(Single.fromCallable(() -> Map.copyOf(sessions.getOrDefault(number, Map.of()))));
  }

  /** Drops a session that is needed no more, or no good. */
  void forget(int number) {
    sessions.remove(number);
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
      return request.putHeader("Cookie", header(cookies));
    }
    return request;
  }

  /** The value of a Cookie header. */
  static String header(Map<String, String> cookies) {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
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
        : Single.error(refused(step, answer));
  }

  /** What an answer that does not lead on is told as. */
  static RefusedException refused(String step, HttpResponse<Buffer> answer) {
    return new RefusedException(
        step, answer.statusCode(), retryAfter(answer.getHeader("Retry-After")));
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
