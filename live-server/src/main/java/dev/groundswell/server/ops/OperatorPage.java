package dev.groundswell.server.ops;

import dev.groundswell.server.http.Json;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * The page of the person who hosts this, at {@code /} and {@code /ops} of the management port: how
 * everything stands, and what to do about what is wrong. With {@code Accept: application/json} the
 * same as JSON.
 */
public final class OperatorPage {
  private static final String STYLE = "operator-page.css";

  private final Overviews overviews;
  private final String style;
  private final String policy;

  public OperatorPage(Overviews overviews) {
    this.overviews = overviews;
    this.style = read(STYLE);
    this.policy =
        "default-src 'none'; style-src 'sha256-"
            + hash(style)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  void mount(Router router) {
    router.get("/").handler(this::show);
    router.get("/ops").handler(this::show);
  }

  private void show(RoutingContext ctx) {
    CompositeDisposable asking = new CompositeDisposable();
    ctx.addEndHandler(end -> asking.dispose());
    var unused = overviews.now().subscribe(overview -> answer(ctx, overview), ctx::fail, asking);
  }

  private void answer(RoutingContext ctx, Overview overview) {
    if (wantsJson(ctx)) {
      end(ctx, "application/json", Json.encode(overview));
      return;
    }
    ctx.response().putHeader("Content-Security-Policy", policy);
    end(ctx, "text/html; charset=utf-8", Buffer.buffer(OverviewHtml.of(overview, style)));
  }

  private static boolean wantsJson(RoutingContext ctx) {
    String accept = Objects.requireNonNullElse(ctx.request().getHeader("Accept"), "");
    return accept.contains("application/json") && !accept.contains("text/html");
  }

  private static void end(RoutingContext ctx, String type, Buffer body) {
    ctx.response()
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-store")
        .putHeader("Vary", "Accept")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .end(body);
  }

  private static String read(String resource) {
    try (InputStream stream =
        Objects.requireNonNull(OperatorPage.class.getResourceAsStream(resource), resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
