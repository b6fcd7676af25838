package dev.groundswell.jobs.window;

import dev.groundswell.events.Board;
import dev.groundswell.events.FeedState;
import dev.groundswell.events.Topic;
import dev.groundswell.jobs.sink.BoardVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Boards that are looked at once a step of event time and told where they show something else.
 *
 * <p>One task: each board needs the sums over all tasks before it. News of an instant that this one
 * has not reached wait until it has. What is kept over a restart are news too, handed in again as
 * they were told first.
 */
public abstract class SteppedBoards<T> extends AbstractStreamOperator<BoardVersion>
    implements OneInputStreamOperator<T, BoardVersion> {
  private static final long serialVersionUID = 1;

  private final TypeInformation<T> type;
  private final long step;

  @SuppressWarnings("NullAway.Init")
  private transient ListState<T> kept;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Topic, Board> told;

  @SuppressWarnings("NullAway.Init")
  private transient List<T> early;

  private transient long asOf;
  private transient long lastStep;

  /**
   * @param type of the news
   * @param stepMillis how far event time goes between two looks
   */
  protected SteppedBoards(TypeInformation<T> type, long stepMillis) {
    this.type = type;
    this.step = stepMillis;
  }

  /** Begins with nothing. */
  protected abstract void begin();

  /** The watermark to which news belong. */
  protected abstract long at(T news);

  protected abstract void apply(T news);

  /** Moves to {@code instant}, ahead of the news that belong to it. */
  protected void reach(long instant) {}

  /** The boards at the instant reached; none that is not known whole. */
  protected abstract List<Board> boards(long instant);

  /** News that amount to all that was applied; none where those before tell everything anew. */
  protected abstract List<T> remember();

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    kept = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("news", type));
    told = new HashMap<>();
    early = new ArrayList<>();
    asOf = Long.MIN_VALUE;
    lastStep = Long.MIN_VALUE;
    begin();
    for (T news : kept.get()) {
      apply(news);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<T> all = new ArrayList<>(remember());
    all.addAll(early);
    kept.update(all);
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    T news = element.getValue();
    if (at(news) > asOf) {
      early.add(news);
    } else {
      apply(news);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // The end of a bounded input is not an instant of any board.
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      asOf = mark.getTimestamp();
      reach(asOf);
      applyEarly();
      if (Math.floorDiv(asOf, step) != lastStep) {
        lastStep = Math.floorDiv(asOf, step);
        boards(asOf).forEach(this::tell);
      }
    }
    super.processWatermark(mark);
  }

  private void applyEarly() {
    List<T> stillEarly = new ArrayList<>();
    for (T news : early) {
      if (at(news) > asOf) {
        stillEarly.add(news);
      } else {
        apply(news);
      }
    }
    early = stillEarly;
  }

  private void tell(Board next) {
    Board last = told.get(next.topic());
    if (last == null || !FeedState.of(next).showsTheSameAs(FeedState.of(last))) {
      told.put(next.topic(), next);
      output.collect(new StreamRecord<>(new BoardVersion(next, true)));
    }
  }
}
