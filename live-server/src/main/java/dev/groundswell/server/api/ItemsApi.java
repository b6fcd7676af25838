package dev.groundswell.server.api;

import dev.groundswell.events.Topic;
import dev.groundswell.server.feed.PortraitFeeds;
import dev.groundswell.server.feed.SnapshotAnswer;
import dev.groundswell.server.http.PublicReads;
import dev.groundswell.server.http.Query;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.time.Duration;

/** The portraits of single tracks, artists and genres as they are now. */
public final class ItemsApi {
  private static final String ROOT = "/api/v1/";
  private static final Duration MAX_AGE = Duration.ofSeconds(1);

  private final PortraitFeeds portraits;

  public ItemsApi(PortraitFeeds portraits) {
    this.portraits = portraits;
  }

  public void mount(Router router) {
    for (Topic.Kind kind : Topic.Kind.values()) {
      String path = ROOT + kind.word() + "/:id";
      PublicReads.allowFromAnywhere(router, path);
      router.get(path).handler(ctx -> send(ctx, kind));
    }
  }

  private void send(RoutingContext ctx, Topic.Kind kind) {
    Query.none(ctx);
    var unused =
        portraits
            .snapshot(kind, ctx.pathParam("id"))
            .subscribe(snapshot -> SnapshotAnswer.send(ctx, snapshot, MAX_AGE), ctx::fail);
  }
}
