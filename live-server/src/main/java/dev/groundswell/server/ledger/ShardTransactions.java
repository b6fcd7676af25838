package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Transactions that change plays: the rows of their shards are taken first, the changes are written
 * last, and whoever publishes is told after the commit.
 */
final class ShardTransactions {
  private final Pool pool;
  private final Clock clock;
  private final ChangePartitions partitions;
  private final ChangeSignal signal;

  ShardTransactions(Pool pool, Clock clock, ChangePartitions partitions, ChangeSignal signal) {
    this.pool = pool;
    this.clock = clock;
    this.partitions = partitions;
    this.signal = signal;
  }

  /** What is done while the shards' rows are held; the changes it adds are written after it. */
  interface Work<T> {
    Single<T> in(SqlConnection connection, ChangeLog changes);
  }

  /** One attempt; the result comes after the commit. */
  <T> Single<Committed<T>> run(Set<Integer> shards, Work<T> work) {
    return Completable.defer(() -> partitions.ready(LocalDate.now(clock.withZone(ZoneOffset.UTC))))
        .andThen(
            Single.defer(
                () ->
                    pool.rxWithTransaction(connection -> within(connection, shards, work).toMaybe())
                        .toSingle()))
        .doOnSuccess(
            committed -> {
              if (committed.changes() > 0) {
                shards.forEach(signal::changed);
              }
            });
  }

  /** What the work answered, and how many changes were committed with it. */
  record Committed<T>(T result, int changes) {}

  private <T> Single<Committed<T>> within(
      SqlConnection connection, Set<Integer> shards, Work<T> work) {
    return ShardRows.lock(connection, shards)
        .map(last -> new ChangeLog(connection, last, clock.instant()))
        .flatMap(
            changes ->
                work.in(connection, changes)
                    .flatMap(
                        result ->
                            changes.write().map(written -> new Committed<>(result, written))));
  }
}
