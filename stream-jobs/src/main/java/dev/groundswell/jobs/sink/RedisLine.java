package dev.groundswell.jobs.sink;

import dev.groundswell.jobs.sink.BoardStore.StoreUnavailableException;
import java.net.URI;
import java.util.function.Function;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The one place that knows which Redis client is used and how it is connected.
 *
 * <p>Connections are made when they are needed, so a line can be had while Redis is away. A call
 * takes at most about twice {@link #TIMEOUT_MILLIS}: connecting, then the answer.
 */
final class RedisLine implements AutoCloseable {
  static final int TIMEOUT_MILLIS = 1000;

  private final UnifiedJedis redis;

  private RedisLine(UnifiedJedis redis) {
    this.redis = redis;
  }

  /**
   * Opens a line to one server.
   *
   * @param url {@code redis://} or {@code rediss://}, with user, password and database if needed
   */
  static RedisLine to(String url) {
    URI uri = URI.create(url);
    DefaultJedisClientConfig config =
        DefaultJedisClientConfig.builder(uri)
            .connectionTimeoutMillis(TIMEOUT_MILLIS)
            .socketTimeoutMillis(TIMEOUT_MILLIS)
            .build();
    return new RedisLine(RedisClient.builder().fromURI(uri).clientConfig(config).build());
  }

  /** Makes one call. */
  <T> T call(Function<UnifiedJedis, T> call) {
    try {
      return call.apply(redis);
    } catch (JedisException e) {
      throw new StoreUnavailableException("Redis did not do what it was asked", e);
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
