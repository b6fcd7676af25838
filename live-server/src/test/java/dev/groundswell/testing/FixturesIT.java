package dev.groundswell.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FixturesIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();
  @RegisterExtension final RedisFixture redis = new RedisFixture();

  @Test
  void aFreshDatabaseHasSixteenShardsAndDurabilityOn() {
    assertThat(postgres.number("select count(*) from shard")).isEqualTo(16);
    assertThat(postgres.query("show fsync").get(0).getString(0)).isEqualTo("on");
  }

  @Test
  void redisComesBackEmptyAtTheSameAddress() {
    redis.api().rxSet(java.util.List.of("a", "b")).blockingGet();
    redis.stop();
    redis.start();
    assertThat(redis.api().rxDbsize().retry(3).blockingGet().toLong()).isZero();
  }
}
