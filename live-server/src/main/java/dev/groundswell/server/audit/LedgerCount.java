package dev.groundswell.server.audit;

import dev.groundswell.events.ChangeCodec;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.Topic;
import dev.groundswell.server.audit.Expected.Figures;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.RowSet;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts a window's plays in the ledger, in one transaction that sees one state and is broken off
 * where it takes too long.
 */
final class LedgerCount {
  private static final int MOST_CHANGES = 20_000;
  private static final int CANDIDATES = 200;

  private static final String MARKS = "select shard, seq from shard order by shard";

  private static final String ONE_STATE =
      "set transaction isolation level repeatable read, read only";

  /** One process of PostgreSQL and no more, however many it has. */
  private static final String MODESTLY =
      """
      select set_config('statement_timeout', $1, true),
        set_config('max_parallel_workers_per_gather', '0', true)
      """;

  private static final String CHANGES =
      """
      select c.body
      from unnest($1::smallint[], $2::bigint[]) as mark (shard, seq)
      join change c on c.shard = mark.shard and c.seq > mark.seq
      where c.day >= $3
      limit $4
      """;

  /** What is being erased has left the boards already, and its plays are about to go. */
  private static final String COUNT =
      """
      with inside as materialized (
        select p.recording_id, p.artist_ids, p.genre_id, p.listener_id from play p
        where p.trends and p.counted_at > $1 and p.counted_at <= $2
          and p.listener_id not in (select id from listener where erasure is not null)),
      counted as (
        select item, count(*) as plays, count(distinct listener_id) as listeners
        from inside cross join lateral %s group by item),
      best as (
        select item from counted where item <> 0
        order by plays desc, listeners desc, item limit $5)
      select 'whole' as what, 0 as item, count(*) as plays,
        count(distinct listener_id) as listeners from inside
      union all
      select 'withheld', 0, count(*) filter (where listeners < $3),
        count(*) filter (where listeners = $3) from counted where item <> 0
      union all
      select 'item', item, plays, listeners from counted
      where item = 0 or item = any($4) or item in (select item from best)
      """;

  private final Pool pool;
  private final Duration limit;
  private final long minimum;

  /**
   * @param limit how long a statement may take
   * @param minimum the jobs' minimum of listeners
   */
  LedgerCount(Pool pool, Duration limit, long minimum) {
    this.pool = pool;
    this.limit = limit;
    this.minimum = minimum;
  }

  /**
   * The last change of each shard at an instant.
   *
   * @param at by this server's clock, before the ledger was asked
   */
  record Marks(long at, Map<Integer, Long> seqs) {
    Marks {
      seqs = Map.copyOf(seqs);
    }
  }

  Single<Marks> marks(long now) {
    return pool.query(MARKS)
        .rxExecute()
        .map(
            rows -> {
              Map<Integer, Long> seqs = new HashMap<>();
              for (Row row : rows) {
                seqs.put(row.getInteger("shard"), row.getLong("seq"));
              }
              return new Marks(now, seqs);
            });
  }

  /**
   * What a board as of {@code asOf} has to show that knows every change up to the marks and maybe
   * some since.
   *
   * @param shown the items on it
   */
  Single<Expected> count(Topic topic, long asOf, Collection<Long> shown, Marks marks) {
    long from = topic.window().from(asOf);
    return pool.rxWithTransaction(
            connection ->
                connection
                    .query(ONE_STATE)
                    .rxExecute()
                    .flatMap(
                        begun ->
                            connection
                                .preparedQuery(MODESTLY)
                                .rxExecute(Tuple.of(Long.toString(limit.toMillis()))))
                    .flatMap(modest -> changesSince(connection, marks))
                    .map(changes -> UnderWay.of(changes, topic.kind(), from, asOf))
                    .flatMap(underWay -> count(connection, topic, from, asOf, shown, underWay))
                    .toMaybe())
        .toSingle();
  }

  private static Single<List<PlayChange>> changesSince(SqlConnection connection, Marks marks) {
    Tuple since =
        Tuple.of(
            marks.seqs().keySet().toArray(Integer[]::new),
            marks.seqs().values().toArray(Long[]::new),
            Instant.ofEpochMilli(marks.at()).atZone(ZoneOffset.UTC).toLocalDate().minusDays(1),
            MOST_CHANGES + 1);
    return connection
        .preparedQuery(CHANGES)
        .rxExecute(since)
        .map(
            rows -> {
              if (rows.size() > MOST_CHANGES) {
                throw new UnsettledException(
                    "more than " + MOST_CHANGES + " changes are under way");
              }
              List<PlayChange> changes = new ArrayList<>(rows.size());
              for (Row row : rows) {
                changes.add(
                    ChangeCodec.decode(row.getString("body").getBytes(StandardCharsets.UTF_8)));
              }
              return changes;
            });
  }

  private Single<Expected> count(
      SqlConnection connection,
      Topic topic,
      long from,
      long asOf,
      Collection<Long> shown,
      UnderWay underWay) {
    Set<Long> asked = new HashSet<>(shown);
    asked.addAll(underWay.concerned());
    return connection
        .preparedQuery(COUNT.formatted(itemsOf(topic.kind())))
        .rxExecute(
            Tuple.of(
                timestamp(from), timestamp(asOf), minimum, asked.toArray(Long[]::new), CANDIDATES))
        .map(rows -> expected(rows, underWay));
  }

  private static Expected expected(RowSet<Row> rows, UnderWay underWay) {
    Figures whole = Figures.NONE;
    long below = 0;
    long atMinimum = 0;
    Map<Long, Figures> items = new HashMap<>();
    for (long item : underWay.concerned()) {
      items.put(item, underWay.figures(item, 0, 0));
    }
    for (Row row : rows) {
      long item = row.getLong("item");
      long plays = row.getLong("plays");
      long listeners = row.getLong("listeners");
      switch (row.getString("what")) {
        case "whole" -> whole = underWay.whole(plays, listeners);
        case "withheld" -> {
          below = plays;
          atMinimum = listeners;
        }
        default -> items.put(item, underWay.figures(item, plays, listeners));
      }
    }
    return new Expected(
        whole.plays(), whole.listeners(), below, atMinimum, underWay.items(), items);
  }

  /** What a play counts for, as rows of one column. */
  private static String itemsOf(Topic.Kind kind) {
    return switch (kind) {
      case TRACKS -> "(select recording_id) as i (item)";
      case ARTISTS ->
          "(select distinct unnest(artist_ids[1:" + UnderWay.MOST_ARTISTS + "])) as i (item)";
      case GENRES -> "(select coalesce(genre_id, 0)) as i (item)";
    };
  }

  private static OffsetDateTime timestamp(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }
}
