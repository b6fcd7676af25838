package dev.groundswell.server.poll;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to one and the same track between two looks at the player. */
sealed interface Movement {
  /** Two clocks, a network and Spotify's own delay: nearer than this is equal. */
  Duration TOLERANCE = Duration.ofSeconds(4);

  /** Progress that is less by more than this has fallen back. */
  Duration FALLEN = Duration.ofSeconds(-1);

  /** A track that is not further than this has just begun. */
  Duration JUST_BEGUN = Duration.ofSeconds(10);

  /** Looks further apart than this are a gap of observation. */
  Duration GAP = Duration.ofSeconds(90);

  /** After a longer silence the same track is another play. */
  Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** The answer is an old one: it says nothing. */
  record Stale() implements Movement {}

  /**
   * The play went on.
   *
   * @param gain how much more was heard
   * @param from since when; the rest of the time was a pause
   */
  record Continued(Duration gain, Instant from) implements Movement {}

  /** The track came to its end and began again. */
  record Repeated() implements Movement {}

  /**
   * It is another play of the track, since too long a silence or a gap without continuity lies
   * between.
   *
   * @param heard how much of it can have been heard at most
   */
  record Anew(Duration heard) implements Movement {}

  /**
   * Concludes what happened.
   *
   * @param play as last seen
   * @param quietFrom when the silence began that lay over the last look; null if there was none
   * @param progress where the track is now, within its length
   * @param playing whether it is playing now
   * @param news whether Spotify has learned something since
   */
  static Movement between(
      PlayUnderway play,
      @Nullable Instant quietFrom,
      Duration progress,
      boolean playing,
      News news,
      Instant when) {
    Duration passed = Duration.between(play.progressAt(), when);
    Duration moved = progress.minus(play.progress());
    if (passed.isNegative()) {
      return new Stale();
    }
    if (isRepeated(play, progress, passed, moved, news)) {
      return new Repeated();
    }
    if (play.playing() && playing && isStale(moved, passed, news)) {
      return new Stale();
    }
    Instant silentFrom = quietFrom == null ? play.progressAt() : quietFrom;
    Duration silence = Duration.between(silentFrom, when).minus(orZero(moved));
    if (silence.compareTo(LONGEST_PAUSE) > 0 && (playing || isPositive(moved))) {
      return new Anew(min(isPositive(moved) ? moved : progress, passed));
    }
    if (isNear(moved, passed)) {
      return new Continued(orZero(moved), when.minus(orZero(moved)));
    }
    if (moved.isNegative() || moved.compareTo(passed) > 0) {
      return leapt(play, progress, playing, passed);
    }
    return paused(play, playing, moved, when);
  }

  /** How Spotify's time of the last change compares with the one it gave before. */
  enum News {
    OLD,
    NONE,
    SOME,
    UNKNOWN
  }

  private static boolean isRepeated(
      PlayUnderway play, Duration progress, Duration passed, Duration moved, News news) {
    Duration left = play.left();
    if (left == null || passed.plus(TOLERANCE).compareTo(left) < 0) {
      return false;
    }
    Duration sinceEnd = passed.minus(left);
    if (moved.compareTo(FALLEN) < 0) {
      return progress.compareTo(sinceEnd.plus(TOLERANCE)) <= 0;
    }
    // A short track can be back where it was; only news tells that from a stale answer.
    return news == News.SOME
        && isNear(moved, Duration.ZERO)
        && progress.compareTo(JUST_BEGUN) < 0
        && isNear(progress, sinceEnd);
  }

  private static boolean isStale(Duration moved, Duration passed, News news) {
    boolean still = moved.isZero() && passed.compareTo(TOLERANCE) > 0;
    // Without news progress cannot fall back: another of Spotify's caches has answered.
    return still || (moved.isNegative() && news == News.NONE);
  }

  /** Somebody moved the needle. Heard is then what the clock says, not what progress says. */
  private static Movement leapt(
      PlayUnderway play, Duration progress, boolean playing, Duration passed) {
    if (passed.compareTo(GAP) > 0) {
      return new Anew(playing ? min(progress, passed) : Duration.ZERO);
    }
    boolean allAlong = play.playing() && playing;
    return new Continued(allAlong ? passed : Duration.ZERO, play.progressAt());
  }

  /** Progress fell behind the clock: some of the time, it is not known which, was a pause. */
  private static Movement paused(PlayUnderway play, boolean playing, Duration moved, Instant when) {
    Duration left = play.left();
    boolean atEnd = left != null && moved.compareTo(left) >= 0;
    boolean atFirst = play.playing() && (!playing || atEnd);
    return new Continued(moved, atFirst ? play.progressAt() : when.minus(moved));
  }

  private static boolean isNear(Duration one, Duration other) {
    return one.minus(other).abs().compareTo(TOLERANCE) <= 0;
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static Duration orZero(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
