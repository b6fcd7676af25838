package dev.groundswell.server.http;

import io.vertx.core.Handler;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;

/**
 * What every answer tells the browser it may do: nothing but this server's own files, pictures from
 * anywhere, and no frame around it except where embedding is the purpose.
 */
public final class SecurityHeaders implements Handler<RoutingContext> {
  private final String policy;
  private final String embeddedPolicy;

  /**
   * @param accountsUrl where people sign in. Chromium applies {@code form-action} to the redirect
   *     that follows a form as well, so the sign-in form needs this host
   */
  public SecurityHeaders(URI accountsUrl) {
    String common =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: http: data:;"
            + " font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none';"
            + " form-action 'self' "
            + originOf(accountsUrl)
            + "; frame-ancestors ";
    this.policy = common + "'none'";
    this.embeddedPolicy = common + "*";
  }

  public void mount(Router router) {
    router.route().handler(this);
  }

  @Override
  public void handle(RoutingContext ctx) {
    String path = ctx.normalizedPath();
    boolean embedded = path.equals("/embed") || path.startsWith("/embed/");
    ctx.response()
        .putHeader("Content-Security-Policy", embedded ? embeddedPolicy : policy)
        .putHeader("X-Content-Type-Options", "nosniff")
        // Not no-referrer: a form would then send "Origin: null", and sign-in looks at the origin.
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    ctx.next();
  }

  /**
   * The scheme, host and, where it is not the usual one, port of a URL.
   *
   * @throws IllegalArgumentException where it has no scheme or host
   */
  public static String originOf(URI url) {
    if (url.getScheme() == null || url.getHost() == null) {
      throw new IllegalArgumentException("\"" + url + "\" has no scheme or no host");
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    String host = url.getHost().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    boolean named = url.getPort() != -1 && url.getPort() != usual;
    return scheme + "://" + host + (named ? ":" + url.getPort() : "");
  }
}
