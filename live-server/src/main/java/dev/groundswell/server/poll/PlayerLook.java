package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Movement.TOLERANCE;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.groundswell.server.poll.Movement.News;
import dev.groundswell.server.poll.Movement.Position;
import dev.groundswell.server.poll.Outcome.Gap;
import dev.groundswell.server.poll.Outcome.Prospect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One look at a player: collects what is to be told while the case is worked out. */
final class PlayerLook {
  /** How long a play may go on before its next revision is told. */
  private static final Duration TELL_EVERY = Duration.ofMinutes(4);

  /** Less than this has not been heard. */
  private static final Duration HEARD_AT_ALL = Duration.ofSeconds(1);

  /** How long past its end a player may claim to be playing before it is not believed. */
  private static final Duration BELIEVED = Duration.ofSeconds(60);

  /** How far Spotify's clock may be ahead of ours. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** Between the end of one track and the beginning of the next. */
  private static final Duration SEAM = Duration.ofMillis(1500);

  /** After so long without any better answer even one with an older time is believed. */
  private static final Duration OLD_ENOUGH = Duration.ofMinutes(20);

  /** What is taken for the length of a track that does not say. */
  private static final Duration USUAL_LENGTH = Duration.ofMinutes(10);

  private final Known known;
  private final Instant when;
  private final List<PlayDraft> drafts = new ArrayList<>(2);
  private @Nullable Gap gap;

  PlayerLook(Known known, Instant when) {
    this.known = known;
    this.when = when;
  }

  Outcome playing(Seen.Playing seen) {
    Instant since = believable(seen.changedAt());
    PlayUnderway play = known.play();
    boolean same = play != null && play.isOf(seen.track());
    News news = news(since, same);
    if (news == News.OLD || (news == News.NONE && play == null)) {
      return nothingNew();
    }
    Position now = new Position(within(seen), seen.playing(), since, when);
    if (play == null || !same) {
      return replaced(play, seen, now);
    }
    Movement movement = Movement.between(play, known.silentSince(), now, news);
    if (movement instanceof Movement.Continued continued) {
      if (isUnusual(play.progressAt()) && news != News.NONE) {
        unseen(play.progressAt(), when.minus(continued.certain()));
      }
      PlayUnderway next =
          play.hearing(continued.gain(), continued.from(), continued.certain())
              .at(now.progress(), continued.asOf(), seen.playing());
      return underway(tellWhileItLasts(next), seen.playing(), since);
    } else if (movement instanceof Movement.Repeated repeated) {
      Instant start = when.minus(repeated.heard());
      finish(play, isGap(play.progressAt()) ? null : later(play.end(), play.progressAt()), start);
      return underway(begun(seen, now, repeated.heard(), start, true), seen.playing(), since);
    } else if (movement instanceof Movement.Anew anew) {
      Instant start = when.minus(anew.heard());
      finish(play, null, start);
      return underway(begun(seen, now, anew.heard(), start, false), seen.playing(), since);
    }
    return nothingNew();
  }

  /** Another track is in the player than the one that was known, if any. */
  private Outcome replaced(@Nullable PlayUnderway play, Seen.Playing seen, Position now) {
    Instant before = known.seenAt();
    boolean wasPlaying = play != null && play.goesOn();
    Duration heard = heardBefore(now, before, wasPlaying);
    Instant start = when.minus(heard);
    Duration steady = now.steady();
    if (now.isFromItsBeginning()
        && steady != null
        && steady.compareTo(heard.plus(Movement.OLDEST_ANSWER)) <= 0
        && heard.equals(now.progress())) {
      start = when.minus(steady);
    }
    if (play == null) {
      unseen(before, start);
    } else if (seen.playing() || !heard.isZero()) {
      finish(play, endBefore(play, start), start);
    } else {
      finish(play, hasEnded(play) ? play.end() : null, when);
    }
    boolean bracketed = before != null && !start.isBefore(before.minus(TOLERANCE));
    boolean knowsStart = (bracketed || now.isFromItsBeginning()) && !known.inPrivate();
    return underway(begun(seen, now, heard, start, knowsStart), seen.playing(), now.since());
  }

  /** How much of a track has probably been heard that is seen for the first time. */
  private Duration heardBefore(Position now, @Nullable Instant before, boolean wasPlaying) {
    if (known.inPrivate() || !(now.playing() || wasPlaying)) {
      // In private it is nobody's business; and a track may lie paused in a player for days.
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
    return tellWhileItLasts(play);
  }

  Outcome other(Seen.Other seen) {
    PlayUnderway play = known.play();
    Duration progress = seen.progress();
    Instant start = progress == null || !seen.playing() ? null : when.minus(progress);
    if (play != null) {
      Instant next = start == null ? when : later(play.progressAt(), start);
      finish(
          play, start == null ? (hasEnded(play) ? play.end() : null) : endBefore(play, next), next);
    } else {
      unusuallyUnseen();
    }
    return silent(null, seen.playing());
  }

  Outcome idle() {
    PlayUnderway play = known.play();
    if (play == null || play.gone()) {
      unusuallyUnseen();
      return silent(isForgotten() ? null : play, false);
    }
    if (hasEnded(play)) {
      finish(play, play.end(), when);
      return silent(null, false);
    }
    // An idle player may show the same play again, after a pause or at once.
    return silent(finish(play, null, when).leftBehind(), false);
  }

  Outcome inPrivate() {
    PlayUnderway play = known.play();
    if (play != null) {
      tell(play, false, play.progressAt());
    }
    Instant silentSince = known.silentSince() == null ? when : known.silentSince();
    return new Outcome(
        known.inPrivate(when, silentSince), drafts, Prospect.silent(silentSince, false), null);
  }

  /** The answer says nothing: what was known stays, and what was to be expected. */
  Outcome nothingNew() {
    PlayUnderway play = known.play();
    if (play == null || !play.goesOn() || known.silentSince() != null) {
      Instant silentSince = known.silentSince() == null ? when : known.silentSince();
      return new Outcome(known, drafts, Prospect.silent(silentSince, false), null);
    }
    Instant end = play.end();
    Instant believed = (end == null ? play.progressAt().plus(USUAL_LENGTH) : end).plus(BELIEVED);
    if (when.isAfter(believed)) {
      Known next = known.silentFrom(when);
      return new Outcome(next, drafts, Prospect.silent(when, false), null);
    }
    return new Outcome(known, drafts, prospect(play, end), null);
  }

  // Ends ---------------------------------------------------------------------------------------

  /** When a play probably ended that made way for something; null where nobody can tell. */
  private @Nullable Instant endBefore(PlayUnderway play, Instant start) {
    Instant end = play.end();
    if (!play.goesOn()) {
      return null;
    }
    boolean over = end != null && !start.isBefore(end.minus(TOLERANCE));
    if (isGap(play.progressAt())) {
      return over && Duration.between(end, start).compareTo(TOLERANCE) <= 0 ? end : null;
    }
    return over ? end : start;
  }

  /** Whether the play has come to its end by itself, if it went on as it was. */
  private boolean hasEnded(PlayUnderway play) {
    Instant end = play.end();
    return play.goesOn()
        && end != null
        && !end.isAfter(when.plus(TOLERANCE))
        && !isGap(play.progressAt());
  }

  /**
   * Ends a play.
   *
   * @param end until when it was probably heard, null where nobody can tell
   * @param next when something else was in the player, or nothing
   */
  @CanIgnoreReturnValue
  private PlayUnderway finish(PlayUnderway play, @Nullable Instant end, Instant next) {
    PlayUnderway over = end == null ? play : until(play, end, next);
    doubted(play, over, end, next);
    boolean knowsEnd = end != null || (!play.playing() && !isGap(play.progressAt()));
    boolean news =
        play.toldAt() == null || knowsEnd || play.heard().compareTo(play.toldHeard()) > 0;
    Instant leftAt = knowsEnd && !play.playing() ? next : play.progressAt();
    return news && over.heard().compareTo(HEARD_AT_ALL) >= 0 ? tell(over, knowsEnd, leftAt) : play;
  }

  /** This play after it was heard to {@code end}, though nobody looked. */
  private PlayUnderway until(PlayUnderway play, Instant end, Instant next) {
    Duration rest = Duration.between(play.progressAt(), end);
    boolean seamless =
        end.equals(play.end()) && Duration.between(end, next).abs().compareTo(SEAM) <= 0;
    boolean certain = known.changedAt() == null || seamless;
    return play.hearing(rest, play.progressAt(), certain ? rest : Duration.ZERO);
  }

  private PlayUnderway tellWhileItLasts(PlayUnderway play) {
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
  private PlayUnderway tell(PlayUnderway play, boolean knowsEnd, Instant leftAt) {
    PlayDraft draft = play.draft(knowsEnd, leftAt);
    if (draft == null) {
      return play;
    }
    drafts.add(draft);
    return play.told(when);
  }

  // Gaps ---------------------------------------------------------------------------------------

  /** What nobody saw between the last look at {@code play} and what came next. */
  private void doubted(PlayUnderway play, PlayUnderway over, @Nullable Instant end, Instant next) {
    if (play.gone()) {
      unseen(known.seenAt(), next);
      return;
    }
    Duration left = play.left();
    Duration unseen = Duration.between(play.progressAt(), next);
    Duration more = left == null || unseen.compareTo(left) < 0 ? unseen : left;
    boolean mayCount = !over.counts() && play.heard().plus(more).compareTo(play.enough()) >= 0;
    if (mayCount) {
      Instant from = play.startedAt() == null ? play.progressAt() : play.startedAt();
      gap = Unseen.certainly(from, next);
    } else {
      boolean whole = end != null && end.equals(play.end());
      unseen(whole ? end : play.progressAt(), next);
    }
  }

  /** Something began at {@code until}; before it nobody looked. */
  private void unseen(@Nullable Instant from, Instant until) {
    if (from != null && !known.inPrivate()) {
      gap = Unseen.between(from, until);
    }
  }

  /** Nothing began; only if nobody looked for long is it worth a word. */
  private void unusuallyUnseen() {
    if (isUnusual(known.seenAt())) {
      unseen(known.seenAt(), when);
    }
  }

  private boolean isUnusual(@Nullable Instant since) {
    return since != null && Duration.between(since, when).compareTo(Unseen.USUAL) > 0;
  }

  // What is known from now on ------------------------------------------------------------------

  private Outcome underway(PlayUnderway play, boolean playing, @Nullable Instant since) {
    Instant silentSince = playing ? null : pausedSince(play);
    Known next = known.with(play, when, silentSince).changed(since);
    Instant end = play.end();
    Prospect prospect =
        silentSince == null ? prospect(play, end) : Prospect.silent(silentSince, true);
    return new Outcome(next, drafts, prospect, gap);
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

  private Outcome silent(@Nullable PlayUnderway play, boolean mayResume) {
    Instant silentSince = silentSince(null);
    return new Outcome(
        known.with(play, when, silentSince), drafts, Prospect.silent(silentSince, mayResume), gap);
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

  // What is seen -------------------------------------------------------------------------------

  /** Spotify's time of the last change, null where it cannot be. */
  private @Nullable Instant believable(@Nullable Instant changedAt) {
    if (changedAt == null || changedAt.isAfter(when.plus(CLOCKS_DIFFER))) {
      return null;
    }
    return changedAt.isAfter(when) ? when : changedAt;
  }

  private News news(@Nullable Instant changedAt, boolean same) {
    Instant last = known.changedAt();
    if (changedAt == null || last == null) {
      return News.UNKNOWN;
    }
    int order = changedAt.compareTo(last);
    if (order > 0) {
      return News.SOME;
    }
    if (order == 0) {
      return same || known.play() == null ? News.NONE : News.UNKNOWN;
    }
    // Not for ever: a clock that was wrong once must not silence a player for good.
    Instant seenAt = known.seenAt();
    boolean forLong = seenAt != null && Duration.between(seenAt, when).compareTo(OLD_ENOUGH) > 0;
    return forLong ? News.UNKNOWN : News.OLD;
  }

  /** The progress seen, within the length of the track. */
  private static Duration within(Seen.Playing seen) {
    Duration progress = seen.progress();
    Duration length = seen.track().duration();
    if (progress == null || progress.isNegative()) {
      return Duration.ZERO;
    }
    return length == null || progress.compareTo(length) < 0 ? progress : length;
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one != null && one.isAfter(other) ? one : other;
  }
}
