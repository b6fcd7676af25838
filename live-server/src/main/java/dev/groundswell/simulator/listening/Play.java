package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.catalogue.Track;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time somebody hears one track, as it truly happens. It has at most one pause.
 *
 * <p>The arithmetic is in milliseconds, of the epoch where a name ends in {@code At}, and held so
 * because a great many plays are kept at once.
 *
 * @param listener the listener's number
 * @param startAt when it starts, or would have started had it not been joined in the middle
 * @param heardMs how much of the track is played until it ends; the progress at its end
 * @param pauseAfterMs the progress at which it is paused
 * @param pausedMs how long it is paused, 0 where it is not
 */
public record Play(
    int listener,
    Track track,
    Setting setting,
    long startAt,
    int heardMs,
    int pauseAfterMs,
    int pausedMs,
    Ending ending) {

  /** Why a play ends. */
  public enum Ending {
    FINISHED,
    SKIPPED,
    STOPPED
  }

  public long endAt() {
    return startAt + heardMs + pausedMs;
  }

  public Instant start() {
    return Instant.ofEpochMilli(startAt);
  }

  public Instant end() {
    return Instant.ofEpochMilli(endAt());
  }

  boolean covers(long at) {
    return startAt <= at && at < endAt();
  }

  /** What a player shows at {@code at}, an instant which this play covers. */
  Moment momentAt(long at) {
    long passed = at - startAt;
    if (pausedMs == 0 || passed < pauseAfterMs) {
      return new Moment.Playing(this, (int) passed, startAt);
    }
    long resumedAt = startAt + pauseAfterMs + pausedMs;
    return at < resumedAt
        ? new Moment.Paused(this, pauseAfterMs, startAt + pauseAfterMs)
        : new Moment.Playing(this, (int) (passed - pausedMs), resumedAt);
  }

  /** This play, stopped at {@code at}; null where it has not begun by then. */
  @Nullable Play stoppedAt(long at) {
    if (at <= startAt) {
      return null;
    }
    if (at >= endAt()) {
      return this;
    }
    int passed = (int) (at - startAt);
    int paused = Math.max(0, Math.min(pausedMs, passed - pauseAfterMs));
    return new Play(
        listener, track, setting, startAt, passed - paused, pauseAfterMs, paused, Ending.STOPPED);
  }
}
