package dev.groundswell.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.TestVertx;
import io.reactivex.rxjava3.core.Completable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChangePartitionsIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();

  @Test
  void thereAreTodaysAndTheNextDaysAndNoneOlderThanEight() {
    start("2026-11-13T12:00:00Z");
    start("2026-11-22T12:00:00Z");

    assertThat(names())
        .containsExactly(
            "change_20261114",
            "change_20261115",
            "change_20261122",
            "change_20261123",
            "change_20261124");
  }

  @Test
  void aDayNobodyPreparedIsMadeWhenItIsNeeded() {
    ChangePartitions partitions = at("2026-11-22T23:59:59Z");
    partitions.ready(LocalDate.parse("2026-12-24")).blockingAwait();

    assertThat(names()).contains("change_20261224");
  }

  @Test
  void severalServersMayStartAtOnce() {
    Completable.merge(
            List.of(
                at("2026-11-22T12:00:00Z").start(),
                at("2026-11-22T12:00:00Z").start(),
                at("2026-11-22T12:00:00Z").start()))
        .blockingAwait();

    assertThat(names()).hasSize(3);
  }

  private void start(String now) {
    ChangePartitions partitions = at(now);
    partitions.start().blockingAwait();
    partitions.stop();
  }

  private ChangePartitions at(String now) {
    return new ChangePartitions(
        TestVertx.shared(), postgres.pool(), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  private List<String> names() {
    return postgres
        .query(
            "select inhrelid::regclass::text from pg_inherits"
                + " where inhparent = 'change'::regclass order by 1")
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
