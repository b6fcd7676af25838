package dev.groundswell.jobs.top;

import dev.groundswell.events.Board;
import dev.groundswell.events.FeedState;
import dev.groundswell.events.Topic;
import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.window.BucketNews;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Ranks the candidates of all buckets and tells each version of a board that shows something else.
 *
 * <p>Keyed by the topic's name. Only past ranks are kept over a restart: the buckets then tell
 * everything anew, however many there are now, and until all have, nothing is told. So after a
 * restore every board is told again, and the sink refuses what is older than what it holds.
 */
public final class BoardTop extends AbstractStreamOperator<BoardVersion>
    implements OneInputStreamOperator<BucketNews, BoardVersion> {
  private static final long serialVersionUID = 1;

  private final long fence;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Topic, Desk> desks;

  @SuppressWarnings("NullAway.Init")
  private transient ValueState<PastRanks> ranks;

  @SuppressWarnings("NullAway.Init")
  private transient List<BucketNews> early;

  private transient long asOf;

  /**
   * @param fence the number of this run of the jobs
   */
  public BoardTop(long fence) {
    this.fence = fence;
  }

  /** A board and when it is told. */
  private static final class Desk {
    final WindowBoard board;
    final Cadence cadence = new Cadence();
    @Nullable Board told;

    /** The next instant of the clock at which it is looked at again. */
    long alarm = Long.MAX_VALUE;

    Desk(WindowBoard board) {
      this.board = board;
    }

    void apply(BucketNews news) {
      board.apply(news);
      cadence.change();
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    ranks = getPartitionedState(new ValueStateDescriptor<>("ranks", PastRanks.TYPE));
    early = new ArrayList<>();
    asOf = Long.MIN_VALUE;
    desks = new LinkedHashMap<>();
    for (Topic topic : Topic.trends()) {
      if (isMine(topic)) {
        desks.put(topic, new Desk(recalled(topic)));
      }
    }
  }

  /** Whether this task has a board: it is told even if nothing is ever in it. */
  private boolean isMine(Topic topic) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
            topic.name(), task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks())
        == task.getIndexOfThisSubtask();
  }

  private WindowBoard recalled(Topic topic) throws Exception {
    WindowBoard board = new WindowBoard(topic);
    setCurrentKey(topic.name());
    PastRanks past = ranks.value();
    if (past != null) {
      board.recall(past);
    }
    return board;
  }

  @Override
  public void processElement(StreamRecord<BucketNews> element) {
    BucketNews news = element.getValue();
    if (news.at() > asOf) {
      early.add(news);
    } else {
      Desk desk = desk(news);
      desk.apply(news);
      tell(desk);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // The end of a bounded input is not an instant of any board.
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      boolean first = asOf == Long.MIN_VALUE;
      asOf = mark.getTimestamp();
      applyEarly(asOf);
      for (Desk desk : desks.values()) {
        if (desk.board.reach(asOf) || first) {
          desk.cadence.change();
        }
        tell(desk);
      }
    }
    super.processWatermark(mark);
  }

  /**
   * Writes past ranks to the state. News that came early are applied now, so between a checkpoint
   * and the next watermark figures may be ahead of their instant by one heartbeat.
   */
  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    applyEarly(Long.MAX_VALUE);
    for (Map.Entry<Topic, Desk> desk : desks.entrySet()) {
      setCurrentKey(desk.getKey().name());
      ranks.update(desk.getValue().board.remember());
    }
  }

  @Override
  public void finish() throws Exception {
    for (Desk desk : desks.values()) {
      desk.cadence.hurry();
      tell(desk);
    }
    super.finish();
  }

  private void applyEarly(long until) {
    List<BucketNews> stillEarly = new ArrayList<>();
    for (BucketNews news : early) {
      if (news.at() > until) {
        stillEarly.add(news);
      } else {
        desk(news).apply(news);
      }
    }
    early = stillEarly;
  }

  private Desk desk(BucketNews news) {
    Desk desk = desks.get(news.topic());
    if (desk == null) {
      throw new IllegalStateException("the board " + news.topic() + " is another task's");
    }
    return desk;
  }

  /** Tells what is due, and sets an alarm for what is due later. */
  private void tell(Desk desk) {
    if (asOf == Long.MIN_VALUE || !desk.board.isComplete()) {
      return;
    }
    long now = getProcessingTimeService().getCurrentProcessingTime();
    if (desk.cadence.versionIsDue(now)) {
      Board next = next(desk);
      if (desk.told != null && FeedState.of(next).showsTheSameAs(FeedState.of(desk.told))) {
        desk.cadence.unchanged();
      } else {
        send(desk, next, now);
      }
    }
    if (desk.cadence.entryIsDue(now)) {
      send(desk, next(desk), now);
    }
    if (desk.cadence.isWaiting() && desk.cadence.nextLook() < desk.alarm) {
      desk.alarm = desk.cadence.nextLook();
      getProcessingTimeService()
          .registerTimer(
              desk.alarm,
              instant -> {
                desk.alarm = Long.MAX_VALUE;
                tell(desk);
              });
    }
  }

  private Board next(Desk desk) {
    Board told = desk.told;
    long n = told != null && told.asOf() == asOf ? told.n() + 1 : 0;
    return desk.board.board(fence, asOf, n);
  }

  private void send(Desk desk, Board board, long now) {
    desk.told = board;
    output.collect(new StreamRecord<>(new BoardVersion(board, desk.cadence.tell(now))));
  }
}
