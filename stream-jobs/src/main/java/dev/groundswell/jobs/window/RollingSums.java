package dev.groundswell.jobs.window;

import dev.groundswell.events.SampledPlay;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Keeps plays and distinct listeners of every item in every window, applies the minimum of
 * listeners, and tells of the best.
 *
 * <p>Keyed by item; the items of one task are its bucket. Deltas of an instant that this task has
 * not reached wait until it has. What has changed is told some milliseconds later, at a watermark,
 * and ahead of a checkpoint's barrier, so a checkpoint holds nothing untold.
 */
public final class RollingSums extends AbstractStreamOperator<BucketNews>
    implements OneInputStreamOperator<ItemDelta, BucketNews> {
  private static final long serialVersionUID = 1;

  /** How many of its best items a bucket tells of. */
  public static final int BEST = 100;

  private static final long SAMPLE_MILLIS = 1000;
  private static final long RISING_MILLIS = 1000;
  private static final int DAY = Window.H24.ordinal();

  private final long minListeners;
  private final OutputTag<SampledPlay> sampled;
  private final OutputTag<RisingNews> rising;

  @SuppressWarnings("NullAway.Init")
  private transient ValueState<Totals> totals;

  @SuppressWarnings("NullAway.Init")
  private transient Bucket bucket;

  @SuppressWarnings("NullAway.Init")
  private transient List<ItemDelta> early;

  @SuppressWarnings("NullAway.Init")
  private transient Alarm alarm;

  @SuppressWarnings("NullAway.Init")
  private transient StreamRecord<BucketNews> record;

  private transient long asOf;
  private transient long nextSample;
  private transient long risingStep;

  /**
   * @param minListeners what {@link Minimum} says of public figures, at least 1
   * @param sampled where plays go that are shown in passing
   * @param rising where it goes what the boards of what rises are told
   */
  public RollingSums(
      long minListeners, OutputTag<SampledPlay> sampled, OutputTag<RisingNews> rising) {
    this.minListeners = minListeners;
    this.sampled = sampled;
    this.rising = rising;
  }

  @Override
  public void open() throws Exception {
    super.open();
    totals = getPartitionedState(new ValueStateDescriptor<>("totals", Totals.TYPE));
    TaskInfo task = getRuntimeContext().getTaskInfo();
    bucket =
        new Bucket(
            new BucketNumber(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks()));
    early = new ArrayList<>();
    record = new StreamRecord<>(new BucketNews.Gone(Topic.trends().get(0), 0, 0));
    alarm = new Alarm(getProcessingTimeService(), Alarm.COALESCE_MILLIS, this::tell);
    asOf = Long.MIN_VALUE;
    risingStep = Long.MIN_VALUE;
    forEach(bucket::restore);
  }

  /** Hands over every item and its totals. */
  private void forEach(BiConsumer<Long, Totals> consumer) throws Exception {
    List<Long> items = new ArrayList<>();
    try (Stream<Long> keys =
        this.<Long>getKeyedStateBackend().getKeys("totals", VoidNamespace.INSTANCE)) {
      keys.forEach(items::add);
    }
    for (Long item : items) {
      setCurrentKey(item);
      Totals sums = totals.value();
      if (sums != null) {
        consumer.accept(item, sums);
      }
    }
  }

  @Override
  public void processElement(StreamRecord<ItemDelta> element) throws Exception {
    ItemDelta delta = element.getValue();
    if (delta.at > asOf) {
      early.add(delta.copy());
    } else {
      apply(delta);
      alarm.set();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // The end of a bounded input is not an instant of any board.
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      asOf = mark.getTimestamp();
      applyEarly(asOf);
      tell();
      tellRising();
    }
    super.processWatermark(mark);
  }

  /**
   * Leaves nothing that is not in the state. Deltas that came early are applied now, so between a
   * checkpoint and the next watermark figures may be ahead of their instant by one heartbeat.
   */
  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    applyEarly(Long.MAX_VALUE);
    tell();
  }

  @Override
  public void finish() throws Exception {
    tell();
    super.finish();
  }

  private void applyEarly(long until) throws Exception {
    if (early.isEmpty()) {
      return;
    }
    List<ItemDelta> stillEarly = new ArrayList<>();
    for (ItemDelta delta : early) {
      if (delta.at > until) {
        stillEarly.add(delta);
      } else {
        setCurrentKey(delta.item);
        apply(delta);
      }
    }
    early = stillEarly;
  }

  private void apply(ItemDelta delta) throws Exception {
    Totals sums = totals.value();
    if (sums == null) {
      sums = new Totals();
    }
    int withheldBefore = 0;
    for (int w = 0; w < Totals.WINDOWS; w++) {
      withheldBefore |= sums.isWithheld(w) ? 1 << w : 0;
    }
    sums.add(delta, minListeners);
    if (sums.isNothing()) {
      totals.clear();
    } else {
      totals.update(sums);
    }
    bucket.update(delta, sums, withheldBefore);
    if (delta.newest != 0 && isRecording(delta.item) && sums.isShown(DAY)) {
      sample(delta);
    }
  }

  private static boolean isRecording(long item) {
    return Item.isRanked(item) && Item.kindOf(item) == Topic.Kind.TRACKS;
  }

  private void tell() throws Exception {
    if (bucket.isShort()) {
      bucket.forgetFloors();
      forEach(bucket::rank);
    }
    bucket.tell(asOf, news -> output.collect(record.replace(news)));
  }

  /** Once a second of event time, since what rises does so within minutes. */
  private void tellRising() {
    long step = Math.floorDiv(asOf, RISING_MILLIS);
    if (step != risingStep) {
      risingStep = step;
      bucket.tellRising(asOf, news -> output.collect(rising, new StreamRecord<>(news)));
    }
  }

  /** Lets through one play a second, and none that is an old one learned late. */
  private void sample(ItemDelta delta) {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    if (now >= nextSample && delta.newest > asOf - Window.M5.lengthMillis()) {
      nextSample = now + SAMPLE_MILLIS;
      output.collect(
          sampled, new StreamRecord<>(new SampledPlay(Item.numberOf(delta.item), delta.newest)));
    }
  }
}
