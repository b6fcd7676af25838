package dev.groundswell.server.boards;

import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import io.reactivex.rxjava3.core.Completable;
import io.vertx.rxjava3.redis.client.RedisAPI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The portraits that the jobs are asked to make: a list in Redis that all servers share and the
 * jobs look at.
 *
 * <p>A name stays for half a minute, and has to be renewed until then. So a server that dies leaves
 * nothing behind.
 */
public final class WatchList {
  private static final Duration STAYS = Duration.ofSeconds(30);

  private final RedisAPI redis;
  private final Clock clock;
  private final String key;

  public WatchList(RedisAPI redis, Clock clock, String scope) {
    this.redis = redis;
    this.clock = clock;
    this.key = RedisKeys.watched(scope);
  }

  /** Asks for these for another while, and takes out what nobody has renewed. */
  public Completable renew(Collection<Topic> portraits) {
    if (portraits.isEmpty()) {
      return Completable.complete();
    }
    long now = clock.millis();
    String until = Long.toString(now + STAYS.toMillis());
    List<String> add = new ArrayList<>();
    add.add(key);
    portraits.forEach(
        topic -> {
          add.add(until);
          add.add(topic.name());
        });
    return redis
        .rxZadd(add)
        .ignoreElement()
        .andThen(redis.rxZremrangebyscore(key, "-inf", Long.toString(now)).ignoreElement());
  }
}
