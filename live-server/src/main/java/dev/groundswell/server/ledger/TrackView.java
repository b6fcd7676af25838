package dev.groundswell.server.ledger;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording as it is shown outside; all ids are public ones.
 *
 * @param artists the main artist first; may be empty
 * @param album null where unknown
 * @param duration null where unknown
 * @param url where a person can open it, null where nowhere
 * @param image artwork, null where there is none
 */
public record TrackView(
    String id,
    String title,
    List<ArtistName> artists,
    @Nullable AlbumTitle album,
    @Nullable Duration duration,
    @Nullable String url,
    @Nullable String image)
    implements ItemView {

  public TrackView {
    artists = List.copyOf(artists);
  }

  /** An artist's public id and name. */
  public record ArtistName(String id, String name) {}

  /** An album's public id and title. */
  public record AlbumTitle(String id, String title) {}
}
