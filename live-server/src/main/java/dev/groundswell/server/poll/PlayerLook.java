package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Movement.TOLERANCE;

import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.poll.Movement.News;
import dev.groundswell.server.poll.Movement.Position;
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
  /** How long past its end a player may claim to be playing before it is not believed. */
  private static final Duration BELIEVED = Duration.ofSeconds(60);

  /** What is taken for the length of a track that does not say. */
  private static final Duration USUAL_LENGTH = Duration.ofMinutes(10);

  private final Known known;
  private final Instant when;
  private final Telling telling;
  private final Claims claims;

  PlayerLook(Known known, Instant when) {
    this.known = known;
    this.when = when;
    this.telling = new Telling(known, when);
    this.claims = new Claims(known, when);
  }

  Outcome playing(Seen.Playing seen) {
    return playing(seen, false);
  }

  /** The track did begin again. */
  Outcome restarted(PlayedTrack track, Encore encore) {
    return playing(new Seen.Playing(track, encore.progress(), true, encore.since()), true);
  }

  private Outcome playing(Seen.Playing seen, boolean toldTwice) {
    Instant since = claims.believable(seen.changedAt());
    PlayUnderway play = known.play();
    boolean same = play != null && play.isOf(seen.track());
    News news = claims.news(since, same);
    if (news == News.OLD || (news == News.NONE && play == null)) {
      return nothingNew();
    }
    boolean saidBefore = since != null && since.equals(known.changedAt());
    boolean exact = !Claims.isOver(seen) && claims.asSeen(seen, since).isExact();
    boolean believed = saidBefore || exact || claims.isPossible(since);
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
        return nothingNew();
      }
      news = News.UNKNOWN;
    }
    Movement movement = 
        Movement.between(play, known.changedAt(), known.silentSince(), now, news);
    if (movement instanceof Movement.Continued continued) {
      if (telling.isUnusual(play.progressAt()) && news != News.NONE) {
        telling.unseen(play.progressAt(), when.minus(continued.certain()));
      }
      Instant asOf = asOf(play, now, continued);
      PlayUnderway next =
          play.hearing(continued.gain(), from(asOf, continued), continued.certain())
              .at(now.progress(), asOf, seen.playing());
      return underway(telling.tellWhileItLasts(next), seen.playing(), since);
    } else if (movement instanceof Movement.Repeated repeated) {
      Instant start = startOf(now, repeated.heard());
      if (!toldTwice && told != null && now.isExact() && Movement.isInTheMidst(play, start)) {
        return undecided(new Encore(now.progress(), told, when));
      }
      // What was moved since it began tells of its beginning no more than that it was before.
      boolean moved = told != null && !now.isFromItsBeginning();
      telling.finish(play, telling.endBefore(play, start), moved ? told : start);
      return underway(begun(seen, now, repeated.heard(), start, !moved), seen.playing(), since);
    } else if (movement instanceof Movement.Anew anew) {
      Instant start = when.minus(anew.heard());
      telling.finish(play, null, start);
      return underway(begun(seen, now, anew.heard(), start, false), seen.playing(), since);
    }
    return nothingNew();
  }

  /** What was known stays until the next look, which is due as if something were playing. */
  Outcome undecided(Encore encore) {
    PlayUnderway play = known.play();
    Prospect prospect = new Prospect(play == null ? null : play.track(), null, null, null, false);
    return new Outcome(known.doubting(encore), telling.drafts(), prospect, List.of());
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
    // Of an answer that cannot be, no more is taken than that this track is in the player.
    Duration whole = believed ? heardBefore(now, before, wasPlaying) : Duration.ZERO;
    // In private it is nobody's business.
    Duration open = known.openFor(when);
    Duration heard = open == null || whole.compareTo(open) < 0 ? whole : open;
    Instant start = startOf(now, heard);
    if (play == null) {
      telling.unseen(known.asOf(), start);
    } else if (seen.playing() || !heard.isZero()) {
      // What was moved since it began tells of its beginning no more than that it was before.
      Instant since = now.since();
      if (since != null && seen.playing() && !now.isFromItsBeginning()) {
        telling.finish(play, null, since);
      } else {
        telling.finish(play, telling.endBefore(play, start), start);
      }
    } else {
      telling.finishUnseen(play, when);
    }
    // What lies paused in its middle was heard before, nobody knows when.
    boolean sawBeginning = !heard.isZero() || now.progress().compareTo(TOLERANCE) <= 0;
    boolean bracketed = sawBeginning && before != null && !start.isBefore(before.minus(TOLERANCE));
    boolean knowsStart =
        (bracketed || now.isFromItsBeginning()) && !known.inPrivate() && heard.equals(whole);
    return underway(
        begun(seen, now, heard, start, knowsStart),
        seen.playing(),
        claims.believable(seen.changedAt()));
  }

  /** When something began of which {@code heard} has been heard: as Spotify says, if it fits. */
  private Instant startOf(Position now, Duration heard) {
    Instant since = now.since();
    Duration steady = now.steady();
    if (since == null || steady == null || !heard.equals(now.progress())) {
      return when.minus(heard);
    }
    boolean fits =
        now.isFromItsBeginning() && steady.compareTo(heard.plus(Movement.OLDEST_ANSWER)) <= 0;
    return fits ? since : when.minus(heard);
  }

  /** How much of a track has probably been heard that is seen for the first time. */
  private Duration heardBefore(Position now, @Nullable Instant before, boolean wasPlaying) {
    if (!now.playing() && !wasPlaying) {
      // A track may lie paused in a player for days.
      return Duration.ZERO;
    }
    if (before == null || now.isFromItsBeginning()) {
      return now.progress();
    }
    Duration passed = Duration.between(before, when);
    if (now.progress().compareTo(passed.plus(TOLERANCE)) <= 0) {
      return now.progress();
    }
    Duration steady = now.steady();
    Duration most = steady == null || steady.compareTo(passed) > 0 ? passed : steady;
    return now.playing() && !most.isNegative() ? most : Duration.ZERO;
  }

  private PlayUnderway begun(
      Seen.Playing seen, Position now, Duration heard, Instant start, boolean knowsStart) {
    // Where Spotify does not say since when, what is probable must do.
    Duration certain = now.since() == null ? heard : now.certain();
    PlayUnderway play =
        PlayUnderway.unheard(
                seen.track(), now.progress(), start.plus(heard), seen.playing(), knowsStart)
            .hearing(heard, start, certain);
    return telling.tellWhileItLasts(play);
  }

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
      return silent(remembered(play), asOf, seen.playing());
    }
    Instant next = start == null ? when : later(play.progressAt(), start);
    PlayUnderway told =
        start == null
            ? telling.finishUnseen(play, next)
            : telling.finish(play, telling.endBefore(play, next), next);
    // As with an empty answer: it may be an old one, and the play go on.
    return silent(play.toldAs(told).leftBehind(), asOf, seen.playing());
  }

  Outcome idle() {
    PlayUnderway play = known.play();
    if (play == null || play.gone()) {
      telling.unusuallyUnseen();
      PlayUnderway left = remembered(play);
      return silent(left == null ? null : telling.stillGone(left), claims.oldest(), false);
    }
    // An idle player may show the same play again, after a pause or at once: what it may have come
    // to meanwhile is told, and not yet believed.
    PlayUnderway told = telling.finishUnseen(play, later(play.end(), when));
    return silent(play.toldAs(told).leftBehind(), claims.oldest(), !telling.hasEnded(play));
  }

  /** What was left and may yet come back: nothing does after the longest pause. */
  private @Nullable PlayUnderway remembered(@Nullable PlayUnderway play) {
    if (play == null || !isForgotten()) {
      return play;
    }
    telling.forget(play);
    return null;
  }

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
    Outcome same = nothingNew();
    return known.inPrivate()
        ? new Outcome(
            known.with(null, when, when, known.silentSince()),
            same.drafts(),
            same.prospect(),
            List.of())
        : same;
  }

  /** The answer says nothing: what was known stays, and what was to be expected. */
  Outcome nothingNew() {
    PlayUnderway play = known.play();
    if (play == null || !play.goesOn() || known.silentSince() != null) {
      Instant silentSince = known.silentSince() == null ? when : known.silentSince();
      return new Outcome(known, telling.drafts(), Prospect.silent(silentSince, false), List.of());
    }
    Instant end = play.end();
    Instant believed = (end == null ? play.progressAt().plus(USUAL_LENGTH) : end).plus(BELIEVED);
    if (when.isAfter(believed)) {
      Known next = known.silentFrom(when);
      return new Outcome(next, telling.drafts(), Prospect.silent(when, false), List.of());
    }
    return new Outcome(known, telling.drafts(), prospect(play, end), List.of());
  }

  // What is known from now on ------------------------------------------------------------------

  private Outcome underway(PlayUnderway play, boolean playing, @Nullable Instant since) {
    Instant silentSince = playing ? null : pausedSince(play);
    Known next = known.with(play, when, when, silentSince).changed(since);
    PlayUnderway before = known.play();
    // A player that stays at the end of a track is not looked at every moment.
    boolean stuck = isAtItsEnd(play) && before != null && isAtItsEnd(before) && !before.gone();
    Instant end = stuck ? null : play.end();
    Prospect prospect =
        silentSince == null ? prospect(play, end) : Prospect.silent(silentSince, true);
    return new Outcome(next, telling.drafts(), prospect, telling.gaps());
  }

  private static boolean isAtItsEnd(PlayUnderway play) {
    Duration left = play.left();
    return left != null && left.isZero();
  }

  private Prospect prospect(PlayUnderway play, @Nullable Instant end) {
    Instant ahead = end;
    Duration left = play.left();
    if (end != null && left != null && end.isBefore(when) && !left.isZero()) {
      // Later than was thought: by now it may as well have been a pause as an old answer.
      ahead = play.progressAt().equals(when) ? end : null;
    }
    Duration missing = play.enough().minus(play.beyondDoubt());
    Instant countsAt = play.counts() ? null : when.plus(missing);
    return new Prospect(play.track(), countsAt, ahead, null, false);
  }

  private Outcome silent(@Nullable PlayUnderway play, Instant asOf, boolean mayResume) {
    Instant silentSince = silentSince(null);
    return new Outcome(
        known.with(play, when, asOf, silentSince),
        telling.drafts(),
        Prospect.silent(silentSince, mayResume),
        telling.gaps());
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

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one != null && one.isAfter(other) ? one : other;
  }
}
