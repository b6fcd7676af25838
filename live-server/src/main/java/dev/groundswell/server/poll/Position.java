package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Times.min;
import static dev.groundswell.server.poll.Times.orZero;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One look at a track.
 *
 * @param progress where the track is, within its length
 * @param playing whether it is playing
 * @param since since when it has been as it is, in Spotify's words; null where that is not told or
 *     cannot be
 * @param when when it was looked at
 * @param beyond how far past its end it says that it is, mostly zero
 */
record Position(
    Duration progress, boolean playing, @Nullable Instant since, Instant when, Duration beyond) {

  /** How long it has been as it is, null where that is not told. */
  @Nullable Duration steady() {
    return since == null ? null : orZero(Duration.between(since, when));
  }

  /** How much of the track has been heard beyond doubt, all others apart. */
  Duration certain() {
    Duration steady = steady();
    return playing && steady != null ? min(progress, steady) : Duration.ZERO;
  }

  /** Whether it has come exactly as far as it must have since it began: no old answer says so. */
  boolean isExact() {
    Duration steady = steady();
    return playing
        && steady != null
        && steady.minus(progress).minus(beyond).abs().compareTo(Movement.EXACTLY) <= 0;
  }

  /** Whether it has come as far as it must have since it began, but for the age of an answer. */
  boolean isTrueOrOld() {
    Duration steady = steady();
    return playing
        && steady != null
        && steady.minus(progress).plus(Movement.EXACTLY).compareTo(Duration.ZERO) >= 0
        && !contradictsItself();
  }

  /** Whether it has come less far than it must have since it was put to its beginning. */
  boolean isOld() {
    Duration steady = steady();
    return playing && steady != null && steady.minus(progress).compareTo(Movement.EXACTLY) > 0;
  }

  /** Whether it claims to be playing for long, and has not come as far. */
  boolean contradictsItself() {
    Duration steady = steady();
    return playing
        && steady != null
        && steady.minus(progress).compareTo(Movement.OLDEST_ANSWER) > 0;
  }

  /** Whether it has been playing from its beginning without a pause or a leap. */
  boolean isFromItsBeginning() {
    Duration steady = steady();
    // An answer that is old shows less progress than time has passed.
    return playing && steady != null && steady.compareTo(progress.minus(Movement.TOLERANCE)) >= 0;
  }
}
