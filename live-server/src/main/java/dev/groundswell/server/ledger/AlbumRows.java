package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The albums of some tracks, written into the catalogue and known by number from then on. */
final class AlbumRows {
  private final SqlConnection connection;
  private final PublicIds publicIds;
  private Map<String, Long> albums = Map.of();

  AlbumRows(SqlConnection connection, PublicIds publicIds) {
    this.connection = connection;
    this.publicIds = publicIds;
  }

  /** The number of a track's album, null where none is told. */
  @Nullable Long of(PlayedTrack track) {
    PlayedTrack.Album album = track.album();
    return album == null ? null : albums.get(nameOf(album, track));
  }

  /** Stores what is new and refreshes what changed. */
  Completable learn(Collection<PlayedTrack> tracks) {
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
    return NamedRows.upsert(
            connection,
            CatalogueSql.UPSERT_ALBUMS,
            CatalogueSql.FIND_ALBUMS,
            columns,
            byName.keySet())
        .doOnSuccess(learned -> albums = learned)
        .ignoreElement();
  }

  private static PlayedTrack.Album albumOf(PlayedTrack track) {
    return Objects.requireNonNull(track.album());
  }

  private static String nameOf(PlayedTrack.Album album, PlayedTrack track) {
    return album.spotifyId() != null ? "id:" + album.spotifyId() : "words:" + wordsOf(track);
  }

  private static String wordsOf(PlayedTrack track) {
    @Nullable String artist = track.artists().isEmpty() ? null : track.artists().get(0).name();
    return Bounds.name(albumOf(track).title() + (artist == null ? "" : "\n" + artist));
  }
}
