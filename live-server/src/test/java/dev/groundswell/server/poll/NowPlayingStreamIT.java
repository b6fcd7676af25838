package dev.groundswell.server.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.events.NowPlaying;
import dev.groundswell.events.NowPlayingCodec;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.testing.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NowPlayingStreamIT {
  @RegisterExtension final RedisFixture redis = new RedisFixture();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private double count(String outcome) {
    return meters.get("groundswell.now.playing").tag("outcome", outcome).counter().count();
  }

  @Test
  void aStateIsAnEntryOfItsShardsStream() {
    NowPlaying now = new NowPlaying(-5, 17, List.of(3L), 4, 1000, 2000, true);
    new NowPlayingStream(redis.api(), meters).publish(now);
    await().until(() -> count("sent") == 1);
    String key = RedisKeys.now(PlayChange.shardOf(-5));
    Response entries = redis.api().rxXrange(List.of(key, "-", "+")).blockingGet();
    Response fields = entries.get(0).get(1);
    assertThat(fields.get(0).toString()).isEqualTo(RedisKeys.NOW);
    assertThat(NowPlayingCodec.decode(fields.get(1).toString().getBytes(UTF_8))).isEqualTo(now);
  }

  @Test
  void withoutRedisStatesAreDroppedAndCounted() {
    NowPlayingStream stream = new NowPlayingStream(redis.api(), meters);
    redis.stop();
    for (int i = 0; i < 2000; i++) {
      stream.publish(new NowPlaying(i, 17, List.of(), 0, 1000, 2000, true));
    }
    await().until(() -> count("dropped") >= 1488);
    redis.start();
  }
}
