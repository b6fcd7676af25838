package dev.groundswell.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.ops.HealthCheck.Part;
import dev.groundswell.server.ops.HealthCheck.Status;
import dev.groundswell.server.ops.HealthChecks.Health;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.TestScheduler;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the server says of itself follows from its parts. */
class HealthChecksTest {
  private final TestScheduler time = new TestScheduler();
  private final HealthChecks checks = new HealthChecks(time);

  @Test
  void withoutAnyPartItIsStillStarting() {
    assertThat(ask().ready()).isFalse();
  }

  @Test
  void aPartItCannotDoWithoutTakesItDown() {
    checks.register("database", () -> Single.error(new IllegalStateException("secret")));
    Health health = ask();
    assertThat(health.status()).isEqualTo(Status.DOWN);
    assertThat(health.toString()).doesNotContain("secret");
  }

  @Test
  void anOptionalPartOnlyDegradesIt() {
    checks.register("database", () -> Single.just(new Part(Status.UP, Map.of())));
    checks.registerOptional("redis", () -> Single.error(new IllegalStateException("away")));
    Health health = ask();
    assertThat(health.status()).isEqualTo(Status.DEGRADED);
    assertThat(health.ready()).isTrue();
  }

  @Test
  void aPartThatDoesNotAnswerCountsAsAway() {
    checks.register("database", () -> Single.just(new Part(Status.UP, Map.of())));
    checks.registerOptional("jobs", Single::never);
    var asked = checks.ask().test();
    time.advanceTimeBy(2, TimeUnit.SECONDS);
    asked.assertValue(health -> health.status() == Status.DEGRADED);
  }

  private Health ask() {
    return checks.ask().blockingGet();
  }
}
