package dev.groundswell.jobs.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums what is to be added to each item before it crosses the network, for a few milliseconds.
 *
 * <p>It keeps nothing over a checkpoint: what it holds goes out ahead of the barrier. It goes out
 * too ahead of a watermark, and before deltas of a later instant are taken in, so that one message
 * never mixes two instants.
 */
public final class LocalSum extends AbstractStreamOperator<ItemDelta>
    implements OneInputStreamOperator<ItemDelta, ItemDelta> {
  private static final long serialVersionUID = 1;
  private static final int MOST_ITEMS = 4096;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Long, ItemDelta> pending;

  /** Sums that have gone out and serve again. */
  @SuppressWarnings("NullAway.Init")
  private transient List<ItemDelta> spare;

  @SuppressWarnings("NullAway.Init")
  private transient StreamRecord<ItemDelta> record;

  @SuppressWarnings("NullAway.Init")
  private transient Alarm alarm;

  private transient long at;

  @Override
  public void open() throws Exception {
    super.open();
    pending = new HashMap<>();
    spare = new ArrayList<>();
    record = new StreamRecord<>(new ItemDelta());
    alarm = new Alarm(getProcessingTimeService(), Alarm.COALESCE_MILLIS, this::flush);
  }

  @Override
  public void processElement(StreamRecord<ItemDelta> element) {
    ItemDelta delta = element.getValue();
    if (delta.at != at) {
      flush();
      at = delta.at;
    }
    ItemDelta sum = pending.get(delta.item);
    if (sum == null) {
      sum = spare.isEmpty() ? new ItemDelta() : spare.remove(spare.size() - 1);
      sum.clear(delta.item, at);
      pending.put(delta.item, sum);
    }
    sum.add(delta);
    if (pending.size() >= MOST_ITEMS) {
      flush();
    } else {
      alarm.set();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    flush();
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }

  private void flush() {
    if (pending.isEmpty()) {
      return;
    }
    for (ItemDelta sum : pending.values()) {
      if (!sum.isNothing()) {
        output.collect(record.replace(sum));
      }
      spare.add(sum);
    }
    pending.clear();
  }
}
