package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;

/**
 * The row of a shard, locked: from here to the commit nobody else writes plays of this shard, on
 * any server, which is what makes seq dense and in commit order.
 */
final class ShardRow {
  private static final String BOUND_WAITING =
      """
      select set_config('lock_timeout', '5s', true), set_config('statement_timeout', '15s', true),
        set_config('idle_in_transaction_session_timeout', '15s', true)
      """;

  private ShardRow() {}

  /** Waits for the row, within bounds, and answers the last number given. */
  static Single<Long> lock(SqlConnection connection, int shard) {
    return connection
        .query(BOUND_WAITING)
        .rxExecute()
        .flatMap(
            bounded ->
                connection
                    .preparedQuery("select seq from shard where shard = $1 for no key update")
                    .rxExecute(Tuple.of(shard)))
        .map(rows -> rows.iterator().next().getLong(0));
  }
}
