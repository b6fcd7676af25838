package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.catalogue.Playable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time somebody hears one thing, as it truly happens. It has at most one pause and one seek.
 *
 * <p>The arithmetic is in milliseconds, of the epoch where a name ends in {@code At}, and held so
 * because a great many plays are kept at once.
 *
 * @param listener the listener's number
 * @param startAt when it starts, or would have started had it not been joined in the middle
 * @param heardMs how much is heard until it ends
 * @param pause where it is paused
 * @param seek where the listener jumps to another place of it
 */
public record Play(
    int listener,
    Playable item,
    Setting setting,
    long startAt,
    int heardMs,
    Pause pause,
    Seek seek,
    Ending ending) {

  /** Why a play ends. */
  public enum Ending {
    FINISHED,
    SKIPPED,
    STOPPED
  }

  /**
   * A silence in the middle.
   *
   * @param afterMs how much has been heard before
   * @param lengthMs how long it is, 0 where there is none
   */
  public record Pause(int afterMs, int lengthMs) {
    public static final Pause NONE = new Pause(0, 0);
  }

  /**
   * A jump.
   *
   * @param afterMs how much has been heard before
   * @param byMs how far it goes, negative where it goes back, 0 where there is none
   */
  public record Seek(int afterMs, int byMs) {
    public static final Seek NONE = new Seek(0, 0);
  }

  public long endAt() {
    return startAt + heardMs + pause.lengthMs;
  }

  public Instant start() {
    return Instant.ofEpochMilli(startAt);
  }

  public Instant end() {
    return Instant.ofEpochMilli(endAt());
  }

  /** When {@code heard} milliseconds of it have been heard. */
  public Instant heardAt(int heard) {
    return Instant.ofEpochMilli(startAt + heard + (heard > pause.afterMs ? pause.lengthMs : 0));
  }

  /** Where in the item it is at its end. */
  public int lastProgressMs() {
    return progress(heardMs);
  }

  /** When it last started, went on or jumped while it was heard; what it says at its very end. */
  public long lastChangedAt() {
    Moment last = momentAt(heardAt(heardMs).toEpochMilli() - 1);
    return last instanceof Moment.Showing showing ? showing.changedAt() : startAt;
  }

  boolean covers(long at) {
    return startAt <= at && at < endAt();
  }

  /** What a player shows at {@code at}, an instant which this play covers. */
  Moment momentAt(long at) {
    int passed = (int) (at - startAt);
    int afterPause = pause.afterMs + pause.lengthMs;
    if (pause.lengthMs > 0 && passed >= pause.afterMs && passed < afterPause) {
      return new Moment.Paused(this, progress(pause.afterMs), startAt + pause.afterMs);
    }
    boolean resumed = pause.lengthMs > 0 && passed >= afterPause;
    int heard = resumed ? passed - pause.lengthMs : passed;
    long changedAt = resumed ? startAt + afterPause : startAt;
    if (seek.byMs != 0 && heard >= seek.afterMs) {
      changedAt = Math.max(changedAt, heardAt(seek.afterMs).toEpochMilli());
    }
    return new Moment.Playing(this, progress(heard), changedAt);
  }

  private int progress(int heard) {
    return seek.byMs != 0 && heard >= seek.afterMs ? heard + seek.byMs : heard;
  }

  /** This play in a private session. */
  Play inPrivate() {
    return new Play(listener, item, setting.inPrivate(), startAt, heardMs, pause, seek, ending);
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
    int paused = Math.max(0, Math.min(pause.lengthMs, passed - pause.afterMs));
    return new Play(
        listener,
        item,
        setting,
        startAt,
        passed - paused,
        new Pause(pause.afterMs, paused),
        seek,
        Ending.STOPPED);
  }
}
