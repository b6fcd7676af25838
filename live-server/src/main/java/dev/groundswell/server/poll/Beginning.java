package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Movement.TOLERANCE;

import dev.groundswell.server.ledger.PlayedTrack;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a play that is seen for the first time began. */
final class Beginning {
  private Beginning() {}

  /** When something began of which {@code heard} has been heard: as Spotify says, if it fits. */
  static Instant start(Position now, Duration heard) {
    Instant since = now.since();
    Duration steady = now.steady();
    if (since == null || steady == null || !heard.equals(now.progress())) {
      return now.when().minus(heard);
    }
    boolean fits =
        now.isFromItsBeginning() && steady.compareTo(heard.plus(Movement.OLDEST_ANSWER)) <= 0;
    return fits ? since : now.when().minus(heard);
  }

  /**
   * How much of it has probably been heard.
   *
   * @param before when the player was looked at without it; null where never
   * @param wasPlaying whether something was heard then
   */
  static Duration probablyHeard(Position now, @Nullable Instant before, boolean wasPlaying) {
    if (!now.playing() && !wasPlaying) {
      // A track may lie paused in a player for days.
      return Duration.ZERO;
    }
    if (before == null || now.isFromItsBeginning()) {
      return now.progress();
    }
    Duration passed = Duration.between(before, now.when());
    if (now.playing() && now.since() != null && passed.compareTo(Movement.GAP) > 0) {
      // Moved while nobody looked: what was heard before that nobody knows.
      return now.certain();
    }
    if (now.progress().compareTo(passed.plus(TOLERANCE)) <= 0) {
      return now.progress();
    }
    Duration steady = now.steady();
    Duration most = steady == null || steady.compareTo(passed) > 0 ? passed : steady;
    return now.playing() && !most.isNegative() ? most : Duration.ZERO;
  }

  /** The play, as far as one look shows it. */
  static PlayUnderway of(
      PlayedTrack track, Position now, Duration heard, Instant start, boolean knowsStart) {
    // Where Spotify does not say since when, what is probable must do.
    Duration certain = now.since() == null ? heard : now.certain();
    return PlayUnderway.unheard(track, now.progress(), start.plus(heard), now.playing(), knowsStart)
        .hearing(heard, start, certain);
  }
}
