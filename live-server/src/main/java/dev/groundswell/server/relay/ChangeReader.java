package dev.groundswell.server.relay;

import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads numbers and changes of shards from the ledger's tables. */
final class ChangeReader {
  private final Pool pool;

  ChangeReader(Pool pool) {
    this.pool = pool;
  }

  /**
   * A change as it lies in the ledger.
   *
   * @param committedAt epoch milliseconds
   * @param day its partition
   */
  record Change(long seq, long committedAt, LocalDate day, String body) {}

  /** The last number committed in each of the shards. */
  Single<Map<Integer, Long>> lastSeqs(Collection<Integer> shards) {
    return pool.preparedQuery("select shard, seq from shard where shard = any($1::int[])")
        .rxExecute(Tuple.wrap(new Object[] {shards.toArray(Integer[]::new)}))
        .map(
            rows -> {
              Map<Integer, Long> seqs = new HashMap<>();
              for (Row row : rows) {
                seqs.put(row.getInteger("shard"), row.getLong("seq"));
              }
              return seqs;
            });
  }

  /**
   * Changes in the order of their numbers; numbers whose partition was dropped are missing.
   *
   * @param after a number whose change lies in {@code from} or earlier
   * @param from the earliest partition to look into
   */
  Single<List<Change>> changes(int shard, long after, long until, LocalDate from, int limit) {
    return pool.preparedQuery(
            """
            select seq, committed_at, day, body from change
            where shard = $1 and seq > $2 and seq <= $3 and day >= $4 order by seq limit $5
            """)
        .rxExecute(Tuple.of(shard, after, until, from, limit))
        .map(
            rows -> {
              List<Change> changes = new ArrayList<>(rows.size());
              for (Row row : rows) {
                changes.add(
                    new Change(
                        row.getLong("seq"),
                        row.getOffsetDateTime("committed_at").toInstant().toEpochMilli(),
                        row.getLocalDate("day"),
                        row.getString("body")));
              }
              return changes;
            });
  }
}
