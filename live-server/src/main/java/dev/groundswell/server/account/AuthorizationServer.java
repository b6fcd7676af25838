package dev.groundswell.server.account;

import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.auth.User;
import io.vertx.rxjava3.ext.auth.oauth2.OAuth2Auth;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The provider's side of OAuth 2.0: where people consent, and where codes become tokens. */
public final class AuthorizationServer implements Grants {

  /**
   * @param accountsUrl root of the authorization server
   * @param clientSecret null for a public client, which PKCE alone protects
   * @param redirectUri where people come back to, exactly as registered
   */
  public record Options(
      URI accountsUrl, String clientId, @Nullable String clientSecret, URI redirectUri) {
    @Override
    public String toString() {
      return "Options[accountsUrl=" + accountsUrl + ", redirectUri=" + redirectUri + "]";
    }
  }

  private static final List<String> SCOPES =
      List.of(
          "user-read-playback-state", "user-read-currently-playing", "user-read-recently-played");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration USUAL_LIFE = Duration.ofHours(1);
  private static final Duration LONGEST_LIFE = Duration.ofDays(1);

  private final OAuth2Auth oauth;
  private final Options options;
  private final Scheduler scheduler;

  public AuthorizationServer(Vertx vertx, Options options) {
    this.options = options;
    this.scheduler = RxHelper.scheduler(vertx);
    this.oauth =
        OAuth2Auth.create(
            vertx,
            new OAuth2Options()
                .setSite(options.accountsUrl().toString())
                .setAuthorizationPath("/authorize")
                .setTokenPath("/api/token")
                .setClientId(options.clientId())
                .setClientSecret(options.clientSecret())
                .setHttpClientOptions(
                    new HttpClientOptions()
                        .setConnectTimeout((int) TIMEOUT.toMillis())
                        .setIdleTimeout((int) TIMEOUT.multipliedBy(3).toSeconds())));
  }

  /**
   * Where the browser is sent to consent.
   *
   * @param loginHint passed on; whom the person means to be, null where nobody said
   */
  String authorizeUrl(String state, String codeChallenge, @Nullable String loginHint) {
    var url =
        new OAuth2AuthorizationURL()
            .setRedirectUri(options.redirectUri().toString())
            .setScopes(SCOPES)
            .setState(state)
            .putAdditionalParameter("code_challenge", codeChallenge)
            .putAdditionalParameter("code_challenge_method", "S256");
    if (loginHint != null) {
      url.putAdditionalParameter("login_hint", loginHint);
    }
    return oauth.authorizeURL(url);
  }

  /** The tokens for a code. Errors as {@link #refresh}. */
  Single<Grant> exchange(String code, String verifier) {
    return granted(
        oauth.rxAuthenticate(
            new Oauth2Credentials()
                .setFlow(OAuth2FlowType.AUTH_CODE)
                .setCode(code)
                .setCodeVerifier(verifier)
                .setRedirectUri(options.redirectUri().toString())));
  }

  @Override
  public Single<Grant> refresh(String refreshToken) {
    return granted(
        oauth.rxRefresh(User.create(new JsonObject().put("refresh_token", refreshToken))));
  }

  private Single<Grant> granted(Single<User> answer) {
    return answer
        .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS, scheduler)
        .map(user -> grantOf(user.principal()))
        .onErrorResumeNext(error -> Single.error(told(error)));
  }

  private static Grant grantOf(JsonObject answer) {
    String accessToken = text(answer, "access_token");
    if (accessToken == null) {
      throw new IllegalStateException("the token endpoint gave no access_token");
    }
    String scope = text(answer, "scope");
    return new Grant(
        accessToken,
        lifeOf(answer),
        text(answer, "refresh_token"),
        scope == null ? String.join(" ", SCOPES) : scope);
  }

  private static Duration lifeOf(JsonObject answer) {
    if (!(answer.getValue("expires_in") instanceof Number seconds) || seconds.longValue() <= 0) {
      return USUAL_LIFE;
    }
    long most = LONGEST_LIFE.toSeconds();
    return Duration.ofSeconds(Math.min(seconds.longValue(), most));
  }

  private static @Nullable String text(JsonObject answer, String name) {
    return answer.getValue(name) instanceof String value && !value.isEmpty() ? value : null;
  }

  /** Vert.x tells an OAuth error by the beginning of its message only. */
  private static Throwable told(Throwable error) {
    String message = String.valueOf(error.getMessage());
    if (message.startsWith("invalid_grant")) {
      return new GrantRefusedException();
    }
    return message.startsWith("invalid_client") ? new AppRefusedException() : error;
  }
}
