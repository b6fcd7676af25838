package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.ledger.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A play that is going on, as far as it has been seen.
 *
 * @param startedAt START as first concluded, never changed later since it names the observation;
 *     null while nothing of it has been heard
 * @param knowsStart whether the player was seen shortly before without it
 * @param heard how long it has been heard, pauses and leaps left out
 * @param heardUntil until when, null with startedAt
 * @param countedAt when it had been heard long enough to count
 * @param progress where in the track it was at {@code progressAt}
 * @param progressAt when its progress was last seen to move
 * @param playing whether it was playing then
 * @param gone whether the player has been seen without it since; it may yet come back
 * @param revision the last revision that was told, 0 for none
 * @param toldAt when that was
 * @param toldHeard what {@code heard} was in it
 */
public record PlayUnderway(
    PlayedTrack track,
    @Nullable Instant startedAt,
    boolean knowsStart,
    Duration heard,
    @Nullable Instant heardUntil,
    @Nullable Instant countedAt,
    Duration progress,
    Instant progressAt,
    boolean playing,
    boolean gone,
    int revision,
    @Nullable Instant toldAt,
    Duration toldHeard) {
  private static final Duration ENOUGH = Duration.ofSeconds(30);
  private static final Duration SHORT_TRACK = Duration.ofSeconds(60);

  /** A play of which nothing has been heard yet. */
  static PlayUnderway unheard(
      PlayedTrack track, Duration progress, Instant when, boolean playing, boolean knowsStart) {
    return new PlayUnderway(
        track,
        null,
        knowsStart,
        Duration.ZERO,
        null,
        null,
        progress,
        when,
        playing,
        false,
        0,
        null,
        Duration.ZERO);
  }

  /** How long a track must be heard to count: 30 s, or half of one shorter than a minute. */
  static Duration enough(@Nullable Duration duration) {
    return duration != null && duration.compareTo(SHORT_TRACK) < 0 ? duration.dividedBy(2) : ENOUGH;
  }

  boolean isOf(PlayedTrack other) {
    return key(track).equals(key(other));
  }

  static String key(PlayedTrack track) {
    String id = track.spotifyId();
    return id != null ? id : String.valueOf(track.uri());
  }

  /** How much of the track is left, null where its length is unknown. */
  @Nullable Duration left() {
    Duration duration = track.duration();
    if (duration == null) {
      return null;
    }
    Duration left = duration.minus(progress);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** When it ends if it plays on, null where its length is unknown. */
  @Nullable Instant end() {
    Duration left = left();
    return left == null ? null : progressAt.plus(left);
  }

  /** This play after {@code gain} more was heard, from {@code from} on without a pause. */
  PlayUnderway hearing(Duration gain, Instant from) {
    if (gain.isNegative() || gain.isZero()) {
      return this;
    }
    Duration sum = heard.plus(gain);
    Instant start = startedAt == null ? from : startedAt;
    Instant counted = countedAt;
    Duration enough = enough(track.duration());
    if (counted == null && sum.compareTo(enough) >= 0) {
      counted = from.plus(enough.minus(heard));
    }
    return new PlayUnderway(
        track,
        start,
        knowsStart,
        sum,
        from.plus(gain),
        counted,
        progress,
        progressAt,
        playing,
        gone,
        revision,
        toldAt,
        toldHeard);
  }

  /** This play, last seen so. */
  PlayUnderway at(Duration seenProgress, Instant when, boolean isPlaying) {
    return new PlayUnderway(
        track,
        startedAt,
        knowsStart,
        heard,
        heardUntil,
        countedAt,
        seenProgress,
        when,
        isPlaying,
        false,
        revision,
        toldAt,
        toldHeard);
  }

  /** This play, no longer in the player. */
  PlayUnderway leftBehind() {
    return new PlayUnderway(
        track,
        startedAt,
        knowsStart,
        heard,
        heardUntil,
        countedAt,
        progress,
        progressAt,
        playing,
        true,
        revision,
        toldAt,
        toldHeard);
  }

  /** This play after its next revision was told. */
  PlayUnderway told(Instant when) {
    return new PlayUnderway(
        track,
        startedAt,
        knowsStart,
        heard,
        heardUntil,
        countedAt,
        progress,
        progressAt,
        playing,
        gone,
        revision + 1,
        when,
        heard);
  }

  /** This play as if nothing of it had been told. */
  PlayUnderway untold() {
    return new PlayUnderway(
        track,
        startedAt,
        knowsStart,
        heard,
        heardUntil,
        countedAt,
        progress,
        progressAt,
        playing,
        gone,
        0,
        null,
        Duration.ZERO);
  }

  /** The next revision of this play, null while nothing of it has been heard. */
  @Nullable PlayDraft draft(boolean knowsEnd) {
    if (startedAt == null || heardUntil == null) {
      return null;
    }
    // Whole seconds, so that concluding the same START again after a crash gives the same name.
    long second = startedAt.truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
    return new PlayDraft(
        track,
        Sighting.Kind.LIVE,
        "live:" + second + ":" + key(track),
        revision + 1,
        startedAt,
        heardUntil,
        knowsStart,
        knowsEnd,
        heard,
        countedAt);
  }
}
