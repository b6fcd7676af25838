package dev.groundswell.server.feed;

import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.http.Problem;
import dev.groundswell.server.http.PublicReads;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The public feeds over HTTP: Server-Sent Events, or as the Accept header asks, lines of JSON or
 * the snapshot once.
 */
public final class SseHandler {
  private static final String ROOT = "/api/v1/streams";
  private static final Duration MAX_AGE = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final FeedHub hub;
  private final FeedStreams streams;
  private final Function<RoutingContext, String> clients;

  /**
   * @param clients names the client that a request counts for
   */
  public SseHandler(FeedHub hub, FeedStreams streams, Function<RoutingContext, String> clients) {
    this.hub = hub;
    this.streams = streams;
    this.clients = clients;
  }

  public void mount(Router router) {
    PublicReads.allowFromAnywhere(router, ROOT + "/*");
    for (Topic.Kind kind : Topic.Kind.values()) {
      router.get(ROOT + "/trends/" + kind.word()).handler(ctx -> trends(ctx, kind));
      router.get(ROOT + "/rising/" + kind.word()).handler(ctx -> first(ctx, Topic.rising(kind)));
      router
          .get(ROOT + "/listening/" + kind.word())
          .handler(ctx -> first(ctx, Topic.listening(kind)));
    }
    for (Topic topic : List.of(Topic.PULSE, Topic.WAVE, Topic.HOURS)) {
      router.get(ROOT + "/" + topic.name()).handler(ctx -> whole(ctx, topic));
    }
    router.get(ROOT + "/plays").handler(this::plays);
    router.get(ROOT + "/catalog").handler(FeedCatalog::send);
    router.get(ROOT).handler(this::several);
    router.get(ROOT + "/*").handler(SseHandler::nothing);
  }

  private void trends(RoutingContext ctx, Topic.Kind kind) {
    FeedQuery query = FeedQuery.of(ctx, "window", "limit", "last_event_id", "since");
    Window window = query.window();
    answer(ctx, query, Set.of(new Topic(kind, window).name()), query.limit());
  }

  /** A topic of which there is one, and of which one may ask for the first few rows. */
  private void first(RoutingContext ctx, Topic topic) {
    FeedQuery query = FeedQuery.of(ctx, "limit", "last_event_id", "since");
    answer(ctx, query, Set.of(topic.name()), query.limit());
  }

  /** A topic that has neither windows nor limits. */
  private void whole(RoutingContext ctx, Topic topic) {
    FeedQuery query = FeedQuery.of(ctx, "last_event_id", "since");
    answer(ctx, query, Set.of(topic.name()), Limit.USUAL);
  }

  private void plays(RoutingContext ctx) {
    FeedQuery query = FeedQuery.of(ctx, "last_event_id", "since");
    answer(ctx, query, Set.of(PlaysFeed.TOPIC), Limit.USUAL);
  }

  private void several(RoutingContext ctx) {
    FeedQuery query = FeedQuery.of(ctx, "topics", "limit", "last_event_id", "since");
    answer(ctx, query, query.topics(), query.limit());
  }

  private static void nothing(RoutingContext ctx) {
    throw Problem.notFound(
            "There is no such feed. The topics are "
                + FeedQuery.names()
                + "; "
                + ROOT
                + "/catalog lists them.")
        .asException();
  }

  private void answer(RoutingContext ctx, FeedQuery query, Set<String> topics, Limit limit) {
    // One address, several forms: a cache must not hand one of them to who asks for another.
    ctx.response().putHeader("Vary", "Accept");
    Accepted accepted = Accepted.of(ctx);
    if (accepted == Accepted.SNAPSHOT) {
      once(ctx, topics, limit);
      return;
    }
    String text = query.cursor(ctx.request().getHeader("Last-Event-ID"));
    Cursor cursor = text == null ? null : new Cursor(text);
    List<Subscription> subscriptions =
        topics.stream().map(topic -> subscribe(topic, limit, cursor, topics.size() == 1)).toList();
    Wire wire = accepted == Accepted.LINES ? Wire.NDJSON : Wire.SSE;
    streams.open(ctx.response().getDelegate(), wire, subscriptions, clients.apply(ctx));
  }

  private Subscription subscribe(String name, Limit limit, @Nullable Cursor cursor, boolean alone) {
    return Topic.of(name)
        .<Subscription>map(
            topic ->
                new BoardSubscription(
                    hub,
                    hub.board(topic),
                    limit.on(topic),
                    cursor == null ? null : cursor.of(name, alone)))
        .orElseGet(() -> new PlaysSubscription(hub.playsFeed()));
  }

  private void once(RoutingContext ctx, Set<String> topics, Limit limit) {
    if (topics.size() > 1) {
      throw Problem.badValue("topics", "A snapshot is of one topic; stream several, or ask one.")
          .asException();
    }
    String name = topics.iterator().next();
    Optional<Topic> topic = Topic.of(name);
    Snapshot snapshot =
        (topic.isPresent() ? hub.snapshot(topic.get(), limit) : hub.plays())
            .orElseThrow(
                () -> Problem.unavailable("Nothing was computed yet.", RETRY).asException());
    SnapshotAnswer.send(ctx, snapshot, MAX_AGE);
  }
}
