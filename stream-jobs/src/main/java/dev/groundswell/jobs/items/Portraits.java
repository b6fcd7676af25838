package dev.groundswell.jobs.items;

import dev.groundswell.events.Board;
import dev.groundswell.events.FeedState;
import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.window.Minimum;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts the shares of all tasks together into portraits, with ranks from the boards, and tells each
 * version that shows something else.
 *
 * <p>One task: few items are watched at a time, and what goes with what needs the audience of all
 * items. It keeps the trails of ranks over a restart; everything else is told anew then.
 */
final class Portraits extends AbstractStreamOperator<BoardVersion>
    implements TwoInputStreamOperator<PortraitNews, BoardVersion, BoardVersion> {
  private static final long serialVersionUID = 1;

  /** An item of which nothing was told for so long is no longer watched. */
  private static final long GONE_MILLIS = Duration.ofSeconds(30).toMillis();

  /** What shows the same is told again now and then, or Redis would let it go. */
  private static final long AGAIN_MILLIS = Duration.ofSeconds(20).toMillis();

  private final Minimum minimum;
  private final long fence;

  @SuppressWarnings("NullAway.Init")
  private transient ListState<TrailMemory> memory;

  @SuppressWarnings("NullAway.Init")
  private transient Standings standings;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Long, Portrait> portraits;

  /** The last version told of each. */
  @SuppressWarnings("NullAway.Init")
  private transient Map<Long, Board> told;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Long, Integer> audience;

  /** How many listen to what at this moment. */
  @SuppressWarnings("NullAway.Init")
  private transient Map<Long, Long> listening;

  Portraits(Minimum minimum, long fence) {
    this.minimum = minimum;
    this.fence = fence;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    memory =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("trails", TrailMemory.TYPE));
    standings = new Standings();
    standings.recall(memory.get());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    memory.update(standings.remember());
  }

  @Override
  public void open() throws Exception {
    super.open();
    portraits = new HashMap<>();
    told = new HashMap<>();
    audience = new HashMap<>();
    listening = new HashMap<>();
  }

  @Override
  public void processElement1(StreamRecord<PortraitNews> element) {
    if (element.getValue() instanceof PortraitNews.Told share) {
      portraits
          .computeIfAbsent(share.share().item, item -> new Portrait(item, minimum))
          .take(share);
    } else if (element.getValue() instanceof PortraitNews.Audience some) {
      some.changes()
          .forEach(
              (item, change) ->
                  audience.merge(
                      item, change, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b)));
    } else if (element.getValue() instanceof PortraitNews.Listening some) {
      some.now().applyTo(listening);
    }
  }

  @Override
  public void processElement2(StreamRecord<BoardVersion> element) {
    standings.take(element.getValue().board());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // The end of a bounded input is not an instant of any portrait.
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      standings.reach(mark.getTimestamp());
      letGo(mark.getTimestamp() - GONE_MILLIS);
      tell(mark.getTimestamp());
    }
    super.processWatermark(mark);
  }

  private void letGo(long since) {
    portraits.values().removeIf(portrait -> portrait.newest() < since);
    told.keySet().retainAll(portraits.keySet());
  }

  private void tell(long asOf) {
    portraits.forEach(
        (item, portrait) -> {
          if (portrait.newest() <= asOf && portrait.isComplete()) {
            Board board =
                portrait.board(
                    fence,
                    standings,
                    other -> audience.getOrDefault(other, 0),
                    listening.getOrDefault(item, 0L));
            if (isNews(told.get(item), board)) {
              told.put(item, board);
              output.collect(new StreamRecord<>(new BoardVersion(board, true)));
            }
          }
        });
  }

  private static boolean isNews(@Nullable Board before, Board board) {
    return before == null
        || board.asOf() - before.asOf() >= AGAIN_MILLIS
        || !FeedState.of(before).showsTheSameAs(FeedState.of(board));
  }
}
