package dev.groundswell.jobs.sink;

import dev.groundswell.events.Board;
import dev.groundswell.events.FeedEntry;
import dev.groundswell.events.FeedEntry.Keyframe;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Family;
import dev.groundswell.jobs.sink.BoardStore.Answer;
import dev.groundswell.jobs.sink.BoardStore.StoreUnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers versions to the store, step by step: newest first told, none lost that is still newest.
 *
 * <p>A store that fails is left alone for a while and then offered whatever is newest by then. A
 * store that has lost its mark has lost everything, and is written anew. Instants are those of the
 * clock, in epoch milliseconds, and handed in.
 */
final class Courier {
  static final long AS_OF_MILLIS = 250;
  static final long MARK_MILLIS = 1000;

  /** For so long a portrait is remembered of which nothing is told. */
  static final long PORTRAIT_MILLIS = 60_000;

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final BoardStore store;
  private final boolean notesAsOf;
  private final Backoff backoff;
  private final Map<Topic, TopicDesk> desks = new LinkedHashMap<>();
  private long asOf = Long.MIN_VALUE;
  private long noted = Long.MIN_VALUE;
  private long nextNote = Long.MIN_VALUE;
  private long nextMark = Long.MIN_VALUE;
  private long nextTry = Long.MIN_VALUE;

  /**
   * @param notesAsOf whether this courier also notes how far time has come; one of a job is enough
   */
  Courier(BoardStore store, boolean notesAsOf, RandomGenerator chance) {
    this.store = store;
    this.notesAsOf = notesAsOf;
    this.backoff = new Backoff(chance);
  }

  /** Does what is due, and says how many milliseconds later to come again at the latest. */
  long step(Inbox.Mail mail, long now) {
    for (BoardVersion version : mail.versions()) {
      desks.computeIfAbsent(version.board().topic(), topic -> new TopicDesk()).take(version);
    }
    asOf = mail.asOf();
    forgetPortraits();
    if (now < nextTry) {
      return nextTry - now;
    }
    try {
      deliverAll(now);
    } catch (StoreUnavailableException e) {
      long pause = backoff.afterFailure();
      if (backoff.isFirstFailure()) {
        LOG.warn(
            "Boards wait: Redis does not take them ({}). Check that it runs and has room.",
            e.getMessage());
        LOG.debug("", e);
      }
      nextTry = now + pause;
      nextMark = Long.MIN_VALUE; // it may come back empty
      return pause;
    }
    if (backoff.afterSuccess()) {
      LOG.info("Redis takes boards again");
    }
    return Math.max(1, (notesAsOf ? Math.min(nextNote, nextMark) : nextMark) - now);
  }

  /** Portraits come and go, and what nobody tells of any more is let go. */
  private void forgetPortraits() {
    long since = asOf - PORTRAIT_MILLIS;
    desks
        .entrySet()
        .removeIf(
            desk ->
                desk.getKey().family() == Family.PORTRAIT && desk.getValue().isSilentSince(since));
  }

  /** Whether everything taken so far has been delivered. */
  boolean isSettled() {
    return desks.values().stream().allMatch(desk -> desk.due() == null)
        && (!notesAsOf || asOf == noted);
  }

  private void deliverAll(long now) {
    if (now >= nextMark) {
      if (store.markWasMissing()) {
        desks.values().forEach(TopicDesk::writeAnew);
        noted = Long.MIN_VALUE;
      }
      nextMark = now + MARK_MILLIS;
    }
    for (TopicDesk desk : desks.values()) {
      desk.reach(asOf);
      BoardVersion due = desk.due();
      if (due != null) {
        deliver(desk, due);
      }
    }
    if (notesAsOf && now >= nextNote) {
      if (asOf != noted) {
        store.noteAsOf(asOf);
        noted = asOf;
      }
      nextNote = now + AS_OF_MILLIS;
    }
  }

  private void deliver(TopicDesk desk, BoardVersion version) {
    Board board = version.board();
    FeedEntry entry = version.logged() ? desk.entryFor(board) : null;
    Answer answer = store.write(board, entry);
    if (answer instanceof Answer.KeyframeWanted) {
      desk.forgetLog();
      entry = Keyframe.of(board);
      answer = store.write(board, entry);
    }
    if (answer instanceof Answer.Written written) {
      desk.written(board, entry, written.logId());
    } else if (answer instanceof Answer.Refused refused) {
      if (refused.fence() > board.fence()) {
        LOG.warn("{} is written by a later run ({}) of the jobs", board.topic(), refused.fence());
        desk.superseded();
      } else {
        desk.refused(refused.asOf());
      }
    }
  }
}
