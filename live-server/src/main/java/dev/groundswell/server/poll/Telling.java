package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Movement.TOLERANCE;
import static dev.groundswell.server.poll.Times.earlier;
import static dev.groundswell.server.poll.Times.later;
import static dev.groundswell.server.poll.Times.max;
import static dev.groundswell.server.poll.Times.min;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.groundswell.server.poll.Outcome.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one look at a player gives to tell: plays that count or are over, and what nobody saw. */
final class Telling {
  /** How long a play may go on before its next revision is told. */
  private static final Duration TELL_EVERY = Duration.ofMinutes(4);

  /** Less than this has not been heard. */
  private static final Duration HEARD_AT_ALL = Duration.ofSeconds(1);

  /** So long after a look a play is taken to have gone on. */
  private static final Duration WATCHED = Duration.ofSeconds(45);

  private final Known known;
  private final Instant when;
  private final List<PlayDraft> drafts = new ArrayList<>(2);
  private final List<Gap> gaps = new ArrayList<>(1);

  Telling(Known known, Instant when) {
    this.known = known;
    this.when = when;
  }

  List<PlayDraft> drafts() {
    return drafts;
  }

  List<Gap> gaps() {
    return gaps;
  }

  /** When a play probably ended that made way for something; null where nobody can tell. */
  @Nullable Instant endBefore(PlayUnderway play, Instant start) {
    Instant end = play.end();
    if (!play.goesOn()) {
      return null;
    }
    boolean over = end != null && !start.isBefore(end.minus(TOLERANCE));
    Instant probably = over ? end : start;
    boolean watched = Duration.between(play.progressAt(), probably).compareTo(WATCHED) <= 0;
    boolean seamless = over && Duration.between(end, start).compareTo(TOLERANCE) <= 0;
    return (watched && !isGap(play.progressAt())) || seamless ? probably : null;
  }

  /** Whether the play has come to its end by itself, if it went on as it was. */
  boolean hasEnded(PlayUnderway play) {
    Instant end = play.end();
    return play.goesOn()
        && end != null
        && !end.isAfter(when.plus(TOLERANCE))
        && !isGap(play.progressAt())
        && Duration.between(play.progressAt(), end).compareTo(WATCHED) <= 0;
  }

  /**
   * Ends a play that made way for something.
   *
   * @param end until when it was probably heard, null where nobody can tell
   * @param next when that began
   */
  @CanIgnoreReturnValue
  PlayUnderway finish(PlayUnderway play, @Nullable Instant end, Instant next) {
    return finish(play, end, next, true);
  }

  /** Ends a play that is not in the player at {@code next}, nobody knows since when. */
  @CanIgnoreReturnValue
  PlayUnderway finishUnseen(PlayUnderway play, Instant next) {
    return finish(play, hasEnded(play) ? play.end() : null, next, false);
  }

  private PlayUnderway finish(
      PlayUnderway play, @Nullable Instant end, Instant next, boolean nextIsTold) {
    if (play.startedAt() == null) {
      neverHeard(play, next);
      return play;
    }
    PlayUnderway over = end == null ? toItsEnd(play) : until(play, end, nextIsTold ? next : null);
    doubted(play, over, next);
    if (over.heard().compareTo(HEARD_AT_ALL) < 0) {
      return play;
    }
    // Paused for however long, it may have gone on unseen: END is known only to lie before what
    // came next.
    boolean knowsEnd =
        end != null || (!play.playing() && !play.gone() && !isGap(play.progressAt()));
    Instant seenAt = known.seenAt();
    boolean lingered = end != null && !play.gone() && seenAt != null && seenAt.isAfter(end);
    Instant leftAt = end == null || lingered ? earlier(next, latestEnd(play)) : end;
    return tell(over, knowsEnd, leftAt);
  }

  /** A play that is gone and had come to its end by then, as heard to that end. */
  private PlayUnderway toItsEnd(PlayUnderway play) {
    Instant end = play.end();
    Instant gone = known.silentSince();
    return end != null && gone != null && isOverBy(play, gone) ? until(play, end, null) : play;
  }

  /** Whether a play that is gone had come to its end by then. */
  private static boolean isOverBy(PlayUnderway play, Instant gone) {
    Instant end = play.end();
    return play.gone()
        && play.playing()
        && end != null
        && !end.isAfter(gone.plus(TOLERANCE))
        && Duration.between(play.progressAt(), end).compareTo(WATCHED) <= 0;
  }

  /** After the longest pause that is still one, the same track would be another play. */
  private static Instant latestEnd(PlayUnderway play) {
    return later(play.end(), play.progressAt()).plus(Movement.LONGEST_PAUSE);
  }

  /**
   * This play after it was heard to {@code end}, though nobody looked: certainly so where something
   * was told to have begun just then.
   */
  private PlayUnderway until(PlayUnderway play, Instant end, @Nullable Instant next) {
    Duration rest = Duration.between(play.progressAt(), end);
    boolean seamless =
        next != null
            && end.equals(play.end())
            && Duration.between(end, next).abs().compareTo(Movement.SEAM) <= 0;
    boolean certain = known.changedAt() == null || seamless;
    return play.hearing(rest, play.progressAt(), certain ? rest : Duration.ZERO);
  }

  PlayUnderway tellWhileItLasts(PlayUnderway play) {
    if (!play.counts()) {
      return play;
    }
    Instant toldAt = play.toldAt();
    boolean due =
        toldAt == null
            || (Duration.between(toldAt, when).compareTo(TELL_EVERY) >= 0
                && play.heard().compareTo(play.toldHeard()) > 0);
    return due ? tell(play, false, play.progressAt()) : play;
  }

  @CanIgnoreReturnValue
  PlayUnderway tell(PlayUnderway play, boolean knowsEnd, Instant leftAt) {
    PlayDraft draft = play.draft(knowsEnd, leftAt);
    if (draft == null) {
      return play;
    }
    drafts.add(draft);
    return play.told(when);
  }

  /** What nobody saw between the last look at {@code play} and what came next. */
  private void doubted(PlayUnderway play, PlayUnderway over, Instant next) {
    if (play.gone()) {
      Instant seenAt = known.seenAt();
      // A single empty answer may have been a mistake.
      boolean once = seenAt != null && seenAt.equals(known.silentSince());
      unseen(once ? play.progressAt() : later(known.asOf(), play.progressAt()), next);
      return;
    }
    Duration more = atMost(play, next);
    // Of one that was first seen in its middle nobody knows what was heard before.
    Duration most = max(play.heard(), play.progress()).plus(more).plus(TOLERANCE);
    boolean enough = most.compareTo(play.enough()) >= 0 || !play.knowsStart();
    boolean mayCount = !over.counts() && enough;
    if (mayCount) {
      Instant from = play.startedAt() == null ? play.progressAt() : play.startedAt();
      gaps.add(Unseen.certainly(from, next));
    } else {
      // Even where it seems to have come to its end something else may have ended just then.
      unseen(play.progressAt(), next);
    }
  }

  /** What lay paused was heard before, as far as it had come; it may have gone on and counted. */
  private void neverHeard(PlayUnderway play, Instant next) {
    if (play.progress().plus(atMost(play, next)).compareTo(play.enough()) >= 0) {
      gaps.add(Unseen.certainly(play.progressAt(), next));
    } else {
      unseen(play.progressAt(), next);
    }
  }

  /** How much more of it can have been heard before something else was in the player. */
  private static Duration atMost(PlayUnderway play, Instant next) {
    Duration left = play.left();
    Duration unseen = Duration.between(play.progressAt(), next);
    return left == null ? unseen : min(left, unseen);
  }

  /** Something began at {@code until}; before it nobody looked. */
  void unseen(@Nullable Instant from, Instant until) {
    Gap gap = from == null || known.inPrivate() ? null : Unseen.between(from, until);
    if (gap != null) {
      gaps.add(gap);
    }
  }

  /** Nothing began; only if nobody looked for long is it worth a word. */
  void unusuallyUnseen() {
    if (isUnusual(known.seenAt())) {
      unseen(known.seenAt(), when);
    }
  }

  boolean isUnusual(@Nullable Instant since) {
    return since != null && Duration.between(since, when).compareTo(Unseen.USUAL) > 0;
  }

  /**
   * The second empty answer in a row. The first may have been a mistake, and then the play went on:
   * its END lies before this one.
   */
  PlayUnderway stillGone(PlayUnderway play) {
    boolean second = play.toldAt() != null && play.toldAt().equals(known.seenAt());
    if (!second) {
      return play;
    }
    PlayDraft draft = toItsEnd(play).draft(false, earlier(when, latestEnd(play)));
    if (draft == null) {
      return play;
    }
    drafts.add(draft);
    return play.toldAgain();
  }

  /**
   * Nothing came after a play that was left. Whoever came back to it unseen was done within the
   * longest pause: until then the list may tell its END.
   */
  void forget(PlayUnderway play) {
    Instant gone = known.silentSince();
    boolean over = gone != null && isOverBy(play, gone);
    if (!over && play.heard().compareTo(HEARD_AT_ALL) >= 0) {
      tell(play, false, earlier(when, latestEnd(play)));
    }
  }

  private boolean isGap(Instant since) {
    return Duration.between(since, when).compareTo(Movement.GAP) > 0;
  }
}
