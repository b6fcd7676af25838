package dev.groundswell.server.ledger;

import dev.groundswell.events.Source;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.RowSet;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listener's plays for those who show them, the newest first. */
public final class Plays {
  private static final int MOST = 500;

  /** One row more than asked for: it tells whether a page follows, and where the last gap ends. */
  private static final String PAGE =
      """
      select p.*, %s,
        exists (select from gap g where g.listener_id = $1 and g.from_at < p.played_at
          and g.until_at > coalesce(p.older, '-infinity')
          and g.reason <> 'between_looks') as gap_before
      from (
        select id, public_id, recording_id, played_at, ms_played, counted_at, source,
          lead(played_at) over (order by played_at desc, id desc) as older
        from play where listener_id = $1 and (played_at, id) < ($2, $3)
        order by played_at desc, id desc limit $4) p
      join recording r on r.id = p.recording_id left join album b on b.id = r.album_id
      order by p.played_at desc, p.id desc
      """
          .formatted(CatalogueStore.TRACK_COLUMNS);

  private final Pool pool;

  public Plays(Pool pool) {
    this.pool = pool;
  }

  /**
   * A play as its listener sees it.
   *
   * @param id the public one
   * @param playedAt START
   * @param counted whether it was heard long enough to count
   * @param gapBefore whether plays may be missing between this one and the next older one
   */
  public record Play(
      String id,
      Instant playedAt,
      Duration played,
      boolean counted,
      Source source,
      boolean gapBefore,
      TrackView track) {}

  /**
   * Some plays.
   *
   * @param next where the next older page begins, null where there is none
   */
  public record Page(List<Play> items, @Nullable PlayCursor next) {
    public Page {
      items = List.copyOf(items);
    }
  }

  /**
   * @param limit how many, 1 to 500
   * @param before where to begin; null begins with the newest
   */
  public Single<Page> page(long listenerId, int limit, @Nullable PlayCursor before) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit must be between 1 and " + MOST);
    }
    PlayCursor from = before == null ? PlayCursor.NEWEST : before;
    return pool.preparedQuery(PAGE)
        .rxExecute(Tuple.of(listenerId, Columns.timestamp(from.playedAt()), from.id(), limit + 1))
        .map(rows -> pageOf(rows, limit));
  }

  private static Page pageOf(RowSet<Row> rows, int limit) {
    List<Play> items = new ArrayList<>();
    @Nullable PlayCursor last = null;
    for (Row row : rows) {
      if (items.size() == limit) {
        return new Page(items, last);
      }
      items.add(playOf(row));
      last = new PlayCursor(Columns.millis(row, "played_at"), row.getLong("id"));
    }
    return new Page(items, null);
  }

  private static Play playOf(Row row) {
    return new Play(
        row.getString("public_id"),
        Instant.ofEpochMilli(Columns.millis(row, "played_at")),
        Duration.ofMillis(row.getLong("ms_played")),
        Columns.millis(row, "counted_at") != 0,
        Source.of(row.getString("source")).orElseThrow(),
        row.getBoolean("gap_before"),
        CatalogueStore.trackOf(row));
  }
}
