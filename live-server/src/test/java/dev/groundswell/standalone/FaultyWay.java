package dev.groundswell.standalone;

import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpClient;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between the product and a Spotify-shaped server, and fails in turn. */
final class FaultyWay {
  /** How it fails. */
  enum Fault {
    NONE,
    LIMITED,
    SERVER_ERROR,
    HANG,
    BROKEN_JSON
  }

  private static final List<Fault> IN_TURN =
      List.of(
          Fault.NONE,
          Fault.LIMITED,
          Fault.NONE,
          Fault.SERVER_ERROR,
          Fault.NONE,
          Fault.HANG,
          Fault.NONE,
          Fault.BROKEN_JSON,
          Fault.NONE);

  /** Calls that were on their way when the refusal was told are no breach of it. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

  private final HttpClient client;
  private final URI target;
  private final Duration each;
  private final Map<String, Instant> refusedAt = new ConcurrentHashMap<>();
  private final Map<String, Instant> closedUntil = new ConcurrentHashMap<>();
  private final Set<String> authorizations = ConcurrentHashMap.newKeySet();
  private volatile Instant begun = Instant.ofEpochSecond(Integer.MAX_VALUE);
  final AtomicInteger calls = new AtomicInteger();
  final AtomicInteger answered = new AtomicInteger();
  final AtomicInteger breaches = new AtomicInteger();

  private FaultyWay(Vertx vertx, URI target, Duration length) {
    this.client = vertx.createHttpClient();
    this.target = target;
    this.each = length.dividedBy(IN_TURN.size());
  }

  /** A way to {@code target} that fails once {@link #begin} was called, for {@code length}. */
  static FaultyWay to(URI target, Vertx vertx, int port, Duration length) {
    FaultyWay way = new FaultyWay(vertx, target, length);
    var unused =
        vertx
            .createHttpServer()
            .requestHandler(way::take)
            .rxListen(port, "127.0.0.1")
            .blockingGet();
    return way;
  }

  void begin() {
    begun = Instant.now();
  }

  Fault now() {
    long since = Duration.between(begun, Instant.now()).toMillis();
    int turn = (int) Math.min(IN_TURN.size() - 1, since / each.toMillis());
    return since < 0 ? Fault.NONE : IN_TURN.get(turn);
  }

  /** The headers with which listeners were asked for. */
  Set<String> authorizations() {
    return authorizations;
  }

  private void take(HttpServerRequest request) {
    String endpoint = request.path().endsWith("recently-played") ? "history" : "playback";
    Instant now = Instant.now();
    calls.incrementAndGet();
    if (request.path().contains("/me/player")) {
      authorizations.add(String.valueOf(request.getHeader("Authorization")));
      Instant told = refusedAt.get(endpoint);
      if (told != null
          && now.isAfter(told.plus(ON_THE_WAY))
          && now.isBefore(closedUntil.get(endpoint))) {
        breaches.incrementAndGet();
        System.out.printf(
            "A call of %s came %d ms after the refusal, %d ms before Retry-After was over%n",
            endpoint,
            Duration.between(told, now).toMillis(),
            Duration.between(now, closedUntil.get(endpoint)).toMillis());
      }
    }
    switch (now()) {
      case NONE -> forward(request);
      case LIMITED -> limit(request, endpoint, now);
      case SERVER_ERROR -> request.response().setStatusCode(502).end();
      case HANG -> {}
      case BROKEN_JSON -> request.response().end("{\"items\":[{\"track\":{\"na");
    }
  }

  private void limit(HttpServerRequest request, String endpoint, Instant now) {
    Duration wait = each.multipliedBy(3).dividedBy(2);
    // The header has whole seconds, and the fraction that it cuts off is meant too.
    refusedAt.putIfAbsent(endpoint, now);
    closedUntil.putIfAbsent(endpoint, now.plus(wait));
    request
        .response()
        .setStatusCode(429)
        .putHeader("Retry-After", Long.toString(wait.toSeconds()))
        .end();
  }

  private void forward(HttpServerRequest request) {
    var unused =
        client
            .rxRequest(
                new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setHost(target.getHost())
                    .setPort(target.getPort())
                    .setURI(request.uri()))
            .flatMap(
                onward -> {
                  String authorization = request.getHeader("Authorization");
                  if (authorization != null) {
                    onward.putHeader("Authorization", authorization);
                  }
                  return onward.rxSend();
                })
            .flatMap(
                response ->
                    response.rxBody().flatMap(body -> answer(request, response.statusCode(), body)))
            .subscribe(done -> answered.incrementAndGet(), e -> request.connection().close());
  }

  private static Single<Boolean> answer(HttpServerRequest request, int status, Buffer body) {
    return request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .rxEnd(body)
        .toSingleDefault(true);
  }
}
