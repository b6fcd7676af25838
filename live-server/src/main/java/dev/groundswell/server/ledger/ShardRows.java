package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The rows of shards, locked: from here to the commit nobody else writes plays of these shards, on
 * any server, which is what makes seq dense and in commit order.
 */
final class ShardRows {
  private static final String BOUND_WAITING =
      """
      select set_config('lock_timeout', '5s', true), set_config('statement_timeout', '15s', true),
        set_config('idle_in_transaction_session_timeout', '15s', true)
      """;

  /** All servers take rows in the same order, so none waits for another in a circle. */
  private static final String LOCK =
      "select shard, seq from shard where shard = any($1) order by shard for no key update";

  private ShardRows() {}

  /** Waits for the rows, within bounds, and answers the last number given in each shard. */
  static Single<Map<Integer, Long>> lock(SqlConnection connection, Set<Integer> shards) {
    Tuple which = Tuple.wrap(new Object[] {shards.toArray(Integer[]::new)});
    // Sent together; PostgreSQL takes them one after the other.
    return Single.zip(
        connection.query(BOUND_WAITING).rxExecute(),
        connection.preparedQuery(LOCK).rxExecute(which),
        (bounded, rows) -> {
          Map<Integer, Long> last = new HashMap<>();
          for (Row row : rows) {
            last.put(row.getInteger("shard"), row.getLong("seq"));
          }
          return last;
        });
  }
}
