package dev.groundswell.simulator.catalogue;

import java.util.List;

/**
 * A fictional track.
 *
 * @param index place in {@link Catalogue#tracks()}
 * @param id like Spotify's: 22 digits and letters
 * @param artists the main artist first
 * @param number its place on the album, from 1
 * @param durationMs 45 s to 12 min
 */
public record Track(
    int index,
    String id,
    String title,
    List<Artist> artists,
    Album album,
    int number,
    int durationMs,
    String isrc,
    boolean explicit)
    implements Playable {

  public Track {
    artists = List.copyOf(artists);
  }

  public Artist artist() {
    return artists.get(0);
  }

  @Override
  public String uri() {
    return "spotify:track:" + id;
  }
}
