package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The artists of some tracks, written into the catalogue and known by number from then on. */
final class ArtistRows {
  private final SqlConnection connection;
  private final PublicIds publicIds;
  private Map<String, Long> artists = Map.of();

  ArtistRows(SqlConnection connection, PublicIds publicIds) {
    this.connection = connection;
    this.publicIds = publicIds;
  }

  /** Stores what is new, refreshes what changed, and decides genres. */
  Completable learn(Collection<PlayedTrack> tracks) {
    return store(tracks)
        .doOnSuccess(learned -> artists = learned)
        .flatMapCompletable(learned -> classify(tracks));
  }

  /** The numbers of a track's artists, the main one first, each once. */
  List<Long> of(PlayedTrack track) {
    Set<Long> seen = new HashSet<>();
    return track.artists().stream()
        .map(artist -> Objects.requireNonNull(artists.get(nameOf(artist))))
        .filter(seen::add)
        .toList();
  }

  private Single<Map<String, Long>> store(Collection<PlayedTrack> tracks) {
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
                    NamedRows.upsert(
                        connection,
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

  /** Ids and names in one space, so that neither is taken for the other here. */
  private static String nameOf(PlayedTrack.Artist artist) {
    return artist.spotifyId() != null ? "id:" + artist.spotifyId() : "name:" + artist.name();
  }
}
