package dev.groundswell.server.ledger;

import java.util.List;

/** The statements of {@link Erasure}. */
final class ErasureSql {
  /** In this order; the key first, without which what else is encrypted is noise. */
  static final List<String> AT_ONCE =
      List.of(
          "delete from listener_secret where listener_id = $1",
          "delete from session where listener_id = $1",
          "delete from account where listener_id = $1",
          "delete from poll_state where listener_id = $1",
          "delete from import where listener_id = $1");

  static final String MARK =
      "update listener set erasure = $2, trends = false where id = $1 and erasure is null";

  static final String RECEIPT =
      "insert into erasure (receipt, shard, requested_at, seq) values ($1, $2, $3, $4)";

  static final String THEIR_CHANGES =
      "select seq, day, committed_at from change where listener_id = $1";

  static final String VOID =
      """
      update change c set listener_id = null, body = v.body
      from unnest($1::bigint[], $2::text[], $3::text[]) as v (seq, day, body)
      where c.shard = $4 and c.seq = v.seq and c.day = v.day::date
      """;

  /** Every void change of the shard before the erase: others' voids are gone already. */
  static final String VOIDED =
      """
      select seq from change
      where shard = $1 and seq < $2 and listener_id is null and body like '%"k":"void"%'
      """;

  /** A slice at a time, so that no other transaction waits long. */
  static final List<String> SLICES =
      List.of(
          "delete from play where id in (select id from play where listener_id = $1 limit 5000)",
          "delete from sighting where id in"
              + " (select id from sighting where listener_id = $1 limit 5000)",
          "delete from gap where id in (select id from gap where listener_id = $1 limit 5000)");

  static final String UNFINISHED =
      """
      select l.id, l.key, e.receipt, e.shard, e.seq
      from listener l join erasure e on e.receipt = l.erasure order by e.requested_at limit 100
      """;

  static final String TASK_OF =
      """
      select l.id, l.key, e.receipt, e.shard, e.seq
      from listener l join erasure e on e.receipt = l.erasure where l.id = $1
      """;

  static final String FIND =
      "select receipt, requested_at, rows_gone_at, bytes_gone_at from erasure where receipt = $1";

  /** Small tables that held secrets are written anew, the others are swept. */
  static final List<String> VACUUM =
      List.of(
          "vacuum (full) listener_secret",
          "vacuum (full) account",
          "vacuum (full) session",
          "vacuum sighting, play, gap, change, poll_state, listener, import, import_chunk");

  private ErasureSql() {}
}
