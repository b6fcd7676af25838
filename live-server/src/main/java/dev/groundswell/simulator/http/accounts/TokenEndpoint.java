package dev.groundswell.simulator.http.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.MultiMap;
import io.vertx.core.json.Json;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/token}: a code or a refresh token for an access token.
 *
 * <p>An app with a secret keeps its refresh token; one without is given another at each refresh,
 * which does not last longer. Any secret will do.
 */
final class TokenEndpoint {
  private final Tokens tokens;
  private final Codes codes;

  /** What Spotify answers; without a new refresh token the old one stays. */
  private record Reply(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("token_type") String tokenType,
      @JsonProperty("scope") String scope,
      @JsonProperty("expires_in") long expiresIn,
      @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("refresh_token")
          @Nullable String refreshToken) {}

  private record Refusal(
      @JsonProperty("error") String error, @JsonProperty("error_description") String description) {}

  /** The app that asks; {@code secret} is null where it has none. */
  private record Client(String id, @Nullable String secret) {}

  TokenEndpoint(Tokens tokens, Codes codes) {
    this.tokens = tokens;
    this.codes = codes;
  }

  void handle(RoutingContext context) {
    MultiMap form = context.request().formAttributes();
    Client client = client(context, form);
    String grantType = form.get("grant_type");
    if (client == null) {
      send(context, 400, new Refusal("invalid_client", "Invalid client"));
    } else if ("authorization_code".equals(grantType)) {
      exchange(context, form, client);
    } else if ("refresh_token".equals(grantType)) {
      refresh(context, form, client);
    } else {
      send(
          context,
          400,
          new Refusal(
              "unsupported_grant_type", "grant_type must be authorization_code or refresh_token"));
    }
  }

  private void exchange(RoutingContext context, MultiMap form, Client client) {
    String code = form.get("code");
    if (code == null) {
      send(context, 400, new Refusal("invalid_request", "code must be supplied"));
      return;
    }
    Codes.Granted granted = codes.take(code);
    if (granted == null || !granted.consent().clientId().equals(client.id())) {
      send(context, 400, new Refusal("invalid_grant", "Invalid authorization code"));
    } else if (!granted.redirectUri().equals(form.get("redirect_uri"))) {
      send(context, 400, new Refusal("invalid_grant", "Invalid redirect URI"));
    } else if (granted.challenge() == null && client.secret() == null) {
      send(context, 400, new Refusal("invalid_client", "Invalid client secret"));
    } else if (!verified(granted.challenge(), form.get("code_verifier"))) {
      send(context, 400, new Refusal("invalid_grant", "code_verifier was incorrect"));
    } else {
      Consent consent = granted.consent();
      send(context, 200, reply(consent, tokens.refresh(consent)));
    }
  }

  private void refresh(RoutingContext context, MultiMap form, Client client) {
    String token = form.get("refresh_token");
    if (token == null) {
      send(context, 400, new Refusal("invalid_request", "refresh_token must be supplied"));
      return;
    }
    Tokens.Claim claim = tokens.readRefresh(token);
    if (claim == null || !claim.consent().clientId().equals(client.id())) {
      send(context, 400, new Refusal("invalid_grant", "Invalid refresh token"));
    } else if (tokens.ended(claim)) {
      send(context, 400, new Refusal("invalid_grant", "Refresh token expired"));
    } else {
      String next = client.secret() == null ? tokens.refresh(claim) : null;
      send(context, 200, reply(claim.consent(), next));
    }
  }

  private Reply reply(Consent consent, @Nullable String refreshToken) {
    return new Reply(
        tokens.access(consent), "Bearer", consent.scope(), Tokens.ACCESS.toSeconds(), refreshToken);
  }

  private static @Nullable Client client(RoutingContext context, MultiMap form) {
    String header = context.request().getHeader("Authorization");
    if (header == null) {
      String id = form.get("client_id");
      return id == null ? null : new Client(id, form.get("client_secret"));
    }
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return null;
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 1 ? null : new Client(pair.substring(0, colon), pair.substring(colon + 1));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  /** Whether the one who brings the code is the one who asked for it (PKCE, S256). */
  private static boolean verified(@Nullable String challenge, @Nullable String verifier) {
    if (challenge == null) {
      return true;
    }
    if (verifier == null) {
      return false;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
      return expected.equals(challenge);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void send(RoutingContext context, int status, Object body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(Json.encodeToBuffer(body));
  }
}
