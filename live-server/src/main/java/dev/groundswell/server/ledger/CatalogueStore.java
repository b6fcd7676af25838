package dev.groundswell.server.ledger;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.server.ledger.TrackView.AlbumTitle;
import dev.groundswell.server.ledger.TrackView.ArtistName;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue for those who show it: public ids, names, links and artwork by the ledger's
 * numbers.
 *
 * <p>Asks PostgreSQL each time; who asks often remembers the answers for as long as a name may be
 * old.
 */
public final class CatalogueStore {
  /** Columns of a track, for queries that join recording as r and album as b. */
  static final String TRACK_COLUMNS =
      """
      r.public_id as track_id, r.title, r.duration_ms, r.url, r.image,
        b.public_id as album_public_id, b.title as album_title,
        array(select a.public_id from recording_artist c join artist a on a.id = c.artist_id
              where c.recording_id = r.id order by c.place) as artist_public_ids,
        array(select a.name from recording_artist c join artist a on a.id = c.artist_id
              where c.recording_id = r.id order by c.place) as artist_names
      """;

  private static final String TRACKS =
      "select r.id, "
          + TRACK_COLUMNS
          + " from recording r left join album b on b.id = r.album_id where r.id = any($1)";

  private final Pool pool;

  public CatalogueStore(Pool pool) {
    this.pool = pool;
  }

  /** Recordings by the ledger's numbers; what is not there is missing in the answer. */
  public Single<Map<Long, TrackView>> tracks(Set<Long> recordingIds) {
    return find(TRACKS, recordingIds, CatalogueStore::trackOf);
  }

  /** Artists by the ledger's numbers; what is not there is missing in the answer. */
  public Single<Map<Long, ArtistView>> artists(Set<Long> artistIds) {
    return find(
        "select id, public_id, name, url, image from artist where id = any($1)",
        artistIds,
        row ->
            new ArtistView(
                row.getString("public_id"),
                row.getString("name"),
                row.getString("url"),
                row.getString("image")));
  }

  /** Genres by the ledger's numbers; what is not there is missing in the answer. */
  public Single<Map<Long, GenreView>> genres(Set<Long> genreIds) {
    return find(
        "select id, public_id, name from genre where id = any($1)",
        genreIds,
        row -> new GenreView(row.getString("public_id"), row.getString("name")));
  }

  /** The ledger's number of a recording, artist or genre by its public id. */
  public Maybe<Long> number(Kind kind, String publicId) {
    String table =
        switch (kind) {
          case TRACKS -> "recording";
          case ARTISTS -> "artist";
          case GENRES -> "genre";
        };
    return pool.preparedQuery("select id from " + table + " where public_id = $1")
        .rxExecute(Tuple.of(publicId))
        .flatMapMaybe(
            rows ->
                rows.size() == 0 ? Maybe.empty() : Maybe.just(rows.iterator().next().getLong(0)));
  }

  private <V> Single<Map<Long, V>> find(String sql, Set<Long> ids, Function<Row, V> view) {
    if (ids.isEmpty()) {
      return Single.just(Map.of());
    }
    return pool.preparedQuery(sql)
        .rxExecute(Tuple.wrap(new Object[] {ids.toArray(Long[]::new)}))
        .map(
            rows -> {
              Map<Long, V> found = new HashMap<>();
              rows.forEach(row -> found.put(row.getLong("id"), view.apply(row)));
              return found;
            });
  }

  /** The track of a row that has the {@link #TRACK_COLUMNS}. */
  static TrackView trackOf(Row row) {
    String[] ids = row.getArrayOfStrings("artist_public_ids");
    String[] names = row.getArrayOfStrings("artist_names");
    List<ArtistName> artists = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      artists.add(new ArtistName(ids[i], names[i]));
    }
    @Nullable String album = row.getString("album_public_id");
    @Nullable Long duration = row.getLong("duration_ms");
    return new TrackView(
        row.getString("track_id"),
        row.getString("title"),
        artists,
        album == null ? null : new AlbumTitle(album, row.getString("album_title")),
        duration == null ? null : Duration.ofMillis(duration),
        row.getString("url"),
        row.getString("image"));
  }
}
