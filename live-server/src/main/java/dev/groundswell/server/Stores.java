package dev.groundswell.server;

import io.reactivex.rxjava3.core.Completable;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.pgclient.PgBuilder;
import io.vertx.rxjava3.redis.client.Redis;
import io.vertx.rxjava3.redis.client.RedisAPI;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The connections to PostgreSQL and Redis, each bounded. */
final class Stores {
  private static final int POSTGRES_CONNECTIONS = 16;
  private static final int POSTGRES_WAITING = 2_000;
  private static final int REDIS_CONNECTIONS = 8;
  private static final int REDIS_WAITING = 4_096;

  private final Vertx vertx;
  private final RedisUrl redisUrl;
  private final Pool pool;
  private final Redis redis;
  private final RedisAPI commands;

  private Stores(Vertx vertx, RedisUrl redisUrl, Pool pool, Redis redis) {
    this.vertx = vertx;
    this.redisUrl = redisUrl;
    this.pool = pool;
    this.redis = redis;
    this.commands = RedisAPI.api(redis);
  }

  /** Connects when first asked; being here does not mean that either is there. */
  static Stores open(Vertx vertx, ServerConfig config) {
    RedisUrl redisUrl = Objects.requireNonNull(config.redis(), "REDIS_URL");
    Pool pool =
        PgBuilder.pool()
            .using(vertx)
            .connectingTo(postgres(config))
            .with(
                new PoolOptions()
                    .setMaxSize(POSTGRES_CONNECTIONS)
                    .setMaxWaitQueueSize(POSTGRES_WAITING)
                    .setConnectionTimeout(5)
                    .setConnectionTimeoutUnit(TimeUnit.SECONDS))
            .build();
    return new Stores(vertx, redisUrl, pool, Redis.createClient(vertx, redis(redisUrl)));
  }

  /** One connection, for whoever asks one thing and closes it. */
  static Pool briefPool(Vertx vertx, ServerConfig config) {
    return PgBuilder.pool()
        .using(vertx)
        .connectingTo(postgres(config))
        .with(new PoolOptions().setMaxSize(1))
        .build();
  }

  static PgConnectOptions postgres(ServerConfig config) {
    return postgres(Objects.requireNonNull(config.database(), "DATABASE_URL"));
  }

  static PgConnectOptions postgres(DatabaseUrl database) {
    return PgConnectOptions.fromUri(database.url())
        .setCachePreparedStatements(true)
        .addProperty("application_name", "groundswell");
  }

  private static RedisOptions redis(RedisUrl url) {
    RedisOptions options =
        new RedisOptions()
            .setType(
                switch (url.kind()) {
                  case SINGLE -> RedisClientType.STANDALONE;
                  case SENTINEL -> RedisClientType.SENTINEL;
                  case CLUSTER -> RedisClientType.CLUSTER;
                })
            .setMaxPoolSize(REDIS_CONNECTIONS)
            .setMaxPoolWaiting(REDIS_WAITING)
            .setMaxWaitingHandlers(REDIS_WAITING);
    url.endpoints().forEach(options::addConnectionString);
    String master = url.master();
    return master == null ? options : options.setMasterName(master);
  }

  Pool pool() {
    return pool;
  }

  Redis redis() {
    return redis;
  }

  RedisAPI commands() {
    return commands;
  }

  /** A client of its own, for reads that wait. */
  Redis newRedis() {
    return Redis.createClient(vertx, redis(redisUrl).setMaxPoolSize(2));
  }

  Completable close() {
    return Completable.fromAction(redis::close).andThen(pool.rxClose()).onErrorComplete();
  }
}
