package dev.groundswell.server.account;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The three cookies of this server, none of which leaves it. */
final class Cookies {
  /** Who is signed in; out of reach of scripts. */
  static final String SESSION = "session";

  /** What a script has to repeat in a header before it may write. */
  static final String CSRF = "csrf";

  /** Which browser began to sign in. */
  static final String SIGN_IN = "sign_in";

  private static final String SIGN_IN_PATH = "/auth";
  private static final int LONGEST = 200;

  private final boolean secure;

  Cookies(URI publicUrl) {
    this.secure = "https".equalsIgnoreCase(publicUrl.getScheme());
  }

  void setSession(RoutingContext ctx, String token, String csrf, Duration life) {
    set(ctx, cookie(SESSION, token, "/", life).setHttpOnly(true));
    set(ctx, cookie(CSRF, csrf, "/", life));
  }

  void clearSession(RoutingContext ctx) {
    set(ctx, cookie(SESSION, "", "/", Duration.ZERO).setHttpOnly(true));
    set(ctx, cookie(CSRF, "", "/", Duration.ZERO));
  }

  void setSignIn(RoutingContext ctx, String token, Duration life) {
    set(ctx, cookie(SIGN_IN, token, SIGN_IN_PATH, life).setHttpOnly(true));
  }

  void clearSignIn(RoutingContext ctx) {
    set(ctx, cookie(SIGN_IN, "", SIGN_IN_PATH, Duration.ZERO).setHttpOnly(true));
  }

  /** The value of a cookie the browser sent, null where it sent none that can be ours. */
  static @Nullable String get(RoutingContext ctx, String name) {
    Cookie cookie = ctx.request().getCookie(name);
    String value = cookie == null ? null : cookie.getValue();
    return value == null || value.isEmpty() || value.length() > LONGEST ? null : value;
  }

  private Cookie cookie(String name, String value, String path, Duration life) {
    return Cookie.cookie(name, value)
        .setPath(path)
        .setMaxAge(life.toSeconds())
        .setSecure(secure)
        .setSameSite(CookieSameSite.LAX);
  }

  private static void set(RoutingContext ctx, Cookie cookie) {
    var unused = ctx.response().addCookie(cookie);
  }
}
