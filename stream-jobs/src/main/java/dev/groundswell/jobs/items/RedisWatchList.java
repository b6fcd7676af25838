package dev.groundswell.jobs.items;

import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import dev.groundswell.jobs.window.Item;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The watch list that the live servers keep in Redis, read by a thread of its own four times a
 * second, so that Flink's never waits for Redis.
 *
 * <p>While Redis is away the list stays as it is: nobody sees portraits then anyway.
 */
final class RedisWatchList implements WatchList {
  private static final Logger LOG = LoggerFactory.getLogger(RedisWatchList.class);

  /** More are not watched at a time, whoever asks; the longest asked for come first. */
  static final int MOST = 500;

  private static final long PERIOD_MILLIS = 250;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final long LAST_WAIT_MILLIS = 5_000;

  private final URI url;
  private final String key;
  private final Clock clock;
  private final RandomGenerator chance;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile Set<Long> items = Set.of();
  private @Nullable Jedis redis;
  private int failures;

  RedisWatchList(String redisUrl, String scope, Clock clock, RandomGenerator chance) {
    this.url = URI.create(redisUrl);
    this.key = RedisKeys.watched(scope);
    this.clock = clock;
    this.chance = chance;
    thread = new Thread(this::run, "watch-list");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public Set<Long> items() {
    return items;
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(LAST_WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      long pause = 0;
      while (!closing.await(pause, TimeUnit.MILLISECONDS)) {
        pause = step();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      disconnect();
    }
  }

  /** Reads the list, and says how many milliseconds later to do so again. */
  private long step() {
    try {
      items = read();
      failures = 0;
      return PERIOD_MILLIS;
    } catch (JedisException e) {
      disconnect();
      if (failures == 0) {
        LOG.warn("Redis does not say which portraits are watched: {}", e.getMessage());
      }
      failures++;
      long longest = Math.min(LONGEST_PAUSE_MILLIS, PERIOD_MILLIS << Math.min(failures, 10));
      return longest / 2 + chance.nextLong(longest / 2 + 1);
    }
  }

  private Set<Long> read() {
    Jedis open = redis;
    if (open == null) {
      open = new Jedis(url, TIMEOUT_MILLIS);
      redis = open;
    }
    List<String> topics = open.zrevrangeByScore(key, "+inf", "(" + clock.millis(), 0, MOST);
    Set<Long> read = new HashSet<>();
    for (String name : topics) {
      Topic.portrait(name).ifPresent(topic -> read.add(Item.of(topic.kind(), topic.number())));
    }
    return read;
  }

  private void disconnect() {
    Jedis closing = redis;
    redis = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (JedisException e) {
        // It is gone already, which is what was wanted.
      }
    }
  }
}
