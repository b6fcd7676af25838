package dev.groundswell.server.spotify;

import dev.groundswell.server.spotify.AnswerReader.MalformedAnswerException;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.rxjava3.ContextScheduler;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpClient;
import io.vertx.rxjava3.core.http.HttpClientRequest;
import io.vertx.rxjava3.core.http.HttpClientResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The way to Spotify over HTTP.
 *
 * <p>Every request goes to the base URL: redirects are not followed, and of what an answer links to
 * only cursors are used. Connections, waiting requests, time and the size of an answer are bounded;
 * an answer that exceeds them is cut off and its connection closed.
 */
public final class SpotifyClient implements SpotifyApi {
  /** No body may be larger; a page of 50 plays with all its trimmings has a fifth of it. */
  static final int BODY_LIMIT = 1 << 20;

  private final HttpClient http;
  private final SpotifyOptions options;
  private final Clock clock;
  private final ContextScheduler timers;
  private final String basePath;

  public SpotifyClient(Vertx vertx, SpotifyOptions options, Clock clock) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) options.connectTimeout().toMillis())
                .setDecompressionSupported(true)
                .setKeepAliveTimeout(30),
            new PoolOptions()
                .setHttp1MaxSize(options.connections())
                .setMaxWaitQueueSize(options.waiting()));
    this.options = options;
    this.clock = clock;
    this.timers = new ContextScheduler(vertx.getDelegate(), false);
    String path = options.api().getRawPath();
    this.basePath = path == null ? "" : path.replaceAll("/+$", "");
  }

  @Override
  public Single<Answer<Playback>> playbackState(String accessToken) {
    return get("/me/player?additional_types=track,episode", accessToken, AnswerReader::playback);
  }

  @Override
  public Single<Answer<Playback>> currentlyPlaying(String accessToken) {
    return get(
        "/me/player/currently-playing?additional_types=track,episode",
        accessToken,
        AnswerReader::playback);
  }

  @Override
  public Single<Answer<PlayHistory>> recentlyPlayed(String accessToken, @Nullable Instant before) {
    String cursor = before == null ? "" : "&before=" + before.toEpochMilli();
    return get(
        "/me/player/recently-played?limit=" + AnswerReader.PAGE + cursor,
        accessToken,
        AnswerReader::history);
  }

  @Override
  public Single<Answer<Profile>> me(String accessToken) {
    return get("/me", accessToken, AnswerReader::profile);
  }

  /** Reads a body of status 200. */
  private interface Reader<T> {
    T read(byte[] body) throws MalformedAnswerException;
  }

  private record Received(HttpClientResponse response, byte[] body) {}

  private <T> Single<Answer<T>> get(String target, String accessToken, Reader<T> reader) {
    return Single.defer(() -> http.rxRequest(to(target)))
        .flatMap(request -> exchange(request, accessToken))
        .map(received -> answer(received, reader))
        .onErrorReturn(SpotifyClient::failure);
  }

  private RequestOptions to(String target) {
    URI api = options.api();
    boolean ssl = "https".equals(api.getScheme());
    int port = api.getPort() >= 0 ? api.getPort() : ssl ? 443 : 80;
    return new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setSsl(ssl)
        .setHost(api.getHost())
        .setPort(port)
        .setURI(basePath + target)
        .setFollowRedirects(false)
        .setConnectTimeout(options.connectTimeout().toMillis());
  }

  private Single<Received> exchange(HttpClientRequest request, String accessToken) {
    return Single.defer(
            () -> {
              request.getDelegate().putHeader("Accept", "application/json");
              request.getDelegate().putHeader("Authorization", "Bearer " + accessToken);
              return request.rxSend();
            })
        .flatMap(SpotifyClient::receive)
        .timeout(options.answerTimeout().toMillis(), TimeUnit.MILLISECONDS, timers)
        // The rest of an answer nobody waits for must not keep its connection busy.
        .doOnError(e -> request.getDelegate().reset())
        .doOnDispose(() -> request.getDelegate().reset());
  }

  private static Single<Received> receive(HttpClientResponse response) {
    return response
        .toFlowable()
        .collect(Buffer::buffer, SpotifyClient::append)
        .map(body -> new Received(response, body.getBytes()));
  }

  private static void append(Buffer body, Buffer part) throws MalformedAnswerException {
    if (body.length() + part.length() > BODY_LIMIT) {
      throw new MalformedAnswerException("a body of more than " + BODY_LIMIT + " bytes");
    }
    body.appendBuffer(part);
  }

  private <T> Answer<T> answer(Received received, Reader<T> reader)
      throws MalformedAnswerException {
    byte[] body = received.body();
    int status = received.response().statusCode();
    return switch (status) {
      case 200 -> body.length == 0 ? new Answer.NoContent<>() : new Answer.Ok<>(reader.read(body));
      case 204 -> new Answer.NoContent<>();
      case 401 -> new Answer.Unauthorized<>();
      case 403 -> new Answer.Forbidden<>(AnswerReader.message(body));
      case 429 ->
          new Answer.RateLimited<>(
              RetryAfter.of(received.response().getHeader("Retry-After"), clock.instant()),
              AnswerReader.reason(body));
      default -> new Answer.ServerError<>(status);
    };
  }

  private static <T> Answer<T> failure(Throwable e) {
    if (e instanceof MalformedAnswerException) {
      return new Answer.Malformed<>(String.valueOf(e.getMessage()));
    }
    if (e instanceof TimeoutException) {
      return new Answer.TimedOut<>();
    }
    // The class tells what broke (refused, reset, queue full); messages may hold addresses.
    return new Answer.Unreachable<>(e.getClass().getSimpleName());
  }
}
