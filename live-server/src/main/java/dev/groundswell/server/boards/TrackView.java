package dev.groundswell.server.boards;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording as everyone may see it.
 *
 * @param id the public, opaque id
 * @param title its title
 * @param artists who made it, the main artist first
 * @param url where it can be heard, null where nobody knows
 * @param image its artwork, null where there is none
 */
public record TrackView(
    String id,
    String title,
    List<ArtistView> artists,
    @Nullable String url,
    @Nullable String image) {

  public TrackView {
    artists = List.copyOf(artists);
  }

  /**
   * An artist as everyone may see them.
   *
   * @param id the public, opaque id
   */
  public record ArtistView(String id, String name) {}
}
