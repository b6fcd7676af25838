package dev.groundswell.jobs.listening;

import dev.groundswell.events.Board;
import dev.groundswell.events.FeedState;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Head;
import dev.groundswell.events.NowPlaying;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.window.ListeningNow;
import dev.groundswell.jobs.window.Minimum;
import dev.groundswell.jobs.window.TimeNews;
import dev.groundswell.jobs.window.WholeTotal;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Looks twice a second at who listens to what, and tells each version of a board that shows
 * something else, and of which items the number has changed.
 *
 * <p>It goes by the clock, since a state is of this moment and not of an instant in the ledger. It
 * keeps nothing over a restart: the source reads again what still means something.
 */
final class ListeningBoards extends AbstractStreamOperator<BoardVersion>
    implements OneInputStreamOperator<NowPlaying, BoardVersion> {
  private static final long serialVersionUID = 1;
  private static final long STEP_MILLIS = 500;

  private final Minimum minimum;
  private final long fence;
  private final OutputTag<TimeNews> total;
  private final OutputTag<ListeningNow> items;

  @SuppressWarnings("NullAway.Init")
  private transient Audience audience;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Kind, Board> told;

  private transient long totalTold;
  private transient long asOf;

  /** Whether nothing was told of items since this began. */
  private transient boolean anew;

  /**
   * @param fence the number of this run of the jobs
   * @param total where it goes how many listen
   * @param items where it goes how many listen to each item
   */
  ListeningBoards(
      Minimum minimum, long fence, OutputTag<TimeNews> total, OutputTag<ListeningNow> items) {
    this.minimum = minimum;
    this.fence = fence;
    this.total = total;
    this.items = items;
  }

  @Override
  public void open() throws Exception {
    super.open();
    audience = new Audience(minimum);
    told = new EnumMap<>(Kind.class);
    totalTold = Long.MIN_VALUE;
    anew = true;
    long now = getProcessingTimeService().getCurrentProcessingTime();
    getProcessingTimeService().registerTimer(now, this::look);
  }

  @Override
  public void processElement(StreamRecord<NowPlaying> element) {
    audience.see(element.getValue(), getProcessingTimeService().getCurrentProcessingTime());
  }

  private void look(long instant) {
    // A clock that is set back must not make a board older than it was.
    asOf = Math.max(asOf, instant);
    long from = audience.reach(asOf);
    long listening = audience.total();
    if (listening != totalTold) {
      totalTold = listening;
      output.collect(
          total,
          new StreamRecord<>(
              new WholeTotal(WholeTotal.Of.LISTENING, Long.MIN_VALUE, WholeTotal.ALL, listening)));
    }
    tellItems();
    for (Kind kind : Kind.values()) {
      tell(kind, board(kind, from, listening));
    }
    getProcessingTimeService().registerTimer(instant + STEP_MILLIS, this::look);
  }

  private void tellItems() {
    Map<Long, Long> changes = audience.takeChanges();
    if (anew || !changes.isEmpty()) {
      output.collect(items, new StreamRecord<>(new ListeningNow(anew, changes)));
      anew = false;
    }
  }

  private Board board(Kind kind, long from, long listening) {
    Figures totals = Figures.of(Figure.WITHHELD, audience.withheld(kind));
    Head head =
        new Head(
            asOf,
            from,
            listening == Board.NOT_TOLD ? totals : totals.with(Figure.LISTENING, listening));
    return new Board(Topic.listening(kind), fence, 0, head, audience.best(kind));
  }

  private void tell(Kind kind, Board next) {
    Board last = told.get(kind);
    if (last == null || !FeedState.of(next).showsTheSameAs(FeedState.of(last))) {
      told.put(kind, next);
      output.collect(new StreamRecord<>(new BoardVersion(next, true)));
    }
  }
}
