package dev.groundswell.jobs.window;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums what is to be added to each item in each minute, and to each hour of the week, before it
 * crosses the network.
 *
 * <p>Like {@link LocalSum} it holds nothing over a checkpoint, a watermark or an instant. It is in
 * no hurry otherwise: those it tells show something else twice a second at most.
 */
public final class TimeSum extends AbstractStreamOperator<TimeNews>
    implements OneInputStreamOperator<TimeNews, TimeNews> {
  private static final long serialVersionUID = 1;
  private static final int MOST = 4096;
  private static final long PATIENCE_MILLIS = 100;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Place, MinuteDelta> pending;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Integer, WeekHourDelta> pendingHours;

  @SuppressWarnings("NullAway.Init")
  private transient Alarm alarm;

  private transient long at;

  private record Place(long item, long minute) {}

  @Override
  public void open() throws Exception {
    super.open();
    pending = new HashMap<>();
    pendingHours = new HashMap<>();
    alarm = new Alarm(getProcessingTimeService(), PATIENCE_MILLIS, this::flush);
  }

  @Override
  public void processElement(StreamRecord<TimeNews> element) {
    TimeNews news = element.getValue();
    if (news.at() != at) {
      flush();
      at = news.at();
    }
    if (news instanceof MinuteDelta delta) {
      pending
          .computeIfAbsent(
              new Place(delta.item, delta.minute),
              place -> new MinuteDelta(delta.item, delta.minute, at))
          .add(delta);
    } else if (news instanceof WeekHourDelta delta) {
      pendingHours.computeIfAbsent(delta.weekHour, hour -> new WeekHourDelta(hour, at)).add(delta);
    }
    if (pending.size() >= MOST) {
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
    for (MinuteDelta sum : pending.values()) {
      output.collect(new StreamRecord<>(sum));
    }
    pending.clear();
    for (WeekHourDelta sum : pendingHours.values()) {
      output.collect(new StreamRecord<>(sum));
    }
    pendingHours.clear();
  }
}
