package dev.groundswell.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.Handler;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;

/**
 * How often one client address may ask. Each limit counts apart, and forgets addresses that have
 * been quiet for as long as their allowance takes to fill up again.
 */
public final class RateLimits {
  private static final long MOST_CLIENTS = 50_000;

  private final ClientAddress addresses;
  private final TimeMeter time;

  public RateLimits(ClientAddress addresses, Clock clock) {
    this.addresses = addresses;
    this.time = new ClockMeter(clock);
  }

  /**
   * A handler that passes on {@code requests} per {@code period} from one client, at once or spread
   * out, and answers the others 429 with Retry-After.
   */
  public Handler<RoutingContext> limit(int requests, Duration period) {
    Cache<String, Bucket> buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(period)
            .ticker(time::currentTimeNanos)
            .build();
    return ctx -> {
      Bucket bucket = buckets.get(addresses.network(ctx), client -> bucket(requests, period));
      ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
      if (probe.isConsumed()) {
        ctx.next();
      } else {
        Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
        ctx.fail(
            Problem.tooMany("Too many requests from your address; try again later.", wait)
                .asException());
      }
    };
  }

  private Bucket bucket(int requests, Duration period) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, period))
        .withCustomTimePrecision(time)
        .build();
  }

  private record ClockMeter(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return clock.millis() * 1_000_000;
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
