package dev.groundswell.server.ops;

import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.redis.client.RedisAPI;
import java.util.List;

/** Whether Redis answers; without it collecting and history go on, boards stand still. */
public final class RedisCheck implements HealthCheck {
  private final RedisAPI redis;

  public RedisCheck(RedisAPI redis) {
    this.redis = redis;
  }

  @Override
  public Single<Part> check() {
    return redis
        .rxPing(List.of())
        .map(pong -> Part.up())
        .switchIfEmpty(Single.just(Part.not(Status.DEGRADED, "no answer")))
        .onErrorReturn(e -> Part.not(Status.DEGRADED, e.getClass().getSimpleName()));
  }
}
