package dev.groundswell.server.spotify;

import dev.groundswell.server.ledger.PlayedTrack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of what a listener has played.
 *
 * @param items newest first, as far as they could be read
 * @param full whether the page held as many items as a page can, so that there may be older ones
 * @param skipped how many items were left out, by reason
 * @param before where older plays begin, null where Spotify says there are none
 */
public record PlayHistory(
    List<Item> items, boolean full, Map<String, Integer> skipped, @Nullable Instant before) {

  public PlayHistory {
    items = List.copyOf(items);
    skipped = Map.copyOf(skipped);
  }

  /** One play; {@code playedAt} is its END for most players. */
  public record Item(PlayedTrack track, Instant playedAt) {}
}
