package dev.groundswell.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.time.Duration;

/**
 * An answer that is the same for everybody: JSON that caches may keep for a short while and clients
 * may ask for again by its tag, at the cost of a 304.
 */
public final class PublicAnswer {
  private PublicAnswer() {}

  /**
   * Answers with a record.
   *
   * @param maxAge for how long anyone may keep it
   */
  public static void send(RoutingContext ctx, Object value, Duration maxAge) {
    Buffer body = Json.encode(value);
    send(ctx, body, EntityTag.of(body.getBytes()), maxAge);
  }

  /**
   * Answers with JSON that is encoded already.
   *
   * @param tag that of {@code body}
   * @param maxAge for how long anyone may keep it
   */
  public static void send(RoutingContext ctx, Buffer body, EntityTag tag, Duration maxAge) {
    var response = ctx.response().getDelegate();
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .putHeader("ETag", tag.text())
        .putHeader("Cache-Control", "public, max-age=" + maxAge.toSeconds());
    if (tag.isKnownTo(ctx.request())) {
      var unused = response.setStatusCode(304).end();
    } else {
      var unused = response.putHeader("Content-Type", "application/json").end(body);
    }
  }
}
