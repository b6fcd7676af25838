package dev.groundswell.server.spotify;

import dev.groundswell.server.spotify.AnswerReader.MalformedAnswerException;
import dev.groundswell.server.spotify.BoundedHttp.Received;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way to the token endpoint of Spotify's accounts service.
 *
 * <p>Each call makes one request and never fails: what goes wrong is an {@link Answer} too, {@link
 * Answer.Rejected} where the endpoint says what is wrong with the code or token.
 */
public final class TokenClient {
  private final BoundedHttp http;
  private final App app;
  private final Clock clock;

  /**
   * The app as Spotify knows it.
   *
   * @param secret null for a public client, which PKCE alone protects
   */
  public record App(String id, @Nullable String secret) {
    @Override
    public String toString() {
      return "App[]";
    }
  }

  public TokenClient(Vertx vertx, SpotifyOptions options, App app, Clock clock) {
    this.http = new BoundedHttp(vertx, options);
    this.app = app;
    this.clock = clock;
  }

  /** The tokens for a code. */
  public Single<Answer<TokenReply>> exchange(String code, String verifier, URI redirectUri) {
    return post(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "code_verifier",
            verifier,
            "redirect_uri",
            redirectUri.toString()));
  }

  /** The tokens for a refresh token. */
  public Single<Answer<TokenReply>> refresh(String refreshToken) {
    return post(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  /** A token of the app itself, which speaks for nobody. */
  public Single<Answer<TokenReply>> ofApp() {
    return post(Map.of("grant_type", "client_credentials"));
  }

  private Single<Answer<TokenReply>> post(Map<String, String> given) {
    Map<String, String> form = new TreeMap<>(given);
    if (app.secret() == null) {
      form.put("client_id", app.id());
    }
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return http.post("/api/token", body, authorization())
        .map(this::answer)
        .onErrorReturn(BoundedHttp::failure);
  }

  private @Nullable String authorization() {
    if (app.secret() == null) {
      return null;
    }
    byte[] pair = (app.id() + ":" + app.secret()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private Answer<TokenReply> answer(Received received) throws MalformedAnswerException {
    byte[] body = received.body();
    return switch (received.status()) {
      case 200 -> new Answer.Ok<>(AnswerReader.tokens(body));
      case 400, 401 -> new Answer.Rejected<>(AnswerReader.oauthError(body));
      case 429 ->
          new Answer.RateLimited<>(
              RetryAfter.of(received.retryAfter(), clock.instant()), AnswerReader.reason(body));
      default -> new Answer.ServerError<>(received.status());
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
