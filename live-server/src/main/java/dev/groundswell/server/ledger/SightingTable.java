package dev.groundswell.server.ledger;

import static dev.groundswell.server.ledger.Columns.millis;

import dev.groundswell.server.ledger.Sighting.Kind;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The statements on {@code sighting}. */
final class SightingTable {
  private static final String INSERT =
      """
      insert into sighting (listener_id, recording_id, kind, observation, revision, started_at,
        ended_at, knows_start, knows_end, heard_ms, counted_at, seen_at)
      select v.*, $12 from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::int[],
        $6::timestamptz[], $7::timestamptz[], $8::boolean[], $9::boolean[], $10::bigint[],
        $11::timestamptz[]) as v
      on conflict do nothing
      returning *
      """;

  private static final String WITHIN =
      """
      select s.* from unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::timestamptz[])
        as w (listener_id, recording_id, from_at, until_at)
      join sighting s on s.listener_id = w.listener_id and s.recording_id = w.recording_id
        and s.started_at between w.from_at - $5::bigint * interval '1 millisecond' and w.until_at
        and s.ended_at >= w.from_at
      """;

  private SightingTable() {}

  /** A sighting whose track has become a recording of the catalogue. */
  record NewSighting(Sighting sighting, long recordingId) {}

  /** A stretch of time in which to look for one listener's sightings of one recording. */
  record Window(StoredSighting.Key key, long from, long until) {}

  /** Stores what is not stored yet and answers that. */
  static Single<List<StoredSighting>> insert(
      SqlConnection connection, List<NewSighting> rows, Instant now) {
    if (rows.isEmpty()) {
      return Single.just(List.of());
    }
    Tuple columns =
        Columns.of(rows)
            .longs(row -> row.sighting.listenerId())
            .longs(NewSighting::recordingId)
            .texts(row -> label(row.sighting.kind()))
            .texts(row -> row.sighting.observation())
            .ints(row -> row.sighting.revision())
            .instants(row -> row.sighting.startedAt().toEpochMilli())
            .instants(row -> row.sighting.endedAt().toEpochMilli())
            .booleans(row -> row.sighting.knowsStart())
            .booleans(row -> row.sighting.knowsEnd())
            .longs(row -> row.sighting.heard().toMillis())
            .instants(row -> countedAt(row.sighting))
            .with(Columns.timestamp(now.toEpochMilli()));
    return read(connection, INSERT, columns);
  }

  /** Everything whose span touches one of the windows. */
  static Single<List<StoredSighting>> within(SqlConnection connection, List<Window> windows) {
    Tuple columns =
        Columns.of(windows)
            .longs(window -> window.key.listenerId())
            .longs(window -> window.key.recordingId())
            .instants(Window::from)
            .instants(Window::until)
            .with(Likeness.LONGEST_SPAN);
    return read(connection, WITHIN, columns);
  }

  static Single<List<StoredSighting>> byId(SqlConnection connection, long id) {
    return read(connection, "select * from sighting where id = $1", Tuple.of(id));
  }

  /** Marks sightings of a play that its listener deleted. */
  static Completable remove(SqlConnection connection, Collection<Long> ids) {
    return connection
        .preparedQuery("update sighting set removed = true where id = any($1)")
        .rxExecute(Tuple.wrap(new Object[] {ids.toArray(Long[]::new)}))
        .ignoreElement();
  }

  private static Single<List<StoredSighting>> read(
      SqlConnection connection, String sql, Tuple parameters) {
    return connection
        .preparedQuery(sql)
        .rxExecute(parameters)
        .map(
            rows -> {
              List<StoredSighting> sightings = new ArrayList<>(rows.size());
              for (Row row : rows) {
                sightings.add(sightingOf(row));
              }
              return sightings;
            });
  }

  private static StoredSighting sightingOf(Row row) {
    return new StoredSighting(
        row.getLong("id"),
        row.getLong("listener_id"),
        row.getLong("recording_id"),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("observation"),
        row.getInteger("revision"),
        millis(row, "started_at"),
        millis(row, "ended_at"),
        row.getBoolean("knows_start"),
        row.getBoolean("knows_end"),
        row.getLong("heard_ms"),
        millis(row, "counted_at"),
        row.getBoolean("removed"));
  }

  private static String label(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static long countedAt(Sighting sighting) {
    Instant at = sighting.countedAt();
    return at == null ? 0 : at.toEpochMilli();
  }
}
