package dev.groundswell.server.ledger;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was played, as a source describes it.
 *
 * <p>Texts of hostile length are cut, addresses of hostile length are dropped.
 *
 * @param spotifyId Spotify's id, null where the source has none (a local file)
 * @param uri the source's URI, which identifies what has no id; where both are null, title and main
 *     artist are all there is to know it by
 * @param title as written by the source
 * @param artists in order, the main artist first; may be empty
 * @param album null where unknown
 * @param duration null where unknown
 * @param isrc null where unknown
 * @param url where a person can open it, null where nowhere
 * @param image artwork, null where there is none
 * @param explicit null where unknown
 */
public record PlayedTrack(
    @Nullable String spotifyId,
    @Nullable String uri,
    String title,
    List<Artist> artists,
    @Nullable Album album,
    @Nullable Duration duration,
    @Nullable String isrc,
    @Nullable String url,
    @Nullable String image,
    @Nullable Boolean explicit) {

  private static final int MOST_ARTISTS = 50;

  public PlayedTrack {
    artists = artists.stream().limit(MOST_ARTISTS).toList();
    spotifyId = Bounds.nameOrNull(spotifyId);
    uri = Bounds.nameOrNull(uri);
    title = Bounds.name(title);
    isrc = Bounds.nameOrNull(isrc);
    url = Bounds.addressOrNull(url);
    image = Bounds.addressOrNull(image);
    if (spotifyId == null && uri == null && artists.isEmpty()) {
      throw new IllegalArgumentException("a track needs an id, a URI or an artist");
    }
  }

  /** Whether its source knows the artists by name alone: whoever knows their ids knows better. */
  boolean isHearsay() {
    return (spotifyId != null || uri == null)
        && artists.stream().allMatch(artist -> artist.spotifyId() == null);
  }

  /** Title and main artist as a name of the track; null where no artist is known. */
  @Nullable String words() {
    return artists.isEmpty() ? null : Bounds.name(title + "\n" + artists.get(0).name());
  }

  /**
   * An artist as a source names it; without an id it is known by this name alone.
   *
   * @param genre the first genre that the source names, null where it names none
   */
  public record Artist(
      @Nullable String spotifyId,
      String name,
      @Nullable String url,
      @Nullable String image,
      @Nullable String genre) {

    /** An artist of whose genre the source says nothing. */
    public Artist(
        @Nullable String spotifyId, String name, @Nullable String url, @Nullable String image) {
      this(spotifyId, name, url, image, null);
    }

    public Artist {
      spotifyId = Bounds.nameOrNull(spotifyId);
      name = Bounds.name(name);
      url = Bounds.addressOrNull(url);
      image = Bounds.addressOrNull(image);
      genre = Bounds.nameOrNull(genre);
    }
  }

  /** An album as a source names it; {@code released} is as precise as the source says. */
  public record Album(
      @Nullable String spotifyId,
      String title,
      @Nullable String url,
      @Nullable String image,
      @Nullable String released) {
    public Album {
      spotifyId = Bounds.nameOrNull(spotifyId);
      title = Bounds.name(title);
      url = Bounds.addressOrNull(url);
      image = Bounds.addressOrNull(image);
      released = Bounds.nameOrNull(released);
    }
  }
}
