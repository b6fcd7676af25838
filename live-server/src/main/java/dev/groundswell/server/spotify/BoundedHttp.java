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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one base URL, each with one answer, within bounds.
 *
 * <p>Redirects are not followed. Connections, waiting requests, time and the size of an answer are
 * bounded; an answer that exceeds them is cut off and its connection closed.
 */
final class BoundedHttp {
  /** No body may be larger; a page of 50 plays with all its trimmings has a fifth of it. */
  static final int BODY_LIMIT = 1 << 20;

  private final HttpClient http;
  private final SpotifyOptions options;
  private final ContextScheduler timers;
  private final String basePath;

  BoundedHttp(Vertx vertx, SpotifyOptions options) {
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
    this.timers = new ContextScheduler(vertx.getDelegate(), false);
    String path = options.base().getRawPath();
    this.basePath = path == null ? "" : path.replaceAll("/+$", "");
  }

  /** An answer of any status, whole. */
  record Received(int status, @Nullable String retryAfter, byte[] body) {}

  /** A form to be posted, already encoded. */
  Single<Received> post(String target, String form, @Nullable String authorization) {
    return Single.defer(() -> http.rxRequest(to(HttpMethod.POST, target)))
        .flatMap(request -> exchange(request, authorization, form));
  }

  Single<Received> get(String target, String authorization) {
    return Single.defer(() -> http.rxRequest(to(HttpMethod.GET, target)))
        .flatMap(request -> exchange(request, authorization, null));
  }

  private RequestOptions to(HttpMethod method, String target) {
    URI base = options.base();
    boolean ssl = "https".equals(base.getScheme());
    int port = base.getPort() >= 0 ? base.getPort() : ssl ? 443 : 80;
    return new RequestOptions()
        .setMethod(method)
        .setSsl(ssl)
        .setHost(base.getHost())
        .setPort(port)
        .setURI(basePath + target)
        .setFollowRedirects(false)
        .setConnectTimeout(options.connectTimeout().toMillis());
  }

  private Single<Received> exchange(
      HttpClientRequest request, @Nullable String authorization, @Nullable String form) {
    return Single.defer(() -> send(request, authorization, form))
        .flatMap(BoundedHttp::receive)
        .timeout(options.answerTimeout().toMillis(), TimeUnit.MILLISECONDS, timers)
        // The rest of an answer nobody waits for must not keep its connection busy.
        .doOnError(e -> request.getDelegate().reset())
        .doOnDispose(() -> request.getDelegate().reset());
  }

  private static Single<HttpClientResponse> send(
      HttpClientRequest request, @Nullable String authorization, @Nullable String form) {
    request.getDelegate().putHeader("Accept", "application/json");
    if (authorization != null) {
      request.getDelegate().putHeader("Authorization", authorization);
    }
    if (form == null) {
      return request.rxSend();
    }
    request.getDelegate().putHeader("Content-Type", "application/x-www-form-urlencoded");
    return request.rxSend(form);
  }

  private static Single<Received> receive(HttpClientResponse response) {
    return response
        .toFlowable()
        .collect(Buffer::buffer, BoundedHttp::append)
        .map(
            body ->
                new Received(
                    response.statusCode(), response.getHeader("Retry-After"), body.getBytes()));
  }

  private static void append(Buffer body, Buffer part) throws MalformedAnswerException {
    if (body.length() + part.length() > BODY_LIMIT) {
      throw new MalformedAnswerException("a body of more than " + BODY_LIMIT + " bytes");
    }
    body.appendBuffer(part);
  }

  /** What it means that no whole answer could be had, or none that can be read. */
  static <T> Answer<T> failure(Throwable e) {
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
