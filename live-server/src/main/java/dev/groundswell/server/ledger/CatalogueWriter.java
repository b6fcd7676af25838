package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes tracks into the catalogue, within one transaction: their artists, then their albums, then
 * the recordings that name both.
 *
 * <p>Writers take turns by an advisory lock, so that two never make two recordings of one name, and
 * never wait for each other crosswise.
 */
final class CatalogueWriter {
  private final SqlConnection connection;
  private final ArtistRows artists;
  private final AlbumRows albums;
  private final RecordingRows recordings;

  CatalogueWriter(SqlConnection connection, PublicIds publicIds, Instant now) {
    this.connection = connection;
    this.artists = new ArtistRows(connection, publicIds);
    this.albums = new AlbumRows(connection, publicIds);
    this.recordings = new RecordingRows(connection, publicIds, now, artists, albums);
  }

  /** Stores what is new, refreshes what changed, and answers the numbers of all. */
  Single<Map<TrackKey, TrackIds>> learn(SortedMap<TrackKey, PlayedTrack> tracks) {
    return connection
        .query(CatalogueSql.TAKE_TURN)
        .rxExecute()
        .flatMapCompletable(turn -> recordings.adopt(tracks))
        .andThen(Single.defer(() -> recordings.find(tracks)))
        .flatMapCompletable(known -> write(withoutHearsay(tracks, known), known))
        .andThen(Single.defer(() -> recordings.find(tracks)));
  }

  private Completable write(
      SortedMap<TrackKey, PlayedTrack> tracks, Map<TrackKey, TrackIds> known) {
    return Completable.concatArray(
        artists.learn(tracks.values()),
        Completable.defer(() -> albums.learn(tracks.values())),
        Completable.defer(() -> recordings.refresh(tracks, known)),
        Completable.defer(() -> recordings.insertMissing(tracks, known)));
  }

  /** What is known already is not overwritten by a source that knows less. */
  private static SortedMap<TrackKey, PlayedTrack> withoutHearsay(
      SortedMap<TrackKey, PlayedTrack> tracks, Map<TrackKey, TrackIds> known) {
    SortedMap<TrackKey, PlayedTrack> told = new TreeMap<>(tracks);
    told.entrySet()
        .removeIf(entry -> entry.getValue().isHearsay() && known.containsKey(entry.getKey()));
    return told;
  }
}
