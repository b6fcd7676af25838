package dev.groundswell.server.account;

import dev.groundswell.server.poll.Admission;
import dev.groundswell.server.poll.EndpointClass;
import dev.groundswell.server.spotify.Answer;
import dev.groundswell.server.spotify.TokenClient;
import dev.groundswell.server.spotify.TokenReply;
import io.reactivex.rxjava3.core.Single;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    TokenClient.App app() {
      return new TokenClient.App(clientId, clientSecret);
    }

    @Override
    public String toString() {
      return "Options[accountsUrl=" + accountsUrl + ", redirectUri=" + redirectUri + "]";
    }
  }

  private static final List<String> SCOPES =
      List.of(
          "user-read-playback-state", "user-read-currently-playing", "user-read-recently-played");
  private static final Duration USUAL_LIFE = Duration.ofHours(1);

  private final TokenClient tokens;
  private final Admission admission;
  private final Options options;

  public AuthorizationServer(TokenClient tokens, Admission admission, Options options) {
    this.tokens = tokens;
    this.admission = admission;
    this.options = options;
  }

  /**
   * Where the browser is sent to consent.
   *
   * @param loginHint passed on; whom the person means to be, null where nobody said
   */
  String authorizeUrl(String state, String codeChallenge, @Nullable String loginHint) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", options.clientId());
    query.put("redirect_uri", options.redirectUri().toString());
    query.put("scope", String.join(" ", SCOPES));
    query.put("state", state);
    query.put("code_challenge", codeChallenge);
    query.put("code_challenge_method", "S256");
    if (loginHint != null) {
      query.put("login_hint", loginHint);
    }
    return options.accountsUrl().toString().replaceAll("/+$", "")
        + "/authorize?"
        + query.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
  }

  /** The tokens for a code. Errors as {@link #refresh}. */
  Single<Grant> exchange(String code, String verifier) {
    return granted(tokens.exchange(code, verifier, options.redirectUri()));
  }

  @Override
  public Single<Grant> refresh(String refreshToken) {
    return granted(tokens.refresh(refreshToken));
  }

  private Single<Grant> granted(Single<Answer<TokenReply>> call) {
    return admission.ask(EndpointClass.TOKENS, call).map(AuthorizationServer::grantOf);
  }

  private static Grant grantOf(Answer<TokenReply> answer) {
    if (answer instanceof Answer.Ok<TokenReply> ok) {
      TokenReply reply = ok.value();
      Duration life = reply.expiresIn();
      String scope = reply.scope();
      return new Grant(
          reply.accessToken(),
          life == null ? USUAL_LIFE : life,
          reply.refreshToken(),
          scope == null ? String.join(" ", SCOPES) : scope);
    }
    if (answer instanceof Answer.Rejected<TokenReply> rejected) {
      if (rejected.error().equals("invalid_grant")) {
        throw new GrantRefusedException();
      }
      if (rejected.error().equals("invalid_client")) {
        throw new AppRefusedException();
      }
      // A short word, and never a secret.
      throw new IllegalStateException("the token endpoint says " + rejected.error());
    }
    throw new IllegalStateException("no tokens: " + answer.getClass().getSimpleName());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
