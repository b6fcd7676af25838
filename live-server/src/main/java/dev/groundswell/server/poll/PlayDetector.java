package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Movement.TOLERANCE;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.groundswell.server.poll.Movement.News;
import dev.groundswell.server.poll.Outcome.Prospect;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Concludes plays from what polls see: a pure function of what was known and what is seen.
 *
 * <p>A play is told as soon as it counts, again every few minutes while it goes on, and when it is
 * over; each time as a higher revision of one observation. What was skipped before it counted is
 * told once, when it is over. Where looks at the player leave open what was heard between them, the
 * smaller figure is taken: the list of plays, which is polled too, makes up for too little, and
 * nothing makes up for too much.
 */
public final class PlayDetector {
  /** How long a play may go on before its next revision is told. */
  private static final Duration TELL_EVERY = Duration.ofMinutes(4);

  /** Less than this has not been heard. */
  private static final Duration HEARD_AT_ALL = Duration.ofSeconds(1);

  /** How long past its end a player may claim to be playing before it is not believed. */
  private static final Duration BELIEVED = Duration.ofSeconds(60);

  /** How far Spotify's clock may be ahead of ours. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** What is taken for the length of a track that does not say. */
  private static final Duration USUAL_LENGTH = Duration.ofMinutes(10);

  private PlayDetector() {}

  /**
   * What follows from {@code seen}.
   *
   * @param when when the answer came
   */
  public static Outcome conclude(Known known, Seen seen, Instant when) {
    Instant now = when.truncatedTo(ChronoUnit.MILLIS);
    if (seen instanceof Seen.HistoryPage page) {
      return PlayedList.take(known, page, now);
    }
    Look look = new Look(known, now);
    if (seen instanceof Seen.Playing playing) {
      return look.playing(playing);
    } else if (seen instanceof Seen.Other other) {
      return look.other(other);
    } else if (seen instanceof Seen.Idle) {
      return look.idle();
    } else if (seen instanceof Seen.InPrivate) {
      return look.inPrivate();
    }
    return look.nothingNew();
  }

  /** One look at the player: collects the drafts while the case is worked out. */
  private static final class Look {
    private final Known known;
    private final Instant when;
    private final List<PlayDraft> drafts = new ArrayList<>(2);

    Look(Known known, Instant when) {
      this.known = known;
      this.when = when;
    }

    Outcome playing(Seen.Playing seen) {
      if (isOlder(seen.changedAt())) {
        return nothingNew();
      }
      PlayUnderway play = known.play();
      if (play == null || !play.isOf(seen.track())) {
        return replaced(play, seen);
      }
      Duration progress = within(seen);
      Movement movement =
          Movement.between(
              play, known.silentSince(), progress, seen.playing(), news(seen.changedAt()), when);
      if (movement instanceof Movement.Continued continued) {
        PlayUnderway next =
            play.hearing(continued.gain(), continued.from()).at(progress, when, seen.playing());
        return underway(tellWhileItLasts(next), seen);
      } else if (movement instanceof Movement.Repeated) {
        finish(play.playing() ? toItsEnd(play) : play, true);
        Duration passed = Duration.between(play.progressAt(), when);
        return underway(begun(seen, min(progress, passed), true), seen);
      } else if (movement instanceof Movement.Anew anew) {
        finish(play, false);
        return underway(begun(seen, anew.heard(), false), seen);
      }
      return nothingNew();
    }

    /** Another track is in the player than the one that was known, if any. */
    private Outcome replaced(@Nullable PlayUnderway play, Seen.Playing seen) {
      Duration progress = within(seen);
      Instant before = known.seenAt();
      boolean wasPlaying = play != null && play.playing() && !play.gone();
      boolean bracketed =
          before != null && progress.compareTo(Duration.between(before, when).plus(TOLERANCE)) <= 0;
      Duration heard = heardBefore(seen, progress, before, wasPlaying);
      if (play != null && (seen.playing() || !heard.isZero())) {
        finish(play, when.minus(heard));
      } else if (play != null) {
        finishUnseen(play);
      }
      return underway(begun(seen, heard, bracketed && !known.inPrivate()), seen);
    }

    /** How much of a track can have been heard that is seen for the first time. */
    private Duration heardBefore(
        Seen.Playing seen, Duration progress, @Nullable Instant before, boolean wasPlaying) {
      if (known.inPrivate() || !(seen.playing() || wasPlaying)) {
        // In private it is nobody's business; and a track may lie paused in a player for days.
        return Duration.ZERO;
      }
      if (before == null) {
        return progress;
      }
      Duration passed = Duration.between(before, when);
      if (progress.compareTo(passed.plus(TOLERANCE)) <= 0) {
        return progress;
      }
      return seen.playing() ? orZero(passed) : Duration.ZERO;
    }

    private PlayUnderway begun(Seen.Playing seen, Duration heard, boolean knowsStart) {
      PlayUnderway play =
          PlayUnderway.unheard(seen.track(), within(seen), when, seen.playing(), knowsStart)
              .hearing(heard, when.minus(heard));
      return tellWhileItLasts(play);
    }

    Outcome other(Seen.Other seen) {
      PlayUnderway play = known.play();
      if (play != null) {
        Duration progress = seen.progress();
        Instant start = progress == null || !seen.playing() ? null : when.minus(progress);
        if (start == null) {
          finishUnseen(play);
        } else {
          finish(play, start.isBefore(play.progressAt()) ? play.progressAt() : start);
        }
      }
      return silent(null);
    }

    Outcome idle() {
      PlayUnderway play = known.play();
      if (play == null || play.gone()) {
        return silent(isForgotten() ? null : play);
      }
      if (hasEnded(play)) {
        finish(toItsEnd(play), true);
        return silent(null);
      }
      // An idle player may show the same play again, after a pause or at once.
      return silent(finish(play, false).leftBehind());
    }

    Outcome inPrivate() {
      PlayUnderway play = known.play();
      if (play != null) {
        finish(play, false);
      }
      Instant silentSince = known.silentSince() == null ? when : known.silentSince();
      Known next = new Known(null, when, null, silentSince, true, known.taken());
      return new Outcome(next, drafts, Prospect.silent(silentSince, false), null);
    }

    /** The answer says nothing: what was known stays, and what was to be expected. */
    Outcome nothingNew() {
      PlayUnderway play = known.play();
      if (play == null || !play.playing() || play.gone() || known.silentSince() != null) {
        Instant silentSince = known.silentSince() == null ? when : known.silentSince();
        return new Outcome(known, drafts, Prospect.silent(silentSince, false), null);
      }
      Instant end = play.end();
      Instant believed = (end == null ? play.progressAt().plus(USUAL_LENGTH) : end).plus(BELIEVED);
      if (when.isAfter(believed)) {
        Known next = known.silentFrom(when);
        return new Outcome(next, drafts, Prospect.silent(when, false), null);
      }
      Instant ahead = end != null && end.isAfter(when) ? end : null;
      return new Outcome(known, drafts, new Prospect(play.track(), ahead, null, false), null);
    }

    /** Ends a play that made way for something that began at {@code start}. */
    private void finish(PlayUnderway play, Instant start) {
      if (!play.playing() || play.gone()) {
        finish(play, false);
        return;
      }
      Instant end = play.end();
      boolean atEnd = end != null && Duration.between(end, start).abs().compareTo(TOLERANCE) <= 0;
      boolean afterEnd = end != null && start.isAfter(end);
      if (atEnd || (afterEnd && !isGap(play.progressAt()))) {
        finish(toItsEnd(play), true);
      } else if (isGap(play.progressAt())) {
        finish(play, false);
      } else {
        finish(play.hearing(Duration.between(play.progressAt(), start), play.progressAt()), true);
      }
    }

    /** Ends a play after which nothing was seen to begin: at its end if there was time for that. */
    private void finishUnseen(PlayUnderway play) {
      if (hasEnded(play)) {
        finish(toItsEnd(play), true);
      } else {
        finish(play, false);
      }
    }

    private boolean hasEnded(PlayUnderway play) {
      Instant end = play.end();
      return play.playing()
          && !play.gone()
          && end != null
          && !end.isAfter(when.plus(TOLERANCE))
          && !isGap(play.progressAt());
    }

    private static PlayUnderway toItsEnd(PlayUnderway play) {
      return play.hearing(orZero(play.left()), play.progressAt());
    }

    /** Tells the last revision, unless nothing is new in it. */
    @CanIgnoreReturnValue
    private PlayUnderway finish(PlayUnderway play, boolean knowsEnd) {
      boolean news =
          play.revision() == 0 || knowsEnd || play.heard().compareTo(play.toldHeard()) > 0;
      return news && play.heard().compareTo(HEARD_AT_ALL) >= 0 ? tell(play, knowsEnd) : play;
    }

    private PlayUnderway tellWhileItLasts(PlayUnderway play) {
      if (play.countedAt() == null) {
        return play;
      }
      Instant toldAt = play.toldAt();
      boolean due =
          toldAt == null
              || (Duration.between(toldAt, when).compareTo(TELL_EVERY) >= 0
                  && play.heard().compareTo(play.toldHeard()) > 0);
      return due ? tell(play, false) : play;
    }

    private PlayUnderway tell(PlayUnderway play, boolean knowsEnd) {
      PlayDraft draft = play.draft(knowsEnd);
      if (draft == null) {
        return play;
      }
      drafts.add(draft);
      return play.told(when);
    }

    private Outcome underway(PlayUnderway play, Seen.Playing seen) {
      Instant silentSince = seen.playing() ? null : pausedSince(play);
      Known next = known.with(play, when, silentSince).changed(seen.changedAt());
      Duration left = play.left();
      boolean going = seen.playing() && left != null && !left.isZero();
      Instant end = going ? play.end() : null;
      Prospect prospect =
          silentSince == null
              ? new Prospect(play.track(), end, null, false)
              : Prospect.silent(silentSince, true);
      return new Outcome(next, drafts, prospect, null);
    }

    private Outcome silent(@Nullable PlayUnderway play) {
      Instant silentSince = silentSince(null);
      return new Outcome(
          known.with(play, when, silentSince), drafts, Prospect.silent(silentSince, false), null);
    }

    private Instant pausedSince(PlayUnderway play) {
      PlayUnderway before = known.play();
      if (before == null || !before.isOf(play.track())) {
        // Somebody has just put another track in the player: a sign of life.
        return when;
      }
      return silentSince(play.heardUntil());
    }

    private Instant silentSince(@Nullable Instant heardUntil) {
      Instant already = known.silentSince();
      if (already != null) {
        return already;
      }
      return heardUntil == null || heardUntil.isAfter(when) ? when : heardUntil;
    }

    private boolean isForgotten() {
      Instant since = known.silentSince();
      return since != null && Duration.between(since, when).compareTo(Movement.LONGEST_PAUSE) > 0;
    }

    private boolean isGap(Instant since) {
      return Duration.between(since, when).compareTo(Movement.GAP) > 0;
    }

    private boolean isOlder(@Nullable Instant changedAt) {
      // Not for long: a clock that was wrong once must not silence a player for good.
      Instant seenAt = known.seenAt();
      return news(changedAt) == News.OLD && seenAt != null && !isGap(seenAt);
    }

    private News news(@Nullable Instant changedAt) {
      Instant last = known.changedAt();
      if (changedAt == null || last == null || last.isAfter(when.plus(CLOCKS_DIFFER))) {
        return News.UNKNOWN;
      }
      int order = changedAt.compareTo(last);
      return order == 0 ? News.NONE : order > 0 ? News.SOME : News.OLD;
    }

    /** The progress seen, within the length of the track. */
    private static Duration within(Seen.Playing seen) {
      Duration progress = orZero(seen.progress());
      Duration length = seen.track().duration();
      return length == null ? progress : min(progress, length);
    }

    private static Duration orZero(@Nullable Duration duration) {
      return duration == null || duration.isNegative() ? Duration.ZERO : duration;
    }

    private static Duration min(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? one : other;
    }
  }
}
