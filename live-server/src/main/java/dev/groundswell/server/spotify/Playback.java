package dev.groundswell.server.spotify;

import dev.groundswell.server.ledger.PlayedTrack;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a listener's player says of itself.
 *
 * @param type what kind of thing is in the player
 * @param track the track, null where the player has something else or does not say
 * @param progress how far into it, null where the player does not say; may lie past the end
 * @param playing whether it is going on; false while paused
 * @param changedAt when Spotify last learned something new of the player, null where not told
 * @param privateSession whether the listener listens in private; such listening is not stored
 * @param itemMissing whether the player is said to have a track, and the track is not given
 */
public record Playback(
    Type type,
    @Nullable PlayedTrack track,
    @Nullable Duration progress,
    boolean playing,
    @Nullable Instant changedAt,
    boolean privateSession,
    boolean itemMissing) {

  /** Kinds of things in a player. */
  public enum Type {
    TRACK,
    EPISODE,
    AD,
    OTHER
  }
}
