package dev.groundswell.server.audit;

import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Duration;

/**
 * Requests to the jobs, wherever they run, to forget their state and build all boards from the
 * ledger.
 */
final class RebuildRequests {
  private static final String REQUEST =
      """
      insert into jobs_rebuild (reason)
      select $1 where not exists (
        select from jobs_rebuild where requested_at > now() - $2 * interval '1 millisecond')
      """;

  private static final String NEWEST = "select coalesce(max(id), 0) from jobs_rebuild";

  private final Pool pool;

  RebuildRequests(Pool pool) {
    this.pool = pool;
  }

  /** Requests one, unless that was done lately; says whether it did. */
  Single<Boolean> request(String reason, Duration notWithin) {
    return pool.preparedQuery(REQUEST)
        .rxExecute(Tuple.of(reason, notWithin.toMillis()))
        .map(done -> done.rowCount() == 1);
  }

  /** The number of the last request; 0 before the first. */
  Single<Long> newest() {
    return pool.query(NEWEST).rxExecute().map(rows -> rows.iterator().next().getLong(0));
  }
}
