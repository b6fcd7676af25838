package dev.groundswell.server.api;

import dev.groundswell.events.Topic;
import dev.groundswell.server.feed.FeedHub;
import dev.groundswell.server.feed.FeedQuery;
import dev.groundswell.server.feed.SnapshotAnswer;
import dev.groundswell.server.http.Problem;
import dev.groundswell.server.http.PublicReads;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The boards as they are now. */
public final class TrendsApi {
  private static final String ROOT = "/api/v1/trends";
  private static final Duration MAX_AGE = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final FeedHub hub;

  public TrendsApi(FeedHub hub) {
    this.hub = hub;
  }

  public void mount(Router router) {
    PublicReads.allowFromAnywhere(router, ROOT + "/*");
    for (Topic.Kind kind : Topic.Kind.values()) {
      router.get(ROOT + "/" + kind.word()).handler(ctx -> send(ctx, kind));
    }
    router.get(ROOT + "/*").handler(TrendsApi::nothing);
  }

  private void send(RoutingContext ctx, Topic.Kind kind) {
    FeedQuery query = FeedQuery.of(ctx, "window", "limit");
    Topic topic = new Topic(kind, query.window());
    SnapshotAnswer.send(
        ctx,
        hub.snapshot(topic, query.limit())
            .orElseThrow(
                () -> Problem.unavailable("Nothing was computed yet.", RETRY).asException()),
        MAX_AGE);
  }

  private static void nothing(RoutingContext ctx) {
    String known =
        Arrays.stream(Topic.Kind.values())
            .map(kind -> ROOT + "/" + kind.word())
            .collect(Collectors.joining(", "));
    throw Problem.notFound("There is no such board. There are " + known + ".").asException();
  }
}
