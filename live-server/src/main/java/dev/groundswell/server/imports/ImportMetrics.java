package dev.groundswell.server.imports;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What imports count. */
final class ImportMetrics {
  private final MeterRegistry registry;
  private final Timer batches;
  private final Counter retries;
  private final AtomicLong waiting = new AtomicLong();

  ImportMetrics(MeterRegistry registry) {
    this.registry = registry;
    batches =
        Timer.builder("groundswell.imports.batch")
            .description("A batch of the lane, from its taking to its place")
            .publishPercentileHistogram()
            .register(registry);
    retries =
        Counter.builder("groundswell.imports.retries")
            .description("Batches that have to be tried again")
            .register(registry);
    Gauge.builder("groundswell.imports.waiting", waiting, AtomicLong::get)
        .description("Imports that run or wait, as of the last line about them")
        .register(registry);
  }

  void batch(Duration took) {
    batches.record(took);
  }

  void rows(int stored, int merged, int failed) {
    rows("stored", stored);
    rows("merged", merged);
    rows("failed", failed);
  }

  void received(Tally tally) {
    rows("skipped", tally.skipped().values().stream().mapToInt(Integer::intValue).sum());
    upload("received");
  }

  void refused() {
    upload("refused");
  }

  void finished(String state) {
    registry.counter("groundswell.imports.finished", "state", state).increment();
  }

  void retry() {
    retries.increment();
  }

  void waiting(long imports) {
    waiting.set(imports);
  }

  private void rows(String outcome, int rows) {
    registry.counter("groundswell.imports.rows", "outcome", outcome).increment(rows);
  }

  private void upload(String outcome) {
    registry.counter("groundswell.imports.uploads", "outcome", outcome).increment();
  }
}
