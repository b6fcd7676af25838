package dev.groundswell.jobs.window;

import dev.groundswell.events.SampledPlay;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Keeps plays and distinct listeners of every item in every window, applies the minimum of
 * listeners, and tells of each bucket's best.
 *
 * <p>Keyed by {@link #bucketOf bucket}. Deltas of an instant that this task has not reached wait
 * until it has. What has changed is told some milliseconds later, at a watermark, and ahead of a
 * checkpoint's barrier, so a checkpoint holds nothing untold.
 */
public final class RollingSums extends AbstractStreamOperator<BucketNews>
    implements OneInputStreamOperator<ItemDelta, BucketNews> {
  private static final long serialVersionUID = 1;

  /** How many buckets there are; fixed, since the state is kept by them. */
  public static final int BUCKETS = 1 << 7;

  /** How many of its best items a bucket tells of. */
  public static final int BEST = 100;

  private static final int BUCKET_BITS = Integer.numberOfTrailingZeros(BUCKETS);
  private static final long SAMPLE_MILLIS = 1000;
  private static final long RISING_MILLIS = 1000;
  private static final int DAY = Window.H24.ordinal();

  private final long minListeners;
  private final OutputTag<SampledPlay> sampled;
  private final OutputTag<RisingNews> rising;

  @SuppressWarnings("NullAway.Init")
  private transient MapState<Long, Totals> totals;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Integer, Bucket> buckets;

  @SuppressWarnings("NullAway.Init")
  private transient Queue<Bucket> untold;

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
   * @param minListeners how many distinct listeners must stand behind a public figure, at least 1
   * @param sampled where plays go that are shown in passing
   * @param rising where it goes what the boards of what rises are told
   */
  public RollingSums(
      long minListeners, OutputTag<SampledPlay> sampled, OutputTag<RisingNews> rising) {
    this.minListeners = minListeners;
    this.sampled = sampled;
    this.rising = rising;
  }

  /**
   * The bucket of a delta's item. Taken from the high bits of a mixed number: the low bits of the
   * items in one bucket must differ, or the hash tables inside it degenerate.
   */
  public static int bucketOf(ItemDelta delta) {
    return (int) (delta.item * 0x9E3779B97F4A7C15L >>> (Long.SIZE - BUCKET_BITS));
  }

  @Override
  public void open() throws Exception {
    super.open();
    totals = getPartitionedState(new MapStateDescriptor<>("totals", Types.LONG, Totals.TYPE));
    buckets = new HashMap<>();
    untold = new ArrayDeque<>();
    early = new ArrayList<>();
    record = new StreamRecord<>(new BucketNews.Gone(Topic.trends().get(0), 0, 0));
    alarm = new Alarm(getProcessingTimeService(), Alarm.COALESCE_MILLIS, this::tell);
    asOf = Long.MIN_VALUE;
    risingStep = Long.MIN_VALUE;
    recallAll();
  }

  /** Every bucket is there from the start: what can rise is told anew, whoever listens next. */
  private void recallAll() throws Exception {
    List<Integer> kept = new ArrayList<>();
    try (Stream<Integer> keys =
        this.<Integer>getKeyedStateBackend().getKeys("totals", VoidNamespace.INSTANCE)) {
      keys.distinct().forEach(kept::add);
    }
    for (Integer bucket : kept) {
      setCurrentKey(bucket);
      var unused = bucket();
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
        setCurrentKey(bucketOf(delta));
        apply(delta);
      }
    }
    early = stillEarly;
  }

  private void apply(ItemDelta delta) throws Exception {
    Bucket bucket = bucket();
    Totals sums = totals.get(delta.item);
    if (sums == null) {
      sums = new Totals();
    }
    int withheldBefore = 0;
    for (int w = 0; w < Totals.WINDOWS; w++) {
      withheldBefore |= sums.isWithheld(w) ? 1 << w : 0;
    }
    sums.add(delta, minListeners);
    if (sums.isNothing()) {
      totals.remove(delta.item);
    } else {
      totals.put(delta.item, sums);
    }
    bucket.update(delta, sums, withheldBefore);
    if (!bucket.waiting) {
      bucket.waiting = true;
      untold.add(bucket);
    }
    if (delta.newest != 0 && isRecording(delta.item) && sums.isShown(DAY)) {
      sample(delta);
    }
  }

  private static boolean isRecording(long item) {
    return Item.isRanked(item) && Item.kindOf(item) == Topic.Kind.TRACKS;
  }

  private Bucket bucket() throws Exception {
    Integer number = (Integer) getCurrentKey();
    Bucket bucket = buckets.get(number);
    if (bucket == null) {
      bucket = Bucket.restored(number, totals.entries());
      buckets.put(number, bucket);
    }
    return bucket;
  }

  private void tell() {
    for (Bucket bucket = untold.poll(); bucket != null; bucket = untold.poll()) {
      bucket.waiting = false;
      bucket.tell(asOf, news -> output.collect(record.replace(news)));
    }
  }

  /** Once a second of event time, since what rises does so within minutes. */
  private void tellRising() {
    long step = Math.floorDiv(asOf, RISING_MILLIS);
    if (step != risingStep) {
      risingStep = step;
      for (Bucket bucket : buckets.values()) {
        bucket.tellRising(asOf, news -> output.collect(rising, new StreamRecord<>(news)));
      }
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
