package dev.groundswell.server.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** What the audit counts. */
final class AuditMeters {
  private final MeterRegistry registry;
  private final Timer counting;
  private final Counter drifts;

  AuditMeters(MeterRegistry registry, Supplier<AuditView> view) {
    this.registry = registry;
    Gauge.builder("groundswell.audit.drift", view, seen -> seen.get().differing())
        .description("Boards that are known to differ from the ledger")
        .register(registry);
    counting =
        Timer.builder("groundswell.audit.counting")
            .description("How long the ledger counts for one board")
            .register(registry);
    drifts =
        Counter.builder("groundswell.audit.drifts")
            .description("Times that a board was found to differ, twice in a row")
            .register(registry);
  }

  void looked(AuditView.State state, Duration took) {
    registry
        .counter("groundswell.audit.looks", "state", state.name().toLowerCase(Locale.ROOT))
        .increment();
    counting.record(took);
  }

  void drift() {
    drifts.increment();
  }

  /**
   * @param how {@code rewrite} or {@code rebuild}
   */
  void repair(String how) {
    registry.counter("groundswell.audit.repairs", "how", how).increment();
  }
}
