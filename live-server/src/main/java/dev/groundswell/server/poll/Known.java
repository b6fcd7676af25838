package dev.groundswell.server.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one listener between polls, and across restarts.
 *
 * @param play the play that goes on, or may go on after a pause; null where there is none
 * @param encore by which it has begun again, if another answer agrees; null where there is none
 * @param seenAt when the player was last seen, null where never
 * @param asOf of when that look spoke at the earliest, since answers can be old
 * @param changedAt what Spotify then gave as the time of its last change
 * @param silentSince since when nothing has been heard, null while something is
 * @param inPrivate whether the listener was last seen in a private session
 * @param hidden times of which nothing may be remembered, oldest first
 * @param taken END of the plays that were taken from the list of plays, newest first
 */
public record Known(
    @Nullable PlayUnderway play,
    @Nullable Encore encore,
    @Nullable Instant seenAt,
    @Nullable Instant asOf,
    @Nullable Instant changedAt,
    @Nullable Instant silentSince,
    boolean inPrivate,
    List<HiddenTime> hidden,
    List<Instant> taken) {

  /** Of someone who has never been polled. */
  public static final Known NOTHING =
      new Known(null, null, null, null, null, null, false, List.of(), List.of());

  public Known {
    // A state that an older version saved knows of no hidden times.
    hidden = hidden == null ? List.of() : List.copyOf(hidden);
    taken = taken == null ? List.of() : List.copyOf(taken);
  }

  /** The player was seen, and not in a private session. */
  Known with(
      @Nullable PlayUnderway next, Instant when, Instant speaksOf, @Nullable Instant silent) {
    return new Known(
        next, null, when, speaksOf, changedAt, silent, false, HiddenTime.ended(this, when), taken);
  }

  /** The player was seen in a private session. */
  Known inPrivate(Instant when, Instant silent) {
    return new Known(
        null, null, when, when, null, silent, true, HiddenTime.begun(this, when), taken);
  }

  /** For how long the listener has been listening openly, null where always. */
  @Nullable Duration openFor(Instant when) {
    if (hidden.isEmpty()) {
      return null;
    }
    Instant until = hidden.get(hidden.size() - 1).until();
    return until == null ? Duration.ZERO : Duration.between(until, when);
  }

  Known changed(@Nullable Instant at) {
    return new Known(
        play,
        encore,
        seenAt,
        asOf,
        at == null ? changedAt : at,
        silentSince,
        inPrivate,
        hidden,
        taken);
  }

  Known doubting(@Nullable Encore next) {
    return new Known(play, next, seenAt, asOf, changedAt, silentSince, inPrivate, hidden, taken);
  }

  Known silentFrom(Instant when) {
    return new Known(play, encore, seenAt, asOf, changedAt, when, inPrivate, hidden, taken);
  }

  /** The same, as if nothing of the play had been told yet. */
  Known untold() {
    return of(play == null ? null : play.untold());
  }

  /** The same after a restart. */
  Known resumed() {
    return of(play == null ? null : play.resumed());
  }

  private Known of(@Nullable PlayUnderway next) {
    return new Known(next, encore, seenAt, asOf, changedAt, silentSince, inPrivate, hidden, taken);
  }

  Known taking(List<Instant> newest) {
    return new Known(play, encore, seenAt, asOf, changedAt, silentSince, inPrivate, hidden, newest);
  }
}
