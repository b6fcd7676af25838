package dev.groundswell.server.feed;

import dev.groundswell.server.http.PublicAnswer;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.time.Duration;

/** Answers a request with a snapshot as JSON, and with the cursor behind which to go on. */
public final class SnapshotAnswer {
  private SnapshotAnswer() {}

  /**
   * @param maxAge for how long anyone may keep it
   */
  public static void send(RoutingContext ctx, Snapshot snapshot, Duration maxAge) {
    if (!snapshot.id().isEmpty()) {
      ctx.response().putHeader("Last-Event-ID", snapshot.id());
    }
    PublicAnswer.send(ctx, snapshot.payload(), snapshot.tag(), maxAge);
  }
}
