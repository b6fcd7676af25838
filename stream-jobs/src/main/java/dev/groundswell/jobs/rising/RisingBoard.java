package dev.groundswell.jobs.rising;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Head;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.window.BucketRollCall;
import dev.groundswell.jobs.window.RankHistory;
import dev.groundswell.jobs.window.RisingNews;
import dev.groundswell.jobs.window.RisingNews.Candidate;
import dev.groundswell.jobs.window.RisingNews.Gone;
import dev.groundswell.jobs.window.RisingNews.Sums;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One board of what rises, as the buckets have told it so far.
 *
 * <p>Of N listeners of the last hour, summed over all items, an item is expected to have its usual
 * share: that of the same hour of day on past days, drawn towards its share of all hours by as much
 * as {@link #FLAT_WEIGHT} listeners weigh.
 */
final class RisingBoard {
  private static final double FLAT_WEIGHT = 200;
  private static final int DAYS = 7;
  private static final double DAY_HOURS = 24;
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private final Topic topic;
  private final Map<Long, Candidate> candidates = new HashMap<>();
  private final BucketRollCall roll = new BucketRollCall();
  private final Map<Integer, Sums> sums = new HashMap<>();
  private final Surprise surprise;
  private final RankHistory history;

  RisingBoard(Kind kind, Surprise surprise) {
    this.surprise = surprise;
    topic = Topic.rising(kind);
    history = new RankHistory(topic.window());
  }

  void apply(RisingNews news) {
    if (news instanceof Candidate candidate) {
      candidates.put(candidate.item(), candidate);
    } else if (news instanceof Gone gone) {
      candidates.remove(gone.item());
    } else if (news instanceof Sums some) {
      sums.put(some.bucket().number(), some);
      roll.note(some.bucket());
    }
  }

  /** Whether all is known that belongs on the board. */
  boolean isComplete() {
    return roll.isAll();
  }

  /** An item that rises, and by how much. */
  private record Scored(Candidate candidate, double score, double expected) {}

  /** The board of this instant; also keeps its ranks to compare later ones with. */
  Board board(long fence, long asOf) {
    Expectation usual = Expectation.over(sums.values());
    List<Scored> shown = new ArrayList<>();
    long withheld = 0;
    for (Candidate candidate : candidates.values()) {
      double expected = usual.of(candidate);
      if (usual.isKnown() && surprise.isTwice(candidate.listeners(), expected)) {
        withheld += candidate.isPublic() ? 0 : 1;
        if (candidate.isPublic()) {
          double score = surprise.of(candidate.listeners(), expected);
          shown.add(new Scored(candidate, score, expected));
        }
      }
    }
    shown.sort(
        Comparator.comparingDouble(Scored::score)
            .thenComparingLong(scored -> scored.candidate().listeners())
            .reversed()
            .thenComparingLong(scored -> scored.candidate().item()));
    List<Scored> best = shown.subList(0, Math.min(Board.LIMIT, shown.size()));
    if (history.wants(asOf)) {
      history.keep(asOf, best.stream().mapToLong(scored -> scored.candidate().item()).toArray());
    }
    var unused = history.reach(asOf);
    Head head = new Head(asOf, topic.window().from(asOf), 0, 0, withheld);
    return new Board(
        topic,
        fence,
        0,
        withLearning(head, usual.firstHour()),
        best.stream().map(scored -> row(scored, asOf)).toList());
  }

  private BoardItem row(Scored scored, long asOf) {
    Candidate candidate = scored.candidate();
    Figures figures =
        Figures.of(Figure.PLAYS, 0, Figure.LISTENERS, candidate.listeners())
            .with(Figure.SCORE, Math.round(100 * scored.score()))
            .with(Figure.VELOCITY, Math.round(10 * candidate.pace().velocity(asOf)))
            .with(Figure.EXPECTED, Math.round(10 * scored.expected()));
    return new BoardItem(candidate.item(), history.previousRankOf(candidate.item()), figures);
  }

  private static Head withLearning(Head head, int firstHour) {
    long known =
        firstHour == Integer.MAX_VALUE
            ? 0
            : Math.round((head.asOf() / HOUR_MILLIS - firstHour) / DAY_HOURS);
    return known >= DAYS ? head : head.with(Figure.LEARNING, known);
  }

  /** What is usual: the sums over all items, from which shares are taken. */
  private record Expectation(long listeners, long sameHour, long flat, int firstHour) {

    static Expectation over(Collection<Sums> buckets) {
      long listeners = 0;
      long sameHour = 0;
      long flat = 0;
      int firstHour = Integer.MAX_VALUE;
      for (Sums bucket : buckets) {
        listeners += bucket.listeners();
        sameHour += bucket.sameHour();
        flat += bucket.flat();
        firstHour = Math.min(firstHour, bucket.firstHour());
      }
      return new Expectation(listeners, sameHour, flat, firstHour);
    }

    /** Without any history nothing is a surprise. */
    boolean isKnown() {
      return flat > 0;
    }

    double of(Candidate candidate) {
      double flatShare = flat == 0 ? 0 : (double) candidate.flat() / flat;
      double share = (candidate.sameHour() + FLAT_WEIGHT * flatShare) / (sameHour + FLAT_WEIGHT);
      return listeners * share;
    }
  }
}
