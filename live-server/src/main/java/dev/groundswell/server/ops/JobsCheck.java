package dev.groundswell.server.ops;

import dev.groundswell.events.RedisKeys;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.redis.client.RedisAPI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** How old the boards' as_of is: the jobs write it several times a second, wherever they run. */
public final class JobsCheck implements HealthCheck {
  /** From here on boards are stale. */
  static final Duration STALE = Duration.ofSeconds(5);

  private final RedisAPI redis;
  private final Clock clock;

  public JobsCheck(RedisAPI redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Single<Part> check() {
    return redis
        .rxGet(RedisKeys.asOf(RedisKeys.LIVE))
        .flatMap(value -> Maybe.fromCallable(() -> part(value.toLong())))
        .switchIfEmpty(Single.just(Part.not(Status.DEGRADED, "the jobs have not begun yet")))
        .onErrorReturn(e -> Part.not(Status.DEGRADED, e.getClass().getSimpleName()));
  }

  private Part part(long asOfMillis) {
    Instant asOf = Instant.ofEpochMilli(asOfMillis);
    Duration age = Duration.between(asOf, clock.instant());
    return new Part(
        age.compareTo(STALE) > 0 ? Status.DEGRADED : Status.UP,
        Map.of("as_of", asOf.toString(), "age_ms", age.toMillis()));
  }
}
