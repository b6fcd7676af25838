package dev.groundswell.server.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listener's plays.
 *
 * @param items newest first
 * @param next asks for the next, older page; null on the last
 */
public record PlaysPage(List<Play> items, @Nullable String next) {

  public PlaysPage {
    items = List.copyOf(items);
  }

  /**
   * One play.
   *
   * @param id ours, opaque
   * @param playedAt its START
   * @param msPlayed how long it was heard, milliseconds
   * @param counted whether it counts: 30 s, or half of a shorter track, were heard
   * @param source who told of it: spotify, submitted or imported
   * @param gapBefore whether plays before it may be missing
   */
  public record Play(
      String id,
      Instant playedAt,
      long msPlayed,
      boolean counted,
      String source,
      boolean gapBefore,
      Track track) {}

  /** What was played; what is not known is null. */
  public record Track(
      String id,
      String title,
      List<Artist> artists,
      @Nullable Album album,
      @Nullable Long durationMs,
      @Nullable String url,
      @Nullable String image) {

    public Track {
      artists = List.copyOf(artists);
    }
  }

  /** Whose it is. */
  public record Artist(String id, String name) {}

  /** What it is on. */
  public record Album(String id, String title) {}
}
