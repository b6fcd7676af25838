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
  private final Map<String, Artist> artistById = new HashMap<>();
  private final Map<String, Album> albumById = new HashMap<>();
  private final Map<String, Track> trackById = new HashMap<>();

  Catalogue(
      List<Genre> genres,
      List<Artist> artists,
      List<Album> albums,
      List<Track> tracks,
      Charts charts,
      Podcasts podcasts) {
    this.genres = List.copyOf(genres);
    this.artists = List.copyOf(artists);
    this.albums = List.copyOf(albums);
    this.tracks = List.copyOf(tracks);
    this.charts = charts;
    this.podcasts = podcasts;
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

  public @Nullable Artist artist(String id) {
    return artistById.get(id);
  }

  public @Nullable Album album(String id) {
    return albumById.get(id);
  }

  public @Nullable Track track(String id) {
    return trackById.get(id);
  }

  /** The tracks of {@code album} in their order. */
  public List<Track> tracksOf(Album album) {
    return tracks.subList(album.firstTrack(), album.firstTrack() + album.size());
  }
}
