package dev.groundswell.server.poll;

import dev.groundswell.server.poll.Outcome.Prospect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known after a look at a player, and what is to be expected of it from now on. */
final class Aftermath {
  /** How long past its end a player may claim to be playing before it is not believed. */
  private static final Duration BELIEVED = Duration.ofSeconds(60);

  /** What is taken for the length of a track that does not say. */
  private static final Duration USUAL_LENGTH = Duration.ofMinutes(10);

  private final Known known;
  private final Instant when;
  private final Telling telling;

  /**
   * @param known before the look
   */
  Aftermath(Known known, Instant when, Telling telling) {
    this.known = known;
    this.when = when;
    this.telling = telling;
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

  /** What was known stays until the next look, which is due as if something were playing. */
  Outcome undecided(Encore encore) {
    PlayUnderway play = known.play();
    Prospect prospect = new Prospect(play == null ? null : play.track(), null, null, null, false);
    return new Outcome(known.doubting(encore), telling.drafts(), prospect, List.of());
  }

  /** A play is in the player. */
  Outcome underway(PlayUnderway play, boolean playing, @Nullable Instant since) {
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

  /** Nothing that is kept is heard. */
  Outcome silent(@Nullable PlayUnderway play, Instant asOf, boolean mayResume) {
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
}
