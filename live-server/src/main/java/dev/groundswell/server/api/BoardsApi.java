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
import java.util.List;
import java.util.stream.Collectors;

/** The boards as they are now. */
public final class BoardsApi {
  private static final String ROOT = "/api/v1/";
  private static final String TRENDS = ROOT + "trends";
  private static final String RISING = ROOT + "rising";
  private static final String LISTENING = ROOT + "listening";
  private static final Duration MAX_AGE = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final FeedHub hub;

  public BoardsApi(FeedHub hub) {
    this.hub = hub;
  }

  public void mount(Router router) {
    PublicReads.allowFromAnywhere(router, TRENDS + "/*");
    PublicReads.allowFromAnywhere(router, RISING + "/*");
    PublicReads.allowFromAnywhere(router, LISTENING + "/*");
    for (Topic.Kind kind : Topic.Kind.values()) {
      router.get(TRENDS + "/" + kind.word()).handler(ctx -> trends(ctx, kind));
      router.get(RISING + "/" + kind.word()).handler(ctx -> first(ctx, Topic.rising(kind)));
      router.get(LISTENING + "/" + kind.word()).handler(ctx -> first(ctx, Topic.listening(kind)));
    }
    for (Topic topic : List.of(Topic.PULSE, Topic.WAVE, Topic.HOURS)) {
      String path = ROOT + topic.name();
      PublicReads.allowFromAnywhere(router, path);
      router.get(path).handler(ctx -> send(ctx, topic, FeedQuery.of(ctx)));
    }
    router.get(TRENDS + "/*").handler(ctx -> nothing(TRENDS));
    router.get(RISING + "/*").handler(ctx -> nothing(RISING));
    router.get(LISTENING + "/*").handler(ctx -> nothing(LISTENING));
  }

  private void trends(RoutingContext ctx, Topic.Kind kind) {
    FeedQuery query = FeedQuery.of(ctx, "window", "limit");
    send(ctx, new Topic(kind, query.window()), query);
  }

  private void first(RoutingContext ctx, Topic topic) {
    send(ctx, topic, FeedQuery.of(ctx, "limit"));
  }

  private void send(RoutingContext ctx, Topic topic, FeedQuery query) {
    SnapshotAnswer.send(
        ctx,
        hub.snapshot(topic, query.limit())
            .orElseThrow(
                () -> Problem.unavailable("Nothing was computed yet.", RETRY).asException()),
        MAX_AGE);
  }

  private static void nothing(String root) {
    String known =
        Arrays.stream(Topic.Kind.values())
            .map(kind -> root + "/" + kind.word())
            .collect(Collectors.joining(", "));
    throw Problem.notFound("There is no such board. There are " + known + ".").asException();
  }
}
