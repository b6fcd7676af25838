package dev.groundswell.server.poll;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.groundswell.events.NowPlaying;
import dev.groundswell.events.NowPlayingCodec;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.RedisKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.rxjava3.redis.client.RedisAPI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The lossy streams of what is heard now, one a shard.
 *
 * <p>Nothing waits for Redis: what cannot be sent at once, or does not arrive, is dropped and
 * counted. The next look at the player tells it again.
 */
public final class NowPlayingStream implements NowPlayings {
  private static final int IN_FLIGHT = 512;
  private static final String KEPT = "20000";

  private final RedisAPI redis;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Counter sent;
  private final Counter dropped;

  public NowPlayingStream(RedisAPI redis, MeterRegistry meters) {
    this.redis = redis;
    this.sent = meters.counter("groundswell.now.playing", "outcome", "sent");
    this.dropped = meters.counter("groundswell.now.playing", "outcome", "dropped");
  }

  @Override
  public void publish(NowPlaying now) {
    if (inFlight.incrementAndGet() > IN_FLIGHT) {
      inFlight.decrementAndGet();
      dropped.increment();
      return;
    }
    List<String> entry =
        List.of(
            RedisKeys.now(PlayChange.shardOf(now.listener())),
            "MAXLEN",
            "~",
            KEPT,
            "*",
            RedisKeys.NOW,
            new String(NowPlayingCodec.encode(now), UTF_8));
    var unused =
        redis
            .rxXadd(entry)
            .doFinally(inFlight::decrementAndGet)
            .subscribe(id -> sent.increment(), e -> dropped.increment(), dropped::increment);
  }
}
