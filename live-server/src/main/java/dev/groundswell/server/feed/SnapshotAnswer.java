package dev.groundswell.server.feed;

import io.vertx.rxjava3.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Answers a request with a snapshot as JSON, or with 304 where the client has it. */
public final class SnapshotAnswer {
  private SnapshotAnswer() {}

  /**
   * @param maxAge for how long anyone may keep it
   */
  public static void send(RoutingContext ctx, Snapshot snapshot, Duration maxAge) {
    var response = ctx.response().getDelegate();
    response
        .putHeader("ETag", snapshot.etag())
        .putHeader("Cache-Control", "public, max-age=" + maxAge.toSeconds())
        .putHeader("Vary", "Accept");
    if (!snapshot.id().isEmpty()) {
      response.putHeader("Last-Event-ID", snapshot.id());
    }
    if (has(ctx.request().getHeader("If-None-Match"), snapshot.etag())) {
      var unused = response.setStatusCode(304).end();
    } else {
      response.putHeader("Content-Type", "application/json");
      var unused = response.end(snapshot.payload());
    }
  }

  private static boolean has(@Nullable String ifNoneMatch, String etag) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(",", -1))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
  }
}
