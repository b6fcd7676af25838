package dev.groundswell.server.relay;

import dev.groundswell.events.PlayChange;
import dev.groundswell.server.relay.ChangeReader.Change;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/** What the relay counts. */
final class RelayMetrics {
  private final Clock clock;
  private final AtomicLongArray lag = new AtomicLongArray(PlayChange.SHARDS);
  private final Timer latency;
  private final Counter published;
  private final Counter taken;
  private final Counter failures;

  RelayMetrics(MeterRegistry registry, Clock clock, Supplier<Number> held) {
    this.clock = clock;
    latency =
        Timer.builder("groundswell.relay.latency")
            .description("From a change's commit to its entry in the stream")
            .publishPercentileHistogram()
            .register(registry);
    published =
        Counter.builder("groundswell.relay.published")
            .description("Changes published")
            .register(registry);
    taken =
        Counter.builder("groundswell.relay.shards.taken")
            .description("Shards taken over")
            .register(registry);
    failures =
        Counter.builder("groundswell.relay.failures")
            .description("Ticks that failed, PostgreSQL or Redis being away")
            .register(registry);
    gauge(registry, "groundswell.relay.leases", "Shards this server publishes", held);
    gauge(
        registry,
        "groundswell.relay.lag",
        "Changes committed and not yet published, in the shards this server publishes",
        this::totalLag);
  }

  void lag(int shard, long changes) {
    lag.set(shard, changes);
  }

  void took(int shard) {
    lag.set(shard, 0);
    taken.increment();
  }

  void published(List<Change> changes) {
    long now = clock.millis();
    changes.forEach(
        change -> latency.record(Duration.ofMillis(Math.max(0, now - change.committedAt()))));
    published.increment(changes.size());
  }

  void failed() {
    failures.increment();
  }

  private long totalLag() {
    long total = 0;
    for (int shard = 0; shard < lag.length(); shard++) {
      total += lag.get(shard);
    }
    return total;
  }

  private static void gauge(
      MeterRegistry registry, String name, String description, Supplier<Number> value) {
    Gauge gauge = Gauge.builder(name, value).description(description).register(registry);
    assert gauge != null;
  }
}
