package dev.groundswell.server.poll;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one listener between polls, and across restarts.
 *
 * @param play the play that goes on, or may go on after a pause; null where there is none
 * @param seenAt when the player was last seen, null where never
 * @param changedAt what Spotify then gave as the time of its last change
 * @param silentSince since when nothing has been heard, null while something is
 * @param inPrivate whether the listener was last seen in a private session
 * @param taken END of the plays that were taken from the list of plays, newest first
 */
public record Known(
    @Nullable PlayUnderway play,
    @Nullable Instant seenAt,
    @Nullable Instant changedAt,
    @Nullable Instant silentSince,
    boolean inPrivate,
    List<Instant> taken) {

  /** Of someone who has never been polled. */
  public static final Known NOTHING = new Known(null, null, null, null, false, List.of());

  public Known {
    taken = List.copyOf(taken);
  }

  Known with(@Nullable PlayUnderway next, Instant when, @Nullable Instant silent) {
    return new Known(next, when, changedAt, silent, false, taken);
  }

  Known changed(@Nullable Instant at) {
    return new Known(play, seenAt, at == null ? changedAt : at, silentSince, inPrivate, taken);
  }

  Known silentFrom(Instant when) {
    return new Known(play, seenAt, changedAt, when, inPrivate, taken);
  }

  /** The same, as if nothing of the play had been told yet. */
  Known untold() {
    PlayUnderway untold = play == null ? null : play.untold();
    return new Known(untold, seenAt, changedAt, silentSince, inPrivate, taken);
  }

  Known taking(List<Instant> newest) {
    return new Known(play, seenAt, changedAt, silentSince, inPrivate, newest);
  }
}
