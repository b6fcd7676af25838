package dev.groundswell.server.poll;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.ledger.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A play that is going on, as far as it has been seen.
 *
 * <p>How long it was heard is kept twice. {@code heard} is the best estimate, for figures. {@code
 * proven} is what no pause, leap or old answer between two looks could take away, for the one
 * question that cannot be taken back: whether the play counts.
 *
 * @param startedAt START as first concluded, never changed later since it names the observation;
 *     null while nothing of it has been heard
 * @param knowsStart whether the player was seen shortly before without it
 * @param heard how long it has been heard, pauses and leaps left out
 * @param proven how much of that is beyond doubt
 * @param heardUntil until when, null with startedAt
 * @param enoughAt when it had been heard long enough to count, if {@code heard} is right
 * @param progress where in the track it was at {@code progressAt}
 * @param progressAt when its progress was last seen
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
    @Nullable Duration proven,
    @Nullable Instant heardUntil,
    @Nullable @JsonAlias("countedAt") Instant enoughAt,
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

  /** How long this one must be heard to count. */
  Duration enough() {
    return enough(track.duration());
  }

  /** What is beyond doubt of what was heard; a state of an older version does not tell it apart. */
  Duration beyondDoubt() {
    return proven == null ? heard : proven;
  }

  /** Whether it counts, beyond doubt. */
  boolean counts() {
    return beyondDoubt().compareTo(enough()) >= 0;
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

  /** Whether it was playing when it was last seen, and nothing else was seen since. */
  boolean goesOn() {
    return playing && !gone;
  }

  /**
   * This play after more was heard.
   *
   * @param gain how much more, probably
   * @param from since when, without a pause
   * @param certain how much more, beyond doubt; never more than {@code gain}
   */
  PlayUnderway hearing(Duration gain, Instant from, Duration certain) {
    if (gain.isNegative() || gain.isZero()) {
      return this;
    }
    Duration sum = heard.plus(gain);
    Instant enoughNow = enoughAt;
    if (enoughNow == null && sum.compareTo(enough()) >= 0) {
      enoughNow = from.plus(enough().minus(heard));
    }
    Duration sure = certain.isNegative() ? Duration.ZERO : certain;
    return new PlayUnderway(
        track,
        startedAt == null ? from : startedAt,
        knowsStart,
        sum,
        beyondDoubt().plus(sure.compareTo(gain) < 0 ? sure : gain),
        from.plus(gain),
        enoughNow,
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
    return seen(seenProgress, when, isPlaying, false);
  }

  /** This play, no longer in the player. */
  PlayUnderway leftBehind() {
    return seen(progress, progressAt, playing, true);
  }

  private PlayUnderway seen(Duration where, Instant when, boolean isPlaying, boolean isGone) {
    return new PlayUnderway(
        track,
        startedAt,
        knowsStart,
        heard,
        proven,
        heardUntil,
        enoughAt,
        where,
        when,
        isPlaying,
        isGone,
        revision,
        toldAt,
        toldHeard);
  }

  /** This play after its next revision was told. */
  PlayUnderway told(Instant when) {
    return told(revision + 1, when, heard);
  }

  /** This play after something of it was told that it has not come to. */
  PlayUnderway toldAgain() {
    return told(revision + 1, toldAt, toldHeard);
  }

  /**
   * This play with what has been told of {@code other}, which is another view of it: that it counts
   * cannot be taken back.
   */
  PlayUnderway toldAs(PlayUnderway other) {
    PlayUnderway told = told(other.revision, other.toldAt, other.toldHeard);
    boolean counted = other.counts() && other.revision > revision;
    return counted && !counts() ? told.counting(other.enoughAt) : told;
  }

  private PlayUnderway counting(@Nullable Instant at) {
    return new PlayUnderway(
        track,
        startedAt,
        knowsStart,
        heard,
        enough(),
        heardUntil,
        enoughAt == null ? at : enoughAt,
        progress,
        progressAt,
        playing,
        gone,
        revision,
        toldAt,
        toldHeard);
  }

  /** This play as if nothing of it had been told. */
  PlayUnderway untold() {
    return told(0, null, Duration.ZERO);
  }

  /**
   * This play after a restart. A revision may have been told in the last moment, after this state
   * was saved: its number is left out, since another under the same number would not be heard.
   */
  PlayUnderway resumed() {
    return told(revision + 1, toldAt, toldHeard);
  }

  private PlayUnderway told(int last, @Nullable Instant when, Duration heardThen) {
    return new PlayUnderway(
        track,
        startedAt,
        knowsStart,
        heard,
        proven,
        heardUntil,
        enoughAt,
        progress,
        progressAt,
        playing,
        gone,
        last,
        when,
        heardThen);
  }

  /**
   * The next revision of this play, null while nothing of it has been heard.
   *
   * @param leftAt until when it was in the player, playing or paused; its END lies between that and
   *     when it was last heard
   */
  @Nullable PlayDraft draft(boolean knowsEnd, Instant leftAt) {
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
        leftAt.isAfter(heardUntil) ? leftAt : heardUntil,
        knowsStart,
        knowsEnd,
        heard,
        counts() ? enoughAt : null);
  }
}
