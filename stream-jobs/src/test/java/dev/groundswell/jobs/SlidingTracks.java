package dev.groundswell.jobs;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Head;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.sink.BoardVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * The 5 minute board as overlapping windows would make it, to measure ours against.
 *
 * <p>It is spared most of the work: no distinct listeners, no minimum, no retractions, no previous
 * ranks, one window instead of four.
 */
final class SlidingTracks {
  /** Item, end of the window, plays. */
  private static final TypeInformation<Tuple3<Long, Long, Long>> COUNT =
      Types.TUPLE(Types.LONG, Types.LONG, Types.LONG);

  private SlidingTracks() {}

  static DataStream<BoardVersion> build(DataStream<PlayChange> plays) {
    return plays
        .flatMap(
            (PlayChange change, Collector<Long> out) -> {
              if (change.after() != null && change.after().isPublic()) {
                out.collect(change.after().recording());
              }
            })
        .returns(Types.LONG)
        .keyBy(item -> item, Types.LONG)
        .window(SlidingEventTimeWindows.of(Duration.ofMinutes(5), Duration.ofSeconds(1)))
        .aggregate(new Count(), new Counted(), Types.LONG, Types.LONG, COUNT)
        .keyBy(count -> count.f1, Types.LONG)
        .process(new Top(), BoardVersion.TYPE);
  }

  /** Counts. */
  private static final class Count implements AggregateFunction<Long, Long, Long> {
    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(Long item, Long count) {
      return count + 1;
    }

    @Override
    public Long getResult(Long count) {
      return count;
    }

    @Override
    public Long merge(Long a, Long b) {
      return a + b;
    }
  }

  /** Says which item and window a count is of. */
  private static final class Counted
      extends ProcessWindowFunction<Long, Tuple3<Long, Long, Long>, Long, TimeWindow> {
    @Override
    public void process(
        Long item,
        Context context,
        Iterable<Long> counts,
        Collector<Tuple3<Long, Long, Long>> out) {
      out.collect(Tuple3.of(item, context.window().getEnd(), counts.iterator().next()));
    }
  }

  /** Ranks all counts of one window. */
  private static final class Top
      extends KeyedProcessFunction<Long, Tuple3<Long, Long, Long>, BoardVersion> {
    private transient ListState<Tuple3<Long, Long, Long>> counts;

    @Override
    public void open(OpenContext context) {
      counts = getRuntimeContext().getListState(new ListStateDescriptor<>("counts", COUNT));
    }

    @Override
    public void processElement(
        Tuple3<Long, Long, Long> count, Context context, Collector<BoardVersion> out)
        throws Exception {
      // With object reuse the tuple is filled again for the next element.
      counts.add(count.copy());
      context.timerService().registerEventTimeTimer(count.f1);
    }

    @Override
    public void onTimer(long end, OnTimerContext context, Collector<BoardVersion> out)
        throws Exception {
      List<BoardItem> items = new ArrayList<>();
      long plays = 0;
      for (Tuple3<Long, Long, Long> count : counts.get()) {
        items.add(new BoardItem(count.f0, count.f2, 0, BoardItem.UNKNOWN));
        plays += count.f2;
      }
      counts.clear();
      items.sort(
          Comparator.comparingLong(BoardItem::plays).reversed().thenComparingLong(BoardItem::item));
      List<BoardItem> top = items.subList(0, Math.min(Board.LIMIT, items.size()));
      Topic topic = new Topic(Topic.Kind.TRACKS, Window.M5);
      out.collect(
          new BoardVersion(
              new Board(topic, 1, 0, new Head(end, Window.M5.from(end), plays, 0, 0), top), true));
    }
  }
}
