package dev.groundswell.server.ops;

import io.vertx.core.buffer.Buffer;
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
 * What the pages of this port have in common: one style that stands in the page itself, and a
 * policy that lets nothing else in; no script, nothing loaded.
 */
final class PlainPages {
  private static final String STYLE = "operator-page.css";

  private final String style = read(STYLE);
  private final String policy =
      "default-src 'none'; style-src 'sha256-"
          + hash(style)
          + "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  String style() {
    return style;
  }

  void show(RoutingContext ctx, String html) {
    ctx.response().putHeader("Content-Security-Policy", policy);
    end(ctx, "text/html; charset=utf-8", Buffer.buffer(html));
  }

  static void end(RoutingContext ctx, String type, Buffer body) {
    ctx.response()
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-store")
        .putHeader("Vary", "Accept")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin")
        .end(body);
  }

  private static String read(String resource) {
    try (InputStream stream =
        Objects.requireNonNull(PlainPages.class.getResourceAsStream(resource), resource)) {
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
