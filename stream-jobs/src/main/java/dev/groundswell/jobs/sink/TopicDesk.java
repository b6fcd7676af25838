package dev.groundswell.jobs.sink;

import dev.groundswell.events.Board;
import dev.groundswell.events.FeedEntry;
import dev.groundswell.events.FeedEntry.Keyframe;
import dev.groundswell.events.FeedState;
import org.jspecify.annotations.Nullable;

/** What is known of one topic: the version still to be written, and how its log ends. */
final class TopicDesk {
  /** An entry in so many is whole, so that a reader in the middle need not go back far. */
  static final int KEYFRAME_EVERY = 64;

  private @Nullable BoardVersion due;
  private @Nullable Board latest;

  /** The version that the log ends with, and its id; null and empty while that is not known. */
  private @Nullable FeedState logged;

  private String logId = "";
  private int sinceKeyframe;

  /** The instant that must be passed before the latest board is offered again. */
  private long refusedAsOf = Long.MIN_VALUE;

  private boolean refused;

  /** Takes a version in the place of one that still waits; that one's entry in the log is owed. */
  void take(BoardVersion version) {
    boolean owed = due != null && due.logged();
    due = owed ? new BoardVersion(version.board(), true) : version;
    latest = version.board();
    refused = false;
  }

  @Nullable BoardVersion due() {
    return due;
  }

  /** Forgets what the store held, and makes the latest board due again, whole. */
  void writeAnew() {
    forgetLog();
    if (latest != null) {
      due = new BoardVersion(latest, true);
    }
  }

  void forgetLog() {
    logged = null;
    logId = "";
  }

  /** What is to be appended for {@code board}; null where subscribers would see no difference. */
  @Nullable FeedEntry entryFor(Board board) {
    FeedState next = FeedState.of(board);
    if (logged == null) {
      return Keyframe.of(board);
    }
    if (logged.showsTheSameAs(next)) {
      return null;
    }
    return sinceKeyframe + 1 >= KEYFRAME_EVERY ? Keyframe.of(board) : logged.deltaTo(next, logId);
  }

  void written(Board board, @Nullable FeedEntry entry, String id) {
    due = null;
    if (entry != null) {
      logged = FeedState.of(board);
      logId = id;
      sinceKeyframe = entry instanceof Keyframe ? 0 : sinceKeyframe + 1;
    }
  }

  /**
   * Notes that the store holds a version of the same run that is not older, as after a restore. It
   * need not show what ours shows, so ours is offered again when time has passed it.
   */
  void refused(long storedAsOf) {
    due = null;
    refused = true;
    refusedAsOf = storedAsOf;
    forgetLog();
  }

  /** Notes that a later run of the jobs writes this board now. */
  void superseded() {
    due = null;
    latest = null;
    forgetLog();
  }

  /** Offers a refused board as of {@code asOf}, if that is later than what refused it. */
  void reach(long asOf) {
    if (refused && due == null && latest != null && asOf > refusedAsOf) {
      take(new BoardVersion(latest.at(asOf), true));
    }
  }
}
