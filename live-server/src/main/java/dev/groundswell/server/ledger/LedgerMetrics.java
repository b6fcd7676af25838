package dev.groundswell.server.ledger;

import dev.groundswell.server.ledger.ShardTransactions.Committed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the ledger counts. */
final class LedgerMetrics {
  private final Timer commits;
  private final Counter failures;
  private final DistributionSummary batch;
  private final Counter stored;
  private final Counter duplicates;
  private final Counter erased;
  private final Counter refused;
  private final Counter changes;

  LedgerMetrics(MeterRegistry registry) {
    commits =
        Timer.builder("groundswell.ledger.commit")
            .description("A batch, from its start to its commit, retries included")
            .publishPercentileHistogram()
            .register(registry);
    failures =
        Counter.builder("groundswell.ledger.commit.failures")
            .description("Batches that were given up")
            .register(registry);
    batch =
        DistributionSummary.builder("groundswell.ledger.batch")
            .description("Sightings a commit")
            .register(registry);
    stored = sightings(registry, "stored");
    duplicates = sightings(registry, "duplicate");
    erased = sightings(registry, "erased");
    refused = sightings(registry, "refused");
    changes =
        Counter.builder("groundswell.ledger.changes")
            .description("Changes committed")
            .register(registry);
  }

  void committed(int sightings, Committed<BatchWrite.Outcome> committed, Duration took) {
    BatchWrite.Outcome outcome = committed.result();
    commits.record(took);
    batch.record(sightings);
    stored.increment(outcome.stored());
    duplicates.increment(outcome.duplicates());
    erased.increment(outcome.erased());
    changes.increment(committed.changes());
  }

  void failed() {
    failures.increment();
  }

  /** Sightings of listeners who are not there at all. */
  void unknown(int sightings) {
    erased.increment(sightings);
  }

  /** Sightings that no PostgreSQL will take. */
  void refused(int sightings) {
    refused.increment(sightings);
  }

  private static Counter sightings(MeterRegistry registry, String outcome) {
    return Counter.builder("groundswell.ledger.sightings")
        .description("Sightings given to the ledger, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }
}
