package dev.groundswell.server.ledger;

import static dev.groundswell.server.ledger.Columns.millis;

import dev.groundswell.events.PlayState;
import dev.groundswell.events.Source;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The statements on {@code play}. */
final class PlayTable {
  private static final String INSERT =
      """
      insert into play (public_id, listener_id, recording_id, first_sighting_id, played_at,
        ended_at, counted_at, ms_played, source, trends, artist_ids, album_id, genre_id, rev,
        week_hour, length_ms)
      select v.public_id, v.listener_id, v.recording_id, v.first_sighting_id, v.played_at,
        v.ended_at, v.counted_at, v.ms_played, v.source, v.trends, v.artist_ids::bigint[],
        nullif(v.album_id, 0), nullif(v.genre_id, 0), v.rev, nullif(v.week_hour, 0),
        nullif(v.length_ms, 0)
      from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::timestamptz[],
        $6::timestamptz[], $7::timestamptz[], $8::bigint[], $9::text[], $10::boolean[],
        $11::text[], $12::bigint[], $13::bigint[], $14::int[], $15::int[], $16::bigint[])
        as v (public_id, listener_id, recording_id, first_sighting_id, played_at, ended_at,
          counted_at, ms_played, source, trends, artist_ids, album_id, genre_id, rev,
          week_hour, length_ms)
      returning id, first_sighting_id
      """;

  private static final String UPDATE =
      """
      update play p set recording_id = v.recording_id, played_at = v.played_at,
        ended_at = v.ended_at, counted_at = v.counted_at, ms_played = v.ms_played,
        source = v.source, trends = v.trends, artist_ids = v.artist_ids::bigint[],
        album_id = nullif(v.album_id, 0), genre_id = nullif(v.genre_id, 0), rev = v.rev,
        week_hour = nullif(v.week_hour, 0),
        length_ms = nullif(v.length_ms, 0)
      from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::timestamptz[],
        $6::timestamptz[], $7::timestamptz[], $8::bigint[], $9::text[], $10::boolean[],
        $11::text[], $12::bigint[], $13::bigint[], $14::int[], $15::int[], $16::bigint[])
        as v (public_id, listener_id, recording_id, first_sighting_id, played_at, ended_at,
          counted_at, ms_played, source, trends, artist_ids, album_id, genre_id, rev,
          week_hour, length_ms)
      where p.first_sighting_id = v.first_sighting_id
      """;

  private PlayTable() {}

  /** The plays that have their identity from one of these sightings. */
  static Single<List<StoredPlay>> identifiedBy(
      SqlConnection connection, Collection<Long> sightingIds) {
    return read(
        connection,
        "select * from play where first_sighting_id = any($1)",
        Tuple.wrap(new Object[] {sightingIds.toArray(Long[]::new)}));
  }

  static Single<List<StoredPlay>> byPublicId(
      SqlConnection connection, long listenerId, String publicId) {
    return read(
        connection,
        "select * from play where listener_id = $1 and public_id = $2",
        Tuple.of(listenerId, publicId));
  }

  static Single<List<StoredPlay>> read(SqlConnection connection, String sql, Tuple parameters) {
    return connection
        .preparedQuery(sql)
        .rxExecute(parameters)
        .map(
            rows -> {
              List<StoredPlay> plays = new ArrayList<>(rows.size());
              for (Row row : rows) {
                plays.add(playOf(row));
              }
              return plays;
            });
  }

  /** Stores new plays and answers them with their numbers, in the same order. */
  static Single<List<StoredPlay>> insert(SqlConnection connection, List<StoredPlay> plays) {
    if (plays.isEmpty()) {
      return Single.just(List.of());
    }
    return connection
        .preparedQuery(INSERT)
        .rxExecute(columns(plays))
        .map(
            rows -> {
              Map<Long, Long> ids = new HashMap<>();
              for (Row row : rows) {
                ids.put(row.getLong("first_sighting_id"), row.getLong("id"));
              }
              return plays.stream()
                  .map(play -> play.withId(Objects.requireNonNull(ids.get(play.firstSighting()))))
                  .toList();
            });
  }

  static Completable update(SqlConnection connection, List<StoredPlay> plays) {
    return plays.isEmpty()
        ? Completable.complete()
        : connection.preparedQuery(UPDATE).rxExecute(columns(plays)).ignoreElement();
  }

  static Completable delete(SqlConnection connection, List<StoredPlay> plays) {
    if (plays.isEmpty()) {
      return Completable.complete();
    }
    return connection
        .preparedQuery("delete from play where id = any($1)")
        .rxExecute(Columns.of(plays).longs(StoredPlay::id).with())
        .ignoreElement();
  }

  private static Tuple columns(List<StoredPlay> plays) {
    return Columns.of(plays)
        .texts(StoredPlay::publicId)
        .longs(StoredPlay::listenerId)
        .longs(play -> play.state().recording())
        .longs(StoredPlay::firstSighting)
        .instants(play -> play.state().playedAt())
        .instants(StoredPlay::endedAt)
        .instants(play -> play.state().countedAt())
        .longs(play -> play.state().msPlayed())
        .texts(play -> play.state().source().label())
        .booleans(play -> play.state().trends())
        .texts(PlayTable::artistIds)
        .longs(play -> play.state().album())
        .longs(play -> play.state().genre())
        .ints(StoredPlay::rev)
        .ints(play -> play.state().weekHour())
        .longs(play -> play.state().length())
        .with();
  }

  /** As an array literal, since unnest would flatten an array of arrays. */
  private static String artistIds(StoredPlay play) {
    return play.state().artists().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(",", "{", "}"));
  }

  static StoredPlay playOf(Row row) {
    Long album = row.getLong("album_id");
    Long genre = row.getLong("genre_id");
    Integer weekHour = row.getInteger("week_hour");
    Long length = row.getLong("length_ms");
    PlayState state =
        new PlayState(
            row.getLong("recording_id"),
            List.of(row.getArrayOfLongs("artist_ids")),
            album == null ? 0 : album,
            genre == null ? 0 : genre,
            millis(row, "played_at"),
            millis(row, "counted_at"),
            row.getLong("ms_played"),
            length == null ? 0 : length,
            Source.of(row.getString("source")).orElseThrow(),
            weekHour == null ? 0 : weekHour,
            row.getBoolean("trends"));
    return new StoredPlay(
        row.getLong("id"),
        row.getString("public_id"),
        row.getLong("listener_id"),
        row.getLong("first_sighting_id"),
        millis(row, "ended_at"),
        state,
        row.getInteger("rev"));
  }
}
