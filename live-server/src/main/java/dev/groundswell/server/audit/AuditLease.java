package dev.groundswell.server.audit;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Duration;

/** Whose turn it is to audit: one server's of several, by PostgreSQL's clock. */
final class AuditLease {
  private static final String TAKE =
      """
      update audit_lease set holder = $1, until = now() + $2 * interval '1 millisecond'
      where holder is null or holder = $1 or until < now()
      """;

  private static final String RELEASE =
      "update audit_lease set holder = null, until = null where holder = $1";

  private final Pool pool;
  private final String server;
  private final Duration length;

  /**
   * @param server a name that no other server has
   */
  AuditLease(Pool pool, String server, Duration length) {
    this.pool = pool;
    this.server = server;
    this.length = length;
  }

  /** Takes the turn or keeps it; says whether it is this server's. */
  Single<Boolean> take() {
    return pool.preparedQuery(TAKE)
        .rxExecute(Tuple.of(server, length.toMillis()))
        .map(done -> done.rowCount() == 1);
  }

  Completable release() {
    return pool.preparedQuery(RELEASE).rxExecute(Tuple.of(server)).ignoreElement();
  }
}
