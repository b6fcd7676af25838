package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.server.RedisUrl;
import dev.groundswell.server.ServerConfig;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start refuses before anything runs. */
class PreflightTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://:hush@one:7000,two:7000,three:7000",
        "redis://:hush@one:26379,two:26379?sentinel=trends"
      })
  void severalRedisServersAreRefusedByName(String url) {
    RedisUrl redis =
        Objects.requireNonNull(ServerConfig.from(Map.of("REDIS_URL", url)).redis(), "REDIS_URL");
    assertThatThrownBy(() -> Preflight.redis(redis))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("REDIS_URL")
        .hasMessageContaining("Name one Redis server")
        .hasMessageNotContaining("hush");
  }
}
