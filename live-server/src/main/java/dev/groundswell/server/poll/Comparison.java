package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Movement.EXACTLY;
import static dev.groundswell.server.poll.Movement.GAP;
import static dev.groundswell.server.poll.Movement.LONGEST_PAUSE;
import static dev.groundswell.server.poll.Movement.OLDEST_ANSWER;
import static dev.groundswell.server.poll.Movement.TOLERANCE;
import static dev.groundswell.server.poll.Times.earlier;
import static dev.groundswell.server.poll.Times.isPositive;
import static dev.groundswell.server.poll.Times.min;
import static dev.groundswell.server.poll.Times.orZero;

import dev.groundswell.server.poll.Movement.Anew;
import dev.groundswell.server.poll.Movement.Continued;
import dev.groundswell.server.poll.Movement.News;
import dev.groundswell.server.poll.Movement.PerhapsRepeated;
import dev.groundswell.server.poll.Movement.Repeated;
import dev.groundswell.server.poll.Movement.Stale;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A look at a track beside the last one at the same: what happened to it meanwhile. */
final class Comparison {
  /** No progress is further than the time since it began, but for clocks that differ. */
  private static final Duration AHEAD = Duration.ofMillis(250);

  /** Progress that is less by more than this has fallen back. */
  private static final Duration FALLEN = Duration.ofSeconds(-1);

  private final PlayUnderway play;
  private final Position before;
  private final Position now;
  private final News news;
  private final Duration passed;
  private final Duration moved;

  /**
   * @param play as last seen
   * @param changedAt what Spotify then gave as the time of its last change
   * @param news whether Spotify has learned something since
   */
  Comparison(PlayUnderway play, @Nullable Instant changedAt, Position now, News news) {
    this.play = play;
    this.before =
        new Position(play.progress(), play.playing(), changedAt, play.progressAt(), Duration.ZERO);
    this.now = now;
    this.news = news;
    this.passed = Duration.between(before.when(), now.when());
    this.moved = now.progress().minus(before.progress());
  }

  /** The same look, of which is known that it tells of no new beginning. */
  Movement went(@Nullable Instant quietFrom) {
    return movement(quietFrom, true);
  }

  /**
   * What happened.
   *
   * @param quietFrom when the silence began that lay over the last look; null if there was none
   */
  Movement movement(@Nullable Instant quietFrom) {
    return movement(quietFrom, false);
  }

  private Movement movement(@Nullable Instant quietFrom, boolean decided) {
    if (passed.isNegative() || (news == News.SOME && now.contradictsItself())) {
      return new Stale();
    }
    Duration again = decided ? null : repeated();
    if (again != null) {
      return new Repeated(again);
    }
    if (before.playing() && now.playing() && isStale()) {
      return new Stale();
    }
    Instant silentFrom = quietFrom == null ? before.when() : quietFrom;
    Duration silence = Duration.between(silentFrom, now.when()).minus(orZero(moved));
    if (silence.compareTo(LONGEST_PAUSE) > 0 && (now.playing() || isPositive(moved))) {
      return new Anew(min(isPositive(moved) ? moved : now.progress(), passed));
    }
    if (isNear(moved, passed)) {
      Duration gain = orZero(moved);
      // Whatever has changed meanwhile has left no trace in the progress.
      Duration certain = before.playing() && now.playing() ? gain : certain(gain);
      return new Continued(gain, now.when().minus(gain), certain, now.when());
    }
    if (moved.isNegative() && news == News.SOME && now.isOld()) {
      // Moved back, but how far only an answer of today can tell.
      return decided ? new Stale() : new PerhapsRepeated(now.progress());
    }
    Instant since = now.since();
    if (news == News.SOME && since != null && wentOn()) {
      if (!decided && now.isOld() && isBehind()) {
        return new PerhapsRepeated(now.progress());
      }
      // When Spotify says, so by what is missing the answer is old, or the one before was.
      return new Continued(moved, since, moved, earlier(now.when(), since.plus(moved)));
    }
    return moved.isNegative() || moved.compareTo(passed) > 0 || isMovedBack() ? leapt() : paused();
  }

  /** How much was heard since a track began again, null where it did not. */
  private @Nullable Duration repeated() {
    if (news == News.SOME && isFromTheTop()) {
      return now.progress();
    }
    Duration left = play.left();
    // An answer from the end of a track tells of no new beginning.
    if (left == null || passed.plus(TOLERANCE).compareTo(left) < 0 || moved.compareTo(left) >= 0) {
      return null;
    }
    Duration sinceEnd = orZero(passed.minus(left));
    Duration steady = now.steady();
    boolean fell = moved.compareTo(FALLEN) < 0;
    if (news == News.SOME && steady != null && now.playing()) {
      // It began again, at its end or later if there was a pause, and has not been touched since.
      boolean afterEnd = steady.compareTo(sinceEnd.plus(TOLERANCE)) <= 0;
      boolean fromStart = now.progress().compareTo(steady.plus(AHEAD)) <= 0;
      if (afterEnd && fromStart && !wentOn()) {
        return min(now.progress(), passed);
      }
      if (fell && steady.plus(TOLERANCE).compareTo(sinceEnd) < 0) {
        // Only somebody who moves the needle after the end has something to move.
        return before.playing() ? sinceEnd : min(sinceEnd, now.progress());
      }
    }
    Duration length = before.progress().plus(left);
    boolean couldBeOld = news == News.NONE && length.compareTo(OLDEST_ANSWER) < 0;
    boolean began = now.progress().compareTo(sinceEnd.plus(TOLERANCE)) <= 0;
    return fell && !couldBeOld && began ? min(now.progress(), passed) : null;
  }

  /**
   * Whether it plays since it was put to its very beginning. That is another play, as it is to
   * Spotify: whoever moves the needle back comes to rest somewhere else.
   */
  private boolean isFromTheTop() {
    Duration left = play.left();
    // The last look may itself have been an old answer, unless it was exact.
    Duration earlier = before.isExact() ? TOLERANCE : OLDEST_ANSWER;
    return now.isExact()
        && now.since() != null
        && now.progress().compareTo(Duration.between(now.since(), now.when()).plus(AHEAD)) <= 0
        && !now.since().isBefore(before.when().minus(earlier))
        && (left == null || moved.compareTo(left) < 0 || isPositive(now.beyond()) || hadEnded());
  }

  /** Whether it had come to its end before Spotify's last change, if it went on as it was. */
  private boolean hadEnded() {
    Instant end = play.end();
    return before.playing()
        && end != null
        && now.since() != null
        && end.minus(TOLERANCE).isBefore(now.since());
  }

  private boolean isStale() {
    boolean still = moved.isZero() && passed.compareTo(TOLERANCE) > 0 && news != News.SOME;
    // Without news progress cannot fall back: another of Spotify's caches has answered.
    return still || (moved.isNegative() && news == News.NONE);
  }

  /** How much of a gain is certain: what was heard since the last change, if there was one. */
  private Duration certain(Duration gain) {
    Duration steady = now.steady();
    if (news != News.SOME || steady == null) {
      return before.playing() == now.playing() || news == News.UNKNOWN ? gain : Duration.ZERO;
    }
    if (now.playing()) {
      return min(gain, steady);
    }
    // It was playing until somebody paused it, and where it stopped it was by then.
    return before.playing() ? min(gain, orZero(passed.minus(steady))) : Duration.ZERO;
  }

  /** Somebody moved the needle. Heard is then what the clock says, not what progress says. */
  private Movement leapt() {
    boolean unwatched = passed.compareTo(GAP) > 0;
    // What has come further than there was time for has not begun meanwhile.
    if (moved.isNegative() && unwatched && !isTouchedBeforeItsEnd()) {
      return new Anew(now.playing() ? min(now.progress(), passed) : Duration.ZERO);
    }
    Duration steady = now.isOld() ? now.progress() : now.steady();
    Duration since = !now.playing() || steady == null ? Duration.ZERO : min(steady, passed);
    boolean lastWasOld = isPositive(moved) && moved.minus(passed).compareTo(OLDEST_ANSWER) <= 0;
    if (lastWasOld && before.playing() && now.playing() && news == News.NONE) {
      return new Continued(moved, now.when().minus(moved), moved, now.when());
    }
    if (now.playing() && (lastWasOld || (before.playing() && !unwatched))) {
      return new Continued(passed, before.when(), since, now.when());
    }
    return new Continued(since, now.when().minus(since), since, now.when());
  }

  /** Whether it plays since it was put to a place that it had already been past. */
  private boolean isMovedBack() {
    Duration steady = now.steady();
    return news == News.SOME
        && before.playing()
        && now.playing()
        && !now.isOld()
        && steady != null
        && now.progress().minus(steady).plus(TOLERANCE).compareTo(before.progress()) < 0;
  }

  /** Whether the last change was before the play could end, so that it is still the same. */
  private boolean isTouchedBeforeItsEnd() {
    Instant end = play.end();
    return end != null && now.since() != null && now.since().isBefore(end);
  }

  /** Progress fell behind the clock: a pause, it is not known when, or an answer that is old. */
  private Movement paused() {
    if (news == News.NONE && before.playing() && now.playing()) {
      return new Continued(moved, before.when(), moved, before.when().plus(moved));
    }
    Duration left = play.left();
    boolean atEnd = left != null && moved.compareTo(left) >= 0;
    boolean atFirst = before.playing() && (!now.playing() || atEnd);
    Instant from = atFirst ? before.when() : now.when().minus(moved);
    return new Continued(moved, from, certain(moved), now.when());
  }

  /** Whether it was paused and has not come further since than the time that it says. */
  private boolean wentOn() {
    Duration steady = now.steady();
    if (before.playing() || !now.playing() || moved.isNegative() || steady == null) {
      return false;
    }
    Duration behind = steady.minus(moved).minus(now.beyond());
    return behind.plus(EXACTLY).compareTo(Duration.ZERO) >= 0
        && behind.compareTo(OLDEST_ANSWER) <= 0;
  }

  /** Whether an answer of today would show it further, had it gone on where it was paused. */
  private boolean isBehind() {
    Duration steady = now.steady();
    return steady != null && steady.minus(moved).minus(now.beyond()).compareTo(EXACTLY) > 0;
  }

  private static boolean isNear(Duration one, Duration other) {
    return one.minus(other).abs().compareTo(TOLERANCE) <= 0;
  }
}
