package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Movement.TOLERANCE;
import static dev.groundswell.server.poll.Times.earlier;
import static dev.groundswell.server.poll.Times.later;
import static dev.groundswell.server.poll.Times.min;

import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.poll.Movement.News;
import dev.groundswell.server.poll.Outcome.Prospect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look at a player: works out the case. {@link Claims} says what of the answer to believe,
 * {@link Telling} collects what is to be told.
 */
final class PlayerLook {
  private final Known known;
  private final Instant when;
  private final Telling telling;
  private final Claims claims;
  private final Aftermath aftermath;

  PlayerLook(Known known, Instant when) {
    this.known = known;
    this.when = when;
    this.telling = new Telling(known, when);
    this.claims = new Claims(known, when);
    this.aftermath = new Aftermath(known, when, telling);
  }

  /** What is known of whether a track began again. */
  private enum Again {
    UNKNOWN,
    YES,
    NO
  }

  /** A track is in the player. */
  Outcome playing(Seen.Playing seen) {
    return playing(seen, Again.UNKNOWN);
  }

  /** Nothing says yet whether the track began again. */
  Outcome undecided(Encore encore) {
    return aftermath.undecided(encore);
  }

  /** The track did begin again. */
  Outcome restarted(PlayedTrack track, Encore encore) {
    return playing(seen(track, encore), Again.YES);
  }

  /** The track did not begin again, whatever it seemed. */
  Outcome wentOn(PlayedTrack track, Encore encore) {
    return playing(seen(track, encore), Again.NO);
  }

  private static Seen.Playing seen(PlayedTrack track, Encore encore) {
    return new Seen.Playing(track, encore.progress(), true, encore.since());
  }

  private Outcome playing(Seen.Playing seen, Again again) {
    Instant since = claims.believable(seen.changedAt());
    PlayUnderway play = known.play();
    boolean same = play != null && play.isOf(seen.track());
    News news = claims.news(since, same);
    if (news == News.OLD || (news == News.NONE && play == null)) {
      return aftermath.nothingNew();
    }
    boolean saidBefore = since != null && since.equals(known.changedAt());
    boolean vouched = !Claims.isOver(seen) && claims.asSeen(seen, since).isTrueOrOld();
    boolean believed = saidBefore || vouched || claims.isPossible(since);
    Instant told = believed && (same || !saidBefore) ? since : null;
    Position now = claims.asSeen(seen, told);
    if (play == null || !same) {
      // Of one that is at its end nobody can tell when it came there, unless Spotify does.
      boolean over = told == null && since != null && Claims.isOver(seen);
      return replaced(play, seen, now, believed && !over && !now.contradictsItself());
    }
    if (!believed) {
      boolean backward = now.progress().compareTo(play.progress()) < 0;
      if (backward || (Claims.isOver(seen) && play.startedAt() == null)) {
        return aftermath.nothingNew();
      }
      news = News.UNKNOWN;
    }
    Comparison comparison = new Comparison(play, known.changedAt(), now, news);
    Instant quiet = known.silentSince();
    Movement movement = again == Again.NO ? comparison.went(quiet) : comparison.movement(quiet);
    if (movement instanceof Movement.PerhapsRepeated perhaps) {
      if (again == Again.UNKNOWN && told != null) {
        return aftermath.undecided(new Encore(now.progress(), told, when));
      }
      movement =
          again == Again.YES ? new Movement.Repeated(perhaps.heard()) : comparison.went(quiet);
    }
    if (movement instanceof Movement.Continued continued) {
      // Of an answer that cannot be, no more is taken than where the track is.
      Duration certain = believed ? continued.certain() : Duration.ZERO;
      if (telling.isUnusual(play.progressAt()) && news != News.NONE) {
        telling.unseen(play.progressAt(), when.minus(certain));
      }
      Instant asOf = asOf(play, now, continued);
      PlayUnderway next =
          play.hearing(continued.gain(), from(asOf, continued), certain)
              .at(now.progress(), asOf, seen.playing());
      return aftermath.underway(telling.tellWhileItLasts(next), seen.playing(), since);
    } else if (!believed) {
      return aftermath.nothingNew();
    } else if (movement instanceof Movement.Repeated repeated) {
      Instant start = Beginning.start(now, repeated.heard());
      if (again != Again.YES && told != null && Encore.mayBeOne(play, now, start)) {
        return aftermath.undecided(new Encore(now.progress(), told, when));
      }
      // What was moved since it began tells of its beginning no more than that it was before.
      Instant leapt = now.isFromItsBeginning() ? null : told;
      telling.finish(play, telling.endBefore(play, start), leapt == null ? start : leapt);
      boolean knowsStart = leapt == null;
      return aftermath.underway(
          begun(seen.track(), now, repeated.heard(), start, knowsStart), seen.playing(), since);
    } else if (movement instanceof Movement.Anew anew) {
      Instant start = when.minus(anew.heard());
      telling.finish(play, null, start);
      return aftermath.underway(
          begun(seen.track(), now, anew.heard(), start, false), seen.playing(), since);
    }
    return aftermath.nothingNew();
  }

  /** Of when the look speaks: of a track at its end, of when it came there. */
  private Instant asOf(PlayUnderway play, Position now, Movement.Continued continued) {
    Instant since = now.since();
    Duration length = play.track().duration();
    if (since == null || length == null || now.progress().compareTo(length) < 0) {
      return continued.asOf();
    }
    return earlier(continued.asOf(), later(since.plus(length), play.progressAt()));
  }

  /** Since when it was heard, if it came to where it is no later than that. */
  private static Instant from(Instant asOf, Movement.Continued continued) {
    return earlier(continued.from(), asOf.minus(continued.gain()));
  }

  /** Another track is in the player than the one that was known, if any. */
  private Outcome replaced(
      @Nullable PlayUnderway play, Seen.Playing seen, Position now, boolean believed) {
    Instant before = known.seenAt();
    boolean wasPlaying = play != null && play.goesOn();
    Instant touched = seen.playing() && !now.isFromItsBeginning() ? now.since() : null;
    // Of an answer that cannot be, no more is taken than that this track is in the player.
    Duration whole = believed ? Beginning.probablyHeard(now, before, wasPlaying) : Duration.ZERO;
    // In private it is nobody's business.
    Duration open = known.openFor(when);
    Duration heard = open == null ? whole : min(whole, open);
    Instant start = Beginning.start(now, heard);
    // What was moved since it began tells of its beginning no more than that it was before.
    Instant begun = touched == null ? start : touched;
    if (play == null) {
      telling.unseen(known.asOf(), begun);
    } else if (seen.playing() || !heard.isZero()) {
      telling.finish(play, touched == null ? telling.endBefore(play, start) : null, begun);
    } else {
      telling.finishUnseen(play, when);
    }
    // What lies paused in its middle was heard before, nobody knows when.
    boolean sawBeginning = !heard.isZero() || now.progress().compareTo(TOLERANCE) <= 0;
    boolean bracketed = sawBeginning && before != null && !start.isBefore(before.minus(TOLERANCE));
    boolean knowsStart =
        ((bracketed && touched == null) || now.isFromItsBeginning())
            && !known.inPrivate()
            && heard.equals(whole);
    return aftermath.underway(
        begun(seen.track(), now, heard, start, knowsStart),
        seen.playing(),
        claims.believable(seen.changedAt()));
  }

  private PlayUnderway begun(
      PlayedTrack track, Position now, Duration heard, Instant start, boolean knowsStart) {
    return telling.tellWhileItLasts(Beginning.of(track, now, heard, start, knowsStart));
  }

  /** Something that is not kept is in the player. */
  Outcome other(Seen.Other seen) {
    PlayUnderway play = known.play();
    Duration progress = seen.progress();
    Instant start = progress == null || !seen.playing() ? null : when.minus(progress);
    Instant asOf = claims.asOf(seen);
    if (play == null || play.gone()) {
      if (seen.playing() && known.silentSince() != null) {
        telling.unseen(known.asOf(), start == null ? when : start);
      } else {
        telling.unusuallyUnseen();
      }
      return aftermath.silent(remembered(play), asOf, seen.playing());
    }
    Instant next = start == null ? when : later(play.progressAt(), start);
    PlayUnderway told =
        start == null
            ? telling.finishUnseen(play, next)
            : telling.finish(play, telling.endBefore(play, next), next);
    // As with an empty answer: it may be an old one, and the play go on.
    return aftermath.silent(play.toldAs(told).leftBehind(), asOf, seen.playing());
  }

  /** Nothing is in the player, or so it seems. */
  Outcome idle() {
    PlayUnderway play = known.play();
    if (play == null || play.gone()) {
      telling.unusuallyUnseen();
      PlayUnderway left = remembered(play);
      return aftermath.silent(
          left == null ? null : telling.stillGone(left), claims.oldest(), false);
    }
    // An idle player may show the same play again, after a pause or at once: what it may have come
    // to meanwhile is told, and not yet believed.
    PlayUnderway told = telling.finishUnseen(play, later(play.end(), when));
    return aftermath.silent(
        play.toldAs(told).leftBehind(), claims.oldest(), !telling.hasEnded(play));
  }

  /** What was left and may yet come back: nothing does after the longest pause. */
  private @Nullable PlayUnderway remembered(@Nullable PlayUnderway play) {
    if (play == null || !isForgotten()) {
      return play;
    }
    telling.forget(play);
    return null;
  }

  /** What is in the player is nobody's business. */
  Outcome inPrivate() {
    PlayUnderway play = known.play();
    if (play != null && !play.gone()) {
      telling.tell(play, false, play.progressAt());
    }
    Instant silentSince = known.silentSince() == null ? when : known.silentSince();
    return new Outcome(
        known.inPrivate(when, silentSince),
        telling.drafts(),
        Prospect.silent(silentSince, false),
        List.of());
  }

  /** Something is in the player, nobody knows what; but it is not private. */
  Outcome itemMissing() {
    Outcome same = aftermath.nothingNew();
    return known.inPrivate()
        ? new Outcome(
            known.with(null, when, when, known.silentSince()),
            same.drafts(),
            same.prospect(),
            List.of())
        : same;
  }

  private boolean isForgotten() {
    Instant since = known.silentSince();
    return since != null && Duration.between(since, when).compareTo(Movement.LONGEST_PAUSE) > 0;
  }
}
