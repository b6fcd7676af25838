package dev.groundswell.simulator.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All there is to play: fictional, and the same for the same seed. */
public final class Catalogue {
  private final List<Genre> genres;
  private final List<Artist> artists;
  private final List<Album> albums;
  private final List<Track> tracks;
  private final Charts charts;
  private final Podcasts podcasts;
  private final Releases releases;
  private final Map<String, Artist> artistById = new HashMap<>();
  private final Map<String, Album> albumById = new HashMap<>();
  private final Map<String, Track> trackById = new HashMap<>();

  Catalogue(
      List<Genre> genres,
      List<Artist> artists,
      List<Album> albums,
      List<Track> tracks,
      Charts charts,
      Podcasts podcasts,
      Releases releases) {
    this.genres = List.copyOf(genres);
    this.artists = List.copyOf(artists);
    this.albums = List.copyOf(albums);
    this.tracks = List.copyOf(tracks);
    this.charts = charts;
    this.podcasts = podcasts;
    this.releases = releases;
    artists.forEach(artist -> artistById.put(artist.id(), artist));
    albums.forEach(album -> albumById.put(album.id(), album));
    tracks.forEach(track -> trackById.put(track.id(), track));
  }

  /** The catalogue of {@code seed}. */
  public static Catalogue of(long seed) {
    return new CatalogueBuilder(seed).build();
  }

  public List<Genre> genres() {
    return genres;
  }

  public List<Artist> artists() {
    return artists;
  }

  public List<Album> albums() {
    return albums;
  }

  public List<Track> tracks() {
    return tracks;
  }

  /** How popular everything is. */
  public Charts charts() {
    return charts;
  }

  /** What there is that is not music. */
  public Podcasts podcasts() {
    return podcasts;
  }

  /** What comes out as time goes on; it is not in the lists. */
  public Releases releases() {
    return releases;
  }

  public @Nullable Artist artist(String id) {
    return artistById.get(id);
  }

  public @Nullable Album album(String id) {
    Album album = albumById.get(id);
    return album == null ? releases.album(id) : album;
  }

  public @Nullable Track track(String id) {
    Track track = trackById.get(id);
    return track == null ? releases.track(id) : track;
  }

  /** The tracks of {@code album} in their order. */
  public List<Track> tracksOf(Album album) {
    if (album.firstTrack() >= tracks.size()) {
      return List.of(releases.trackOf(album));
    }
    return tracks.subList(album.firstTrack(), album.firstTrack() + album.size());
  }
}
