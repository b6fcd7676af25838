package dev.groundswell.jobs.top;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Head;
import dev.groundswell.events.Topic;
import dev.groundswell.jobs.window.BucketNews;
import dev.groundswell.jobs.window.BucketNews.Candidate;
import dev.groundswell.jobs.window.BucketNews.Gone;
import dev.groundswell.jobs.window.BucketNews.Unclassified;
import dev.groundswell.jobs.window.BucketNews.Whole;
import dev.groundswell.jobs.window.BucketNews.Withheld;
import dev.groundswell.jobs.window.BucketRollCall;
import dev.groundswell.jobs.window.RankHistory;
import dev.groundswell.jobs.window.TopN;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One board as the buckets have told it so far: candidates, totals, and past ranks. */
final class WindowBoard {
  private final Topic topic;
  private final TopN candidates = new TopN(Board.LIMIT);
  private final BucketRollCall roll = new BucketRollCall();
  private final Map<Integer, Long> withheld = new HashMap<>();
  private long plays;
  private long listeners;
  private long unclassified;
  private final RankHistory history;

  WindowBoard(Topic topic) {
    this.topic = topic;
    history = new RankHistory(topic.window());
  }

  Topic topic() {
    return topic;
  }

  /** Takes the last word of a bucket. */
  void apply(BucketNews news) {
    if (news instanceof Candidate candidate) {
      candidates.put(candidate.item(), candidate.plays(), candidate.listeners());
    } else if (news instanceof Gone gone) {
      candidates.remove(gone.item());
    } else if (news instanceof Whole whole) {
      plays = whole.plays();
      listeners = whole.listeners();
    } else if (news instanceof Withheld some) {
      withheld.put(some.bucket().number(), some.items());
      roll.note(some.bucket());
    } else if (news instanceof Unclassified some) {
      unclassified = some.plays();
    }
  }

  /** Whether all is known that belongs on the board. */
  boolean isComplete() {
    return roll.isAll();
  }

  /** Moves to {@code asOf}; says whether previous ranks are other ones from now on. */
  boolean reach(long asOf) {
    if (!isComplete()) {
      return false;
    }
    if (history.wants(asOf)) {
      history.keep(asOf, candidates.best().stream().mapToLong(TopN.Entry::item).toArray());
    }
    return history.reach(asOf);
  }

  Board board(long fence, long asOf, long n) {
    List<BoardItem> items = new ArrayList<>(Board.LIMIT);
    for (TopN.Entry row : candidates.best()) {
      items.add(
          new BoardItem(
              row.item(), row.plays(), row.listeners(), history.previousRankOf(row.item())));
    }
    candidates.drain(UNHEEDED);
    long sum = withheld.values().stream().mapToLong(some -> some).sum();
    Head head = new Head(asOf, topic.window().from(asOf), plays, listeners, sum);
    return new Board(topic, fence, n, withUnclassified(head), items);
  }

  private Head withUnclassified(Head head) {
    boolean told = topic.kind() == Topic.Kind.GENRES && plays > 0 && unclassified >= 0;
    return told ? head.with(Figure.UNCLASSIFIED, Math.round(100.0 * unclassified / plays)) : head;
  }

  /** What is to be kept over a restart; everything else is told anew. */
  PastRanks remember() {
    return new PastRanks(history.kept());
  }

  void recall(PastRanks past) {
    past.ranks().forEach(history::keep);
  }

  private static final TopN.Changes UNHEEDED =
      new TopN.Changes() {
        @Override
        public void ranked(long item, long plays, long listeners) {}

        @Override
        public void dropped(long item) {}
      };
}
