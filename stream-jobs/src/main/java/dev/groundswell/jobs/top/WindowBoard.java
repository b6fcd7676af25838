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
import dev.groundswell.jobs.window.RankHistory;
import dev.groundswell.jobs.window.RollingSums;
import dev.groundswell.jobs.window.TopN;
import java.util.ArrayList;
import java.util.List;

/** One board as the buckets have told it so far: candidates, totals, and past ranks. */
final class WindowBoard {
  private final Topic topic;
  private final TopN candidates = new TopN(Board.LIMIT);
  private final long[] withheld = new long[RollingSums.BUCKETS];
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
      withheld[some.bucket()] = some.items();
    } else if (news instanceof Unclassified some) {
      unclassified = some.plays();
    }
  }

  /** Moves to {@code asOf}; says whether previous ranks are other ones from now on. */
  boolean reach(long asOf) {
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
    long sum = 0;
    for (long some : withheld) {
      sum += some;
    }
    Head head = new Head(asOf, topic.window().from(asOf), plays, listeners, sum);
    return new Board(topic, fence, n, withUnclassified(head), items);
  }

  private Head withUnclassified(Head head) {
    boolean told = topic.kind() == Topic.Kind.GENRES && plays > 0 && unclassified >= 0;
    return told ? head.with(Figure.UNCLASSIFIED, Math.round(100.0 * unclassified / plays)) : head;
  }

  /** What is to be kept over a restart. */
  BoardMemory remember() {
    long[] rows = new long[candidates.size() * 3];
    int i = 0;
    for (TopN.Entry row : candidates.all()) {
      rows[i++] = row.item();
      rows[i++] = row.plays();
      rows[i++] = row.listeners();
    }
    return new BoardMemory(plays, listeners, unclassified, withheld.clone(), rows, history.kept());
  }

  void recall(BoardMemory memory) {
    plays = memory.plays();
    listeners = memory.listeners();
    unclassified = memory.unclassified();
    System.arraycopy(memory.withheld(), 0, withheld, 0, withheld.length);
    long[] rows = memory.rows();
    for (int i = 0; i < rows.length; i += 3) {
      candidates.put(rows[i], rows[i + 1], rows[i + 2]);
    }
    memory.ranks().forEach(history::keep);
  }

  private static final TopN.Changes UNHEEDED =
      new TopN.Changes() {
        @Override
        public void ranked(long item, long plays, long listeners) {}

        @Override
        public void dropped(long item) {}
      };
}
