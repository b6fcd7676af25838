package dev.groundswell.server.feed;

import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.server.api.BoardsApi;
import dev.groundswell.server.api.ItemsApi;
import dev.groundswell.server.api.OpenApi;
import dev.groundswell.server.boards.BoardReader;
import dev.groundswell.server.boards.Catalogue;
import dev.groundswell.server.boards.JobsTime;
import dev.groundswell.server.boards.TestNames;
import dev.groundswell.server.boards.WatchList;
import dev.groundswell.server.http.Problems;
import dev.groundswell.testing.SetClock;
import dev.groundswell.testing.TestVertx;
import io.reactivex.rxjava3.core.Maybe;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.redis.client.RedisOptions;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.redis.client.Redis;
import io.vertx.rxjava3.redis.client.RedisAPI;
import java.util.SplittableRandom;

/** A server of nothing but boards and feeds, over a real Redis. */
public final class FeedServer implements AutoCloseable {
  private final BoardReader reader;
  private final HttpServer http;
  private final Redis redis;
  public final FeedHub hub;
  final FeedStreams streams;
  public final PortraitFeeds portraits;
  public final Router router;

  public FeedServer(String redisUri, SetClock clock, FeedOptions options) {
    var vertx = TestVertx.shared();
    SplittableRandom chance = new SplittableRandom(1);
    JobsTime time = new JobsTime(clock);
    Catalogue catalogue = new TestNames().catalogue(clock);
    hub = new FeedHub(catalogue, time);
    streams = new FeedStreams(vertx, hub, options, clock, chance);
    reader =
        new BoardReader(
            vertx,
            () -> Redis.createClient(vertx, new RedisOptions().setConnectionString(redisUri)),
            time,
            hub,
            chance,
            RedisKeys.LIVE);
    redis = Redis.createClient(vertx, new RedisOptions().setConnectionString(redisUri));
    portraits =
        new PortraitFeeds(
            vertx,
            hub,
            reader,
            new WatchList(RedisAPI.api(redis), clock, RedisKeys.LIVE),
            FeedServer::number,
            catalogue,
            time,
            clock);
    router = Router.router(vertx);
    new Problems(chance).mount(router);
    new BoardsApi(hub).mount(router);
    new SseHandler(hub, portraits, streams, ctx -> ctx.request().remoteAddress().hostAddress())
        .mount(router);
    new ItemsApi(portraits).mount(router);
    new OpenApi().mount(router);
    http =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setSendBufferSize(8_192))
            .requestHandler(router)
            .rxListen(0)
            .blockingGet();
    reader.start();
    portraits.start();
  }

  /** As {@link TestNames} has it; there are a hundred of each kind. */
  private static Maybe<Long> number(Kind kind, String publicId) {
    return publicId.matches("(t|a|genre-)[1-9][0-9]?")
        ? Maybe.just(Long.parseLong(publicId.replaceAll("\\D", "")))
        : Maybe.empty();
  }

  public int port() {
    return http.actualPort();
  }

  /** Stops it as a deploy does, saying bye. */
  void stop() {
    streams.close().blockingAwait();
    close();
  }

  @Override
  public void close() {
    portraits.close();
    reader.close().blockingAwait();
    redis.close();
    http.rxClose().blockingAwait();
  }
}
