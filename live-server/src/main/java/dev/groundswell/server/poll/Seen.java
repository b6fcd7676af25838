package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.spotify.PlayHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one poll of a listener saw. */
public sealed interface Seen {

  /**
   * A track is in the player.
   *
   * @param progress null where the player does not say; may lie past the end
   * @param playing false while it is paused
   * @param changedAt when Spotify last learned something new, null where not told; an answer with
   *     an earlier one than the last is stale
   */
  record Playing(
      PlayedTrack track, @Nullable Duration progress, boolean playing, @Nullable Instant changedAt)
      implements Seen {}

  /** Nothing is in the player. */
  record Idle() implements Seen {}

  /** The listener listens in private; nothing of it may be remembered. */
  record InPrivate() implements Seen {}

  /** An advertisement, an episode or anything else that is not kept. */
  record Other(@Nullable Duration progress, boolean playing, @Nullable Instant changedAt)
      implements Seen {}

  /**
   * The player has a track, not in private, and does not say which.
   *
   * @param playing false while it is paused
   */
  record ItemMissing(boolean playing) implements Seen {}

  /**
   * A page of what was played.
   *
   * @param full whether there may be older plays that are not on the page
   */
  record HistoryPage(List<PlayHistory.Item> items, boolean full) implements Seen {
    public HistoryPage {
      items = List.copyOf(items);
    }
  }
}
