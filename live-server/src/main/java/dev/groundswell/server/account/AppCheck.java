package dev.groundswell.server.account;

import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpClient;
import io.vertx.rxjava3.core.http.HttpClientResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether the provider takes the app's id and secret: it is asked for a token of the app itself
 * (client credentials), which is thrown away. Asked once in {@link #PAUSE} at most, however often
 * somebody presses the button; each answer is good for a verdict, so nothing here fails.
 */
public final class AppCheck {
  /** Between two questions. */
  public static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int BODY_LIMIT = 64 * 1024;

  /** What came of asking. */
  public enum Verdict {
    /** The provider gave a token. */
    ACCEPTED,
    /** It knows no such app, or the secret is another one. */
    REFUSED,
    /** It is asked too often. */
    TOO_MANY,
    /** Something answers that is no token endpoint. */
    NOT_AN_ENDPOINT,
    /** It has trouble of its own (5xx). */
    TROUBLE,
    /** There is no connection. */
    UNREACHABLE,
    /** There is no answer in time. */
    SILENT
  }

  /** A verdict, and when it was given. */
  public record Checked(Verdict verdict, Instant at) {}

  private final HttpClient http;
  private final URI endpoint;
  private final String authorization;
  private final Scheduler scheduler;
  private final Clock clock;
  private final AtomicReference<@Nullable Question> question = new AtomicReference<>();
  private volatile @Nullable Checked last;

  /** Whoever asks a moment later is told the same. */
  private record Question(Instant at, Single<Checked> answer) {}

  /**
   * @param accountsUrl root of the authorization server, without a slash at its end
   */
  public AppCheck(
      Vertx vertx, URI accountsUrl, String clientId, @Nullable String clientSecret, Clock clock) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) TIMEOUT.toMillis())
                .setKeepAlive(false));
    this.endpoint = URI.create(accountsUrl + "/api/token");
    String pair = clientId + ":" + (clientSecret == null ? "" : clientSecret);
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    this.scheduler = RxHelper.scheduler(vertx);
    this.clock = clock;
  }

  /** What the last question came to, null where nobody has asked. */
  public @Nullable Checked last() {
    return last;
  }

  /** Asks, unless that was done a moment ago; then what came of it. */
  public Single<Checked> ask() {
    Instant now = clock.instant();
    Question known =
        question.updateAndGet(
            before ->
                before != null && before.at().plus(PAUSE).isAfter(now)
                    ? before
                    : new Question(now, answer().cache()));
    return Objects.requireNonNull(known).answer();
  }

  private Single<Checked> answer() {
    return Single.defer(this::verdict)
        .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS, scheduler)
        .onErrorReturn(AppCheck::failure)
        .map(verdict -> new Checked(verdict, clock.instant()))
        .doOnSuccess(checked -> last = checked);
  }

  private Single<Verdict> verdict() {
    boolean ssl = "https".equals(endpoint.getScheme());
    return http.rxRequest(
            new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(ssl)
                .setHost(endpoint.getHost())
                .setPort(endpoint.getPort() >= 0 ? endpoint.getPort() : ssl ? 443 : 80)
                .setURI(endpoint.getRawPath())
                .setFollowRedirects(false)
                .putHeader("Authorization", authorization)
                .putHeader("Accept", "application/json")
                .putHeader("Content-Type", "application/x-www-form-urlencoded"))
        .flatMap(request -> request.rxSend("grant_type=client_credentials"))
        .flatMap(AppCheck::read);
  }

  private static Single<Verdict> read(HttpClientResponse response) {
    int status = response.statusCode();
    return response
        .toFlowable()
        .collect(Buffer::buffer, AppCheck::append)
        .map(body -> verdict(status, body));
  }

  private static void append(Buffer body, Buffer part) {
    if (body.length() < BODY_LIMIT) {
      body.appendBuffer(part, 0, Math.min(part.length(), BODY_LIMIT - body.length()));
    }
  }

  private static Verdict verdict(int status, Buffer body) {
    if (status == 429) {
      return Verdict.TOO_MANY;
    }
    if (status >= 500) {
      return Verdict.TROUBLE;
    }
    JsonObject answer = object(body);
    if (status == 200 && answer.containsKey("access_token")) {
      return Verdict.ACCEPTED;
    }
    return "invalid_client".equals(answer.getValue("error"))
        ? Verdict.REFUSED
        : Verdict.NOT_AN_ENDPOINT;
  }

  private static JsonObject object(Buffer body) {
    try {
      return body.toJsonValue() instanceof JsonObject object ? object : new JsonObject();
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }

  private static Verdict failure(Throwable e) {
    return e instanceof TimeoutException ? Verdict.SILENT : Verdict.UNREACHABLE;
  }
}
