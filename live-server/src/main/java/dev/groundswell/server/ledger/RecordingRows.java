package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.RowSet;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Recordings in the catalogue with their names and credits; artists and albums come before. */
final class RecordingRows {
  private final SqlConnection connection;
  private final PublicIds publicIds;
  private final Instant now;
  private final ArtistRows artists;
  private final AlbumRows albums;

  RecordingRows(
      SqlConnection connection,
      PublicIds publicIds,
      Instant now,
      ArtistRows artists,
      AlbumRows albums) {
    this.connection = connection;
    this.publicIds = publicIds;
    this.now = now;
    this.artists = artists;
    this.albums = albums;
  }

  /** What has been known by its words alone gets the first id whose track has these words. */
  Completable adopt(SortedMap<TrackKey, PlayedTrack> tracks) {
    List<PlayedTrack> named =
        tracks.values().stream()
            .filter(track -> track.spotifyId() != null && track.words() != null)
            .toList();
    return named.isEmpty()
        ? Completable.complete()
        : connection
            .preparedQuery(CatalogueSql.ADOPT_RECORDINGS)
            .rxExecute(
                Columns.of(named).texts(PlayedTrack::spotifyId).texts(PlayedTrack::words).with())
            .ignoreElement();
  }

  /** The numbers of those that are there. */
  Single<Map<TrackKey, TrackIds>> find(SortedMap<TrackKey, PlayedTrack> tracks) {
    return connection
        .preparedQuery(CatalogueSql.FIND_RECORDINGS)
        .rxExecute(
            Columns.of(List.copyOf(tracks.keySet()))
                .texts(TrackKey::kind)
                .texts(TrackKey::value)
                .with())
        .map(RecordingRows::idsOf);
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

  /** Takes over what is told anew of those that are there. */
  Completable refresh(SortedMap<TrackKey, PlayedTrack> tracks, Map<TrackKey, TrackIds> known) {
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

  /** Stores those that are not there. */
  Completable insertMissing(
      SortedMap<TrackKey, PlayedTrack> tracks, Map<TrackKey, TrackIds> known) {
    Map<String, TrackKey> byPublicId = new TreeMap<>();
    Set<String> words = wordsOfNamed(tracks);
    for (TrackKey key : tracks.keySet()) {
      // Words that come along with an id are a name of that recording, and no other one.
      if (!known.containsKey(key) && !(key.isWords() && words.contains(key.value()))) {
        byPublicId.put(publicIds.next(), key);
      }
    }
    if (byPublicId.isEmpty()) {
      return Completable.complete();
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
                                    tracks, keys, key -> Objects.requireNonNull(ids.get(key))))));
  }

  private static Set<String> wordsOfNamed(SortedMap<TrackKey, PlayedTrack> tracks) {
    Set<String> words = new HashSet<>();
    tracks.forEach(
        (key, track) -> {
          String name = track.words();
          if (!key.isWords() && name != null) {
            words.add(name);
          }
        });
    return words;
  }

  /** The columns title, album, duration, url, image and explicit. */
  private Columns<TrackKey> describe(
      Columns<TrackKey> columns, SortedMap<TrackKey, PlayedTrack> tracks) {
    Function<TrackKey, PlayedTrack> track = key -> Objects.requireNonNull(tracks.get(key));
    return columns
        .texts(key -> track.apply(key).title())
        .longs(key -> albums.of(track.apply(key)))
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
      String words = Objects.requireNonNull(tracks.get(key)).words();
      if (words != null && !key.isWords()) {
        names.add(new Name(TrackKey.WORDS, words, id));
      }
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
    return artists.of(Objects.requireNonNull(tracks.get(key)));
  }

  private long millis() {
    return now.toEpochMilli();
  }
}
