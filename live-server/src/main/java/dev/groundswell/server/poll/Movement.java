package dev.groundswell.server.poll;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to one and the same track between two looks at the player. */
sealed interface Movement {
  /** Two clocks, a network and Spotify's own delay: nearer than this is equal. */
  Duration TOLERANCE = Duration.ofSeconds(4);

  /** What Spotify says of progress and of the time of its last change agrees to this. */
  Duration EXACTLY = Duration.ofMillis(700);

  /** No progress is further than the time since it began, but for clocks that differ. */
  Duration AHEAD = Duration.ofMillis(250);

  /** Progress that is less by more than this has fallen back. */
  Duration FALLEN = Duration.ofSeconds(-1);

  /** A track that is not further than this has just begun. */
  Duration JUST_BEGUN = Duration.ofSeconds(10);

  /** Looks further apart than this are a gap of observation. */
  Duration GAP = Duration.ofSeconds(90);

  /** After a longer silence the same track is another play. */
  Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** A track longer than this does not seem to begin again because an answer is old. */
  Duration OLDEST_ANSWER = Duration.ofSeconds(90);

  /** The answer is an old one: it says nothing. */
  record Stale() implements Movement {}

  /**
   * The play went on.
   *
   * @param gain how much more was heard
   * @param from since when; the rest of the time was a pause
   * @param certain how much of the gain is beyond doubt
   * @param asOf the instant of which the answer speaks; earlier than that of the look where the
   *     answer is an old one
   */
  record Continued(Duration gain, Instant from, Duration certain, Instant asOf)
      implements Movement {}

  /**
   * The track began again, mostly since it had come to its end.
   *
   * @param heard how much of it has been heard this time
   */
  record Repeated(Duration heard) implements Movement {}

  /**
   * It is another play of the track, since too long a silence or a gap without continuity lies
   * between.
   *
   * @param heard how much of it can have been heard at most
   */
  record Anew(Duration heard) implements Movement {}

  /**
   * One look at a track.
   *
   * @param progress where the track is, within its length
   * @param playing whether it is playing
   * @param since since when it has been as it is, in Spotify's words; null where that is not told
   *     or cannot be
   * @param when when it was looked at
   */
  record Position(Duration progress, boolean playing, @Nullable Instant since, Instant when) {

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
      return playing && steady != null && steady.minus(progress).abs().compareTo(EXACTLY) <= 0;
    }

    /** Whether it has come less far than it must have since it was put to its beginning. */
    boolean isOld() {
      Duration steady = steady();
      return playing && steady != null && steady.minus(progress).compareTo(EXACTLY) > 0;
    }

    /** Whether it claims to be playing for long, and has not come as far. */
    boolean contradictsItself() {
      Duration steady = steady();
      return playing && steady != null && steady.minus(progress).compareTo(OLDEST_ANSWER) > 0;
    }

    /** Whether it has been playing from its beginning without a pause or a leap. */
    boolean isFromItsBeginning() {
      Duration steady = steady();
      // An answer that is old shows less progress than time has passed.
      return playing && steady != null && steady.compareTo(progress.minus(TOLERANCE)) >= 0;
    }
  }

  /** How Spotify's time of the last change compares with the one it gave before. */
  enum News {
    OLD,
    NONE,
    SOME,
    UNKNOWN
  }

  /**
   * Concludes what happened.
   *
   * @param play as last seen
   * @param changedAt what Spotify then gave as the time of its last change
   * @param quietFrom when the silence began that lay over the last look; null if there was none
   * @param news whether Spotify has learned something since
   */
  static Movement between(
      PlayUnderway play,
      @Nullable Instant changedAt,
      @Nullable Instant quietFrom,
      Position now,
      News news) {
    Position before =
        new Position(play.progress(), play.playing(), changedAt, play.progressAt());
    Duration passed = Duration.between(play.progressAt(), now.when());
    Duration moved = now.progress().minus(play.progress());
    if (passed.isNegative() || (news == News.SOME && now.contradictsItself())) {
      return new Stale();
    }
    Duration again = repeated(play, before, now, news, passed, moved);
    if (again != null) {
      return new Repeated(again);
    }
    if (play.playing() && now.playing() && isStale(moved, passed, news)) {
      return new Stale();
    }
    Instant silentFrom = quietFrom == null ? play.progressAt() : quietFrom;
    Duration silence = Duration.between(silentFrom, now.when()).minus(orZero(moved));
    if (silence.compareTo(LONGEST_PAUSE) > 0 && (now.playing() || isPositive(moved))) {
      return new Anew(min(isPositive(moved) ? moved : now.progress(), passed));
    }
    if (isNear(moved, passed)) {
      Duration gain = orZero(moved);
      // Whatever has changed meanwhile has left no trace in the progress.
      Duration certain = play.playing() && now.playing() ? gain : certain(play, now, news, gain);
      return new Continued(gain, now.when().minus(gain), certain, now.when());
    }
    if (moved.isNegative() && news == News.SOME && now.isOld()) {
      // It has been moved back, but how far only an answer of today can tell.
      return new Stale();
    }
    if (moved.isNegative() || moved.compareTo(passed) > 0 || isMovedBack(play, now, news)) {
      return leapt(play, now, passed, moved);
    }
    return paused(play, now, news, moved);
  }

  /** How much was heard since a track began again, null where it did not. */
  private static @Nullable Duration repeated(
      PlayUnderway play,
      Position before,
      Position now,
      News news,
      Duration passed,
      Duration moved) {
    if (news == News.SOME && isFromTheTop(play, before, now)) {
      return now.progress();
    }
    Duration left = play.left();
    if (left == null || passed.plus(TOLERANCE).compareTo(left) < 0) {
      return null;
    }
    if (moved.compareTo(left) >= 0) {
      // An answer from the end of a track tells of no new beginning.
      return null;
    }
    Duration sinceEnd = orZero(passed.minus(left));
    Duration steady = now.steady();
    if (news == News.SOME && steady != null && now.playing()) {
      // It began again, at its end or later if there was a pause, and has not been touched since.
      boolean afterEnd = steady.compareTo(sinceEnd.plus(TOLERANCE)) <= 0;
      boolean fromStart = now.progress().compareTo(steady.plus(TOLERANCE)) <= 0;
      if (afterEnd && fromStart) {
        return min(now.progress(), passed);
      }
      if (moved.compareTo(FALLEN) < 0 && steady.plus(TOLERANCE).compareTo(sinceEnd) < 0) {
        // Only somebody who moves the needle after the end has something to move.
        return play.playing() ? sinceEnd : min(sinceEnd, now.progress());
      }
    }
    Duration length = play.progress().plus(left);
    boolean couldBeOld = news == News.NONE && length.compareTo(OLDEST_ANSWER) < 0;
    if (moved.compareTo(FALLEN) < 0 && !couldBeOld) {
      return now.progress().compareTo(sinceEnd.plus(TOLERANCE)) <= 0
          ? min(now.progress(), passed)
          : null;
    }
    return null;
  }

  /**
   * Whether it plays since it was put to its very beginning. That is another play, as it is to
   * Spotify: whoever moves the needle back comes to rest somewhere else.
   */
  private static boolean isFromTheTop(PlayUnderway play, Position before, Position now) {
    Duration steady = now.steady();
    Duration left = play.left();
    Duration moved = now.progress().minus(play.progress());
    boolean exactly = steady != null && steady.minus(now.progress()).compareTo(EXACTLY) <= 0;
    // After a pause it has probably gone on, and an answer from its end tells of no beginning.
    boolean mayBegin = play.playing() || moved.isNegative() || exactly;
    // The last look may itself have been an old answer, unless it was exact.
    Duration earlier =
        play.playing() && exactly && !before.isExact() ? OLDEST_ANSWER : TOLERANCE;
    return mayBegin
        && (left == null || moved.compareTo(left) < 0 || hadEnded(play, now))
        && now.playing()
        && steady != null
        && now.since() != null
        && !now.since().isBefore(play.progressAt().minus(earlier))
        && isPositive(now.progress())
        && now.progress().minus(steady).compareTo(AHEAD) <= 0
        && exactly;
  }

  /** Whether something began then for which the play had not made way by coming to its end. */
  static boolean isInTheMidst(PlayUnderway play, Instant start) {
    Instant end = play.end();
    return !play.playing() || end == null || start.isBefore(end.minus(TOLERANCE));
  }

  /** Whether it had come to its end before Spotify's last change, if it went on as it was. */
  private static boolean hadEnded(PlayUnderway play, Position now) {
    Instant end = play.end();
    return play.playing()
        && end != null
        && now.since() != null
        && end.plus(TOLERANCE).isBefore(now.since());
  }

  private static boolean isStale(Duration moved, Duration passed, News news) {
    boolean still = moved.isZero() && passed.compareTo(TOLERANCE) > 0 && news != News.SOME;
    // Without news progress cannot fall back: another of Spotify's caches has answered.
    return still || (moved.isNegative() && news == News.NONE);
  }

  /** How much of a gain is certain: what was heard since the last change, if there was one. */
  private static Duration certain(PlayUnderway play, Position now, News news, Duration gain) {
    Duration steady = now.steady();
    if (news != News.SOME || steady == null) {
      return play.playing() == now.playing() || news == News.UNKNOWN ? gain : Duration.ZERO;
    }
    if (now.playing()) {
      return min(gain, steady);
    }
    // It was playing until somebody paused it, and where it stopped it was by then.
    Duration untilPause = Duration.between(play.progressAt(), now.when()).minus(steady);
    return play.playing() ? min(gain, orZero(untilPause)) : Duration.ZERO;
  }

  /** Somebody moved the needle. Heard is then what the clock says, not what progress says. */
  private static Movement leapt(
      PlayUnderway play, Position now, Duration passed, Duration moved) {
    boolean unwatched = passed.compareTo(GAP) > 0;
    // What has come further than there was time for has not begun meanwhile.
    if (moved.isNegative() && unwatched && !isTouchedBeforeItsEnd(play, now)) {
      return new Anew(now.playing() ? min(now.progress(), passed) : Duration.ZERO);
    }
    Duration steady = now.isOld() ? now.progress() : now.steady();
    Duration since = !now.playing() || steady == null ? Duration.ZERO : min(steady, passed);
    boolean lastWasOld =
        isPositive(moved) && moved.minus(passed).compareTo(OLDEST_ANSWER) <= 0;
    if (now.playing() && (lastWasOld || (play.playing() && !unwatched))) {
      return new Continued(passed, play.progressAt(), since, now.when());
    }
    return new Continued(since, now.when().minus(since), since, now.when());
  }

  /** Whether it plays since it was put to a place that it had already been past. */
  private static boolean isMovedBack(PlayUnderway play, Position now, News news) {
    Duration steady = now.steady();
    return news == News.SOME
        && play.playing()
        && now.playing()
        && !now.isOld()
        && steady != null
        && now.progress().minus(steady).plus(TOLERANCE).compareTo(play.progress()) < 0;
  }

  /** Whether the last change was before the play could end, so that it is still the same. */
  private static boolean isTouchedBeforeItsEnd(PlayUnderway play, Position now) {
    Instant end = play.end();
    return end != null && now.since() != null && now.since().isBefore(end);
  }

  /** Progress fell behind the clock: a pause, it is not known when, or an answer that is old. */
  private static Movement paused(PlayUnderway play, Position now, News news, Duration moved) {
    boolean old = news == News.NONE && play.playing() && now.playing();
    if (old) {
      return new Continued(moved, play.progressAt(), moved, play.progressAt().plus(moved));
    }
    Duration steady = now.steady();
    if (!play.playing() && now.playing() && news == News.SOME && now.since() != null
        && steady != null && isOldBy(steady.minus(moved))) {
      // It went on when Spotify says, so by what is missing the answer is old.
      return new Continued(moved, now.since(), min(moved, steady), now.since().plus(moved));
    }
    Duration left = play.left();
    boolean atEnd = left != null && moved.compareTo(left) >= 0;
    boolean atFirst = play.playing() && (!now.playing() || atEnd);
    Duration certain = certain(play, now, news, moved);
    Instant from = atFirst ? play.progressAt() : now.when().minus(moved);
    return new Continued(moved, from, certain, now.when());
  }

  private static boolean isOldBy(Duration behind) {
    return !behind.isNegative() && behind.compareTo(OLDEST_ANSWER) <= 0;
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
