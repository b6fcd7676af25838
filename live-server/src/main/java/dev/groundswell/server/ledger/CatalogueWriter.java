package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.RowSet;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes tracks into the catalogue, within one transaction.
 *
 * <p>Writers take turns by an advisory lock, so that two never make two recordings of one name, and
 * never wait for each other crosswise.
 */
final class CatalogueWriter {
  private final SqlConnection connection;
  private final PublicIds publicIds;
  private final Instant now;
  private Map<String, Long> artists = Map.of();
  private Map<String, Long> albums = Map.of();

  CatalogueWriter(SqlConnection connection, PublicIds publicIds, Instant now) {
    this.connection = connection;
    this.publicIds = publicIds;
    this.now = now;
  }

  /** Stores what is new, refreshes what changed, and answers the numbers of all. */
  Single<Map<TrackKey, TrackIds>> learn(SortedMap<TrackKey, PlayedTrack> tracks) {
    return connection
        .query(CatalogueSql.TAKE_TURN)
        .rxExecute()
        .flatMap(turn -> find(tracks))
        .flatMap(known -> write(withoutHearsay(tracks, known), known))
        .flatMap(done -> find(tracks));
  }

  private Single<Boolean> write(
      SortedMap<TrackKey, PlayedTrack> tracks, Map<TrackKey, TrackIds> known) {
    return learnArtists(tracks.values())
        .doOnSuccess(learned -> artists = learned)
        .flatMap(learned -> classify(tracks.values()).toSingleDefault(learned))
        .flatMap(learned -> learnAlbums(tracks.values()))
        .doOnSuccess(learned -> albums = learned)
        .flatMap(learned -> refresh(tracks, known).andThen(insertMissing(tracks, known)));
  }

  /** What is known already is not overwritten by a source that knows less. */
  private static SortedMap<TrackKey, PlayedTrack> withoutHearsay(
      SortedMap<TrackKey, PlayedTrack> tracks, Map<TrackKey, TrackIds> known) {
    SortedMap<TrackKey, PlayedTrack> told = new TreeMap<>(tracks);
    told.entrySet()
        .removeIf(entry -> entry.getValue().isHearsay() && known.containsKey(entry.getKey()));
    return told;
  }

  private Single<Map<String, Long>> learnArtists(Collection<PlayedTrack> tracks) {
    Map<String, PlayedTrack.Artist> byName = new TreeMap<>();
    for (PlayedTrack track : tracks) {
      track.artists().forEach(artist -> byName.put(nameOf(artist), artist));
    }
    List<PlayedTrack.Artist> rows = List.copyOf(byName.values());
    Tuple columns =
        Columns.of(rows)
            .texts(artist -> publicIds.next())
            .texts(PlayedTrack.Artist::spotifyId)
            .texts(PlayedTrack.Artist::name)
            .texts(PlayedTrack.Artist::url)
            .texts(PlayedTrack.Artist::image)
            .with();
    return adopt(rows)
        .andThen(
            Single.defer(
                () ->
                    upsert(
                        CatalogueSql.UPSERT_ARTISTS,
                        CatalogueSql.FIND_ARTISTS,
                        columns,
                        byName.keySet())));
  }

  /** The first artist with an id is whom the name alone has stood for, plays and all. */
  private Completable adopt(List<PlayedTrack.Artist> artists) {
    List<PlayedTrack.Artist> withId =
        artists.stream().filter(artist -> artist.spotifyId() != null).toList();
    return withId.isEmpty()
        ? Completable.complete()
        : connection
            .preparedQuery(CatalogueSql.ADOPT_ARTISTS)
            .rxExecute(
                Columns.of(withId)
                    .texts(PlayedTrack.Artist::spotifyId)
                    .texts(PlayedTrack.Artist::name)
                    .with())
            .ignoreElement();
  }

  /** Decides genres: what a source names, else what was imported of artists of this name. */
  private Completable classify(Collection<PlayedTrack> tracks) {
    List<ArtistGenres.Word> names = new ArrayList<>();
    List<ArtistGenres.Word> genres = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    for (PlayedTrack track : tracks) {
      for (PlayedTrack.Artist artist : track.artists()) {
        long id = Objects.requireNonNull(artists.get(nameOf(artist)));
        if (seen.add(id)) {
          names.add(new ArtistGenres.Word(id, artist.name()));
          String genre = artist.genre();
          if (genre != null && !GenreWords.slug(genre).isEmpty()) {
            genres.add(new ArtistGenres.Word(id, genre));
          }
        }
      }
    }
    return ArtistGenres.setSpotifys(connection, genres)
        .andThen(Single.defer(() -> ArtistGenres.classify(connection, names)))
        .ignoreElement();
  }

  private Single<Map<String, Long>> learnAlbums(Collection<PlayedTrack> tracks) {
    Map<String, PlayedTrack> byName = new TreeMap<>();
    for (PlayedTrack track : tracks) {
      if (track.album() != null) {
        byName.put(nameOf(track.album(), track), track);
      }
    }
    List<PlayedTrack> rows = List.copyOf(byName.values());
    Tuple columns =
        Columns.of(rows)
            .texts(track -> publicIds.next())
            .texts(track -> albumOf(track).spotifyId())
            .texts(track -> albumOf(track).spotifyId() == null ? wordsOf(track) : null)
            .texts(track -> albumOf(track).title())
            .texts(track -> albumOf(track).url())
            .texts(track -> albumOf(track).image())
            .texts(track -> albumOf(track).released())
            .with();
    return upsert(CatalogueSql.UPSERT_ALBUMS, CatalogueSql.FIND_ALBUMS, columns, byName.keySet());
  }

  private Single<Map<String, Long>> upsert(
      String upsert, String find, Tuple columns, Set<String> names) {
    if (names.isEmpty()) {
      return Single.just(Map.of());
    }
    return connection
        .preparedQuery(upsert)
        .rxExecute(columns)
        .flatMap(
            done ->
                connection
                    .preparedQuery(find)
                    .rxExecute(Tuple.wrap(new Object[] {names.toArray(String[]::new)})))
        .map(
            rows -> {
              Map<String, Long> ids = new HashMap<>();
              for (Row row : rows) {
                ids.put(row.getString("name"), row.getLong("id"));
              }
              return ids;
            });
  }

  private Single<Map<TrackKey, TrackIds>> find(SortedMap<TrackKey, PlayedTrack> tracks) {
    return connection
        .preparedQuery(CatalogueSql.FIND_RECORDINGS)
        .rxExecute(
            Columns.of(List.copyOf(tracks.keySet()))
                .texts(TrackKey::kind)
                .texts(TrackKey::value)
                .with())
        .map(CatalogueWriter::idsOf);
  }

  private static Map<TrackKey, TrackIds> idsOf(RowSet<Row> rows) {
    Map<TrackKey, TrackIds> ids = new HashMap<>();
    for (Row row : rows) {
      Long album = row.getLong("album_id");
      ids.put(
          new TrackKey(row.getString("kind"), row.getString("value")),
          new TrackIds(
              row.getLong("recording_id"),
              List.of(row.getArrayOfLongs("artist_ids")),
              album == null ? 0 : album));
    }
    return ids;
  }

  private Completable refresh(
      SortedMap<TrackKey, PlayedTrack> tracks, Map<TrackKey, TrackIds> known) {
    List<TrackKey> keys = tracks.keySet().stream().filter(known::containsKey).toList();
    if (keys.isEmpty()) {
      return Completable.complete();
    }
    Function<TrackKey, Long> id = key -> Objects.requireNonNull(known.get(key)).recording();
    List<TrackKey> otherArtists =
        keys.stream()
            .filter(key -> !artistsOf(tracks, key).isEmpty())
            .filter(
                key ->
                    !artistsOf(tracks, key)
                        .equals(Objects.requireNonNull(known.get(key)).artists()))
            .toList();
    return connection
        .preparedQuery(CatalogueSql.REFRESH_RECORDINGS)
        .rxExecute(describe(Columns.of(keys).longs(id), tracks).with(Columns.timestamp(millis())))
        .flatMap(
            done ->
                connection
                    .preparedQuery("delete from recording_artist where recording_id = any($1)")
                    .rxExecute(Columns.of(otherArtists).longs(id).with()))
        .ignoreElement()
        .andThen(Completable.defer(() -> insertArtists(tracks, otherArtists, id)));
  }

  private Single<Boolean> insertMissing(
      SortedMap<TrackKey, PlayedTrack> tracks, Map<TrackKey, TrackIds> known) {
    Map<String, TrackKey> byPublicId = new TreeMap<>();
    for (TrackKey key : tracks.keySet()) {
      if (!known.containsKey(key)) {
        byPublicId.put(publicIds.next(), key);
      }
    }
    if (byPublicId.isEmpty()) {
      return Single.just(false);
    }
    Map<TrackKey, Long> ids = new HashMap<>();
    Map<TrackKey, String> publicId = new HashMap<>();
    byPublicId.forEach((id, key) -> publicId.put(key, id));
    List<TrackKey> keys = byPublicId.values().stream().sorted().toList();
    return connection
        .preparedQuery(CatalogueSql.INSERT_RECORDINGS)
        .rxExecute(
            describe(Columns.of(keys).texts(publicId::get), tracks)
                .with(Columns.timestamp(millis())))
        .doOnSuccess(
            rows -> {
              for (Row row : rows) {
                TrackKey key = byPublicId.get(row.getString("public_id"));
                ids.put(Objects.requireNonNull(key), row.getLong("id"));
              }
            })
        .flatMapCompletable(
            rows ->
                insertNames(tracks, keys, ids)
                    .andThen(
                        Completable.defer(
                            () ->
                                insertArtists(
                                    tracks, keys, key -> Objects.requireNonNull(ids.get(key))))))
        .toSingleDefault(true);
  }

  /** The columns title, album, duration, url, image and explicit. */
  private Columns<TrackKey> describe(
      Columns<TrackKey> columns, SortedMap<TrackKey, PlayedTrack> tracks) {
    Function<TrackKey, PlayedTrack> track = key -> Objects.requireNonNull(tracks.get(key));
    return columns
        .texts(key -> track.apply(key).title())
        .longs(
            key -> {
              PlayedTrack.Album album = track.apply(key).album();
              return album == null ? null : albums.get(nameOf(album, track.apply(key)));
            })
        .longs(
            key -> {
              Duration duration = track.apply(key).duration();
              return duration == null ? null : duration.toMillis();
            })
        .texts(key -> track.apply(key).url())
        .texts(key -> track.apply(key).image())
        .booleans(key -> track.apply(key).explicit());
  }

  private record Name(String kind, String value, long recording) {}

  private Completable insertNames(
      SortedMap<TrackKey, PlayedTrack> tracks, List<TrackKey> keys, Map<TrackKey, Long> ids) {
    List<Name> names = new ArrayList<>();
    for (TrackKey key : keys) {
      long id = Objects.requireNonNull(ids.get(key));
      names.add(new Name(key.kind(), key.value(), id));
      String isrc = Objects.requireNonNull(tracks.get(key)).isrc();
      if (isrc != null) {
        names.add(new Name("isrc", isrc, id));
      }
    }
    return connection
        .preparedQuery(CatalogueSql.INSERT_NAMES)
        .rxExecute(
            Columns.of(names).texts(Name::kind).texts(Name::value).longs(Name::recording).with())
        .ignoreElement();
  }

  private record Credit(long recording, int place, long artist) {}

  private Completable insertArtists(
      SortedMap<TrackKey, PlayedTrack> tracks, List<TrackKey> keys, Function<TrackKey, Long> id) {
    List<Credit> credits = new ArrayList<>();
    for (TrackKey key : keys) {
      List<Long> credited = artistsOf(tracks, key);
      for (int place = 0; place < credited.size(); place++) {
        credits.add(new Credit(id.apply(key), place, credited.get(place)));
      }
    }
    if (credits.isEmpty()) {
      return Completable.complete();
    }
    return connection
        .preparedQuery(CatalogueSql.INSERT_CREDITS)
        .rxExecute(
            Columns.of(credits)
                .longs(Credit::recording)
                .ints(Credit::place)
                .longs(Credit::artist)
                .with())
        .ignoreElement();
  }

  private List<Long> artistsOf(SortedMap<TrackKey, PlayedTrack> tracks, TrackKey key) {
    Set<Long> seen = new HashSet<>();
    return Objects.requireNonNull(tracks.get(key)).artists().stream()
        .map(artist -> Objects.requireNonNull(artists.get(nameOf(artist))))
        .filter(seen::add)
        .toList();
  }

  private long millis() {
    return now.toEpochMilli();
  }

  private static PlayedTrack.Album albumOf(PlayedTrack track) {
    return Objects.requireNonNull(track.album());
  }

  /** Ids and names in one space, so that neither is taken for the other here. */
  private static String nameOf(PlayedTrack.Artist artist) {
    return artist.spotifyId() != null ? "id:" + artist.spotifyId() : "name:" + artist.name();
  }

  private static String nameOf(PlayedTrack.Album album, PlayedTrack track) {
    return album.spotifyId() != null ? "id:" + album.spotifyId() : "words:" + wordsOf(track);
  }

  private static String wordsOf(PlayedTrack track) {
    @Nullable String artist = track.artists().isEmpty() ? null : track.artists().get(0).name();
    return Bounds.name(albumOf(track).title() + (artist == null ? "" : "\n" + artist));
  }
}
