package dev.groundswell.server.account;

import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import io.vertx.rxjava3.ext.web.handler.BodyHandler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth provider over real HTTP, strict where the standard is: codes are good once, the PKCE
 * verifier has to fit, the redirect URI has to be the one the code was given for.
 */
final class FakeProvider {
  private record Consent(String person, String challenge, String redirectUri) {}

  private final HttpServer server;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<String, Consent> codes = new ConcurrentHashMap<>();
  private final Map<String, String> people = new ConcurrentHashMap<>();
  private final Map<String, String> refreshed = new ConcurrentHashMap<>();

  /** Who consents where nobody hints at somebody. */
  volatile String person = "ada";

  volatile boolean denies;
  volatile int profileStatus = 200;
  volatile int tokenStatus = 200;
  volatile String retryAfter = "7200";
  final AtomicInteger tokenCalls = new AtomicInteger();
  final AtomicInteger profileCalls = new AtomicInteger();

  /** What the token endpoint says where it refuses. */
  volatile String tokenError = "server_error";

  /** What the profile endpoint answers instead of JSON where it refuses. */
  volatile @Nullable String profileText;

  FakeProvider(Vertx vertx) {
    Router router = Router.router(vertx);
    router.get("/authorize").handler(this::authorize);
    router.post("/api/token").handler(BodyHandler.create(false)).handler(this::token);
    router.get("/v1/me").handler(this::me);
    server = vertx.createHttpServer().requestHandler(router).rxListen(0, "127.0.0.1").blockingGet();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  void close() {
    server.rxClose().blockingAwait();
  }

  private void authorize(RoutingContext ctx) {
    var query = ctx.queryParams();
    if (!"code".equals(query.get("response_type"))
        || !"client".equals(query.get("client_id"))
        || !"S256".equals(query.get("code_challenge_method"))) {
      ctx.response().setStatusCode(400).end();
      return;
    }
    String answer;
    if (denies) {
      answer = "error=access_denied";
    } else {
      String code = "code-" + numbers.incrementAndGet();
      String hint = query.get("login_hint");
      codes.put(
          code,
          new Consent(
              hint == null ? person : hint,
              query.get("code_challenge"),
              query.get("redirect_uri")));
      answer = "code=" + code;
    }
    String location = query.get("redirect_uri") + "?" + answer + "&state=" + query.get("state");
    ctx.response().setStatusCode(302).putHeader("Location", location).end();
  }

  private void token(RoutingContext ctx) {
    var form = ctx.request().formAttributes();
    tokenCalls.incrementAndGet();
    if (tokenStatus != 200) {
      answer(ctx, tokenStatus, new JsonObject().put("error", tokenError));
      return;
    }
    if ("client_credentials".equals(form.get("grant_type"))) {
      answer(ctx, 200, new JsonObject().put("access_token", "app-secret").put("expires_in", 3600));
      return;
    }
    String renewing = refreshed.get(String.valueOf(form.get("refresh_token")));
    if (renewing != null && "refresh_token".equals(form.get("grant_type"))) {
      give(ctx, renewing);
      return;
    }
    Consent consent = codes.remove(String.valueOf(form.get("code")));
    boolean fits =
        consent != null
            && consent.redirectUri().equals(form.get("redirect_uri"))
            && consent.challenge().equals(s256(form.get("code_verifier")))
            && "authorization_code".equals(form.get("grant_type"));
    if (!fits) {
      answer(ctx, 400, new JsonObject().put("error", "invalid_grant"));
      return;
    }
    give(ctx, consent.person());
  }

  private void give(RoutingContext ctx, String who) {
    String accessToken = "access-secret-" + numbers.incrementAndGet();
    String refreshToken = "refresh-secret-" + numbers.incrementAndGet();
    people.put(accessToken, who);
    refreshed.put(refreshToken, who);
    answer(
        ctx,
        200,
        new JsonObject()
            .put("access_token", accessToken)
            .put("token_type", "Bearer")
            .put("scope", "user-read-playback-state")
            .put("expires_in", 3600)
            .put("refresh_token", refreshToken));
  }

  private void me(RoutingContext ctx) {
    profileCalls.incrementAndGet();
    String authorization = String.valueOf(ctx.request().getHeader("Authorization"));
    String who = people.get(authorization.replaceFirst("^Bearer ", ""));
    if (profileText != null) {
      ctx.response().setStatusCode(profileStatus).end(profileText);
      return;
    }
    if (profileStatus != 200 || who == null) {
      answer(
          ctx,
          who == null ? 401 : profileStatus,
          new JsonObject().put("error", new JsonObject().put("reason", "QUOTA_EXCEEDED")));
      return;
    }
    answer(ctx, 200, new JsonObject().put("id", who).put("display_name", "Name of " + who));
  }

  private void answer(RoutingContext ctx, int status, JsonObject body) {
    if (status == 429) {
      ctx.response().putHeader("Retry-After", retryAfter);
    }
    ctx.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.encode());
  }

  private static String s256(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
