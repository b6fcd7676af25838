package dev.groundswell.jobs;

import dev.groundswell.events.Board;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.Topic;
import dev.groundswell.jobs.hours.WeekHoursBoard;
import dev.groundswell.jobs.pulse.PulseBoard;
import dev.groundswell.jobs.rising.RisingTop;
import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.top.BoardTop;
import dev.groundswell.jobs.wave.WaveBoard;
import dev.groundswell.jobs.window.BucketNews;
import dev.groundswell.jobs.window.ItemDelta;
import dev.groundswell.jobs.window.ListenerWindows;
import dev.groundswell.jobs.window.Minimum;
import dev.groundswell.jobs.window.PublicChange;
import dev.groundswell.jobs.window.RisingNews;
import dev.groundswell.jobs.window.Stages;
import dev.groundswell.jobs.window.TimeNews;
import dev.groundswell.jobs.window.TimeSum;
import dev.groundswell.jobs.window.WholeTotal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** All operators of the boards behind one another, each in its harness, with no cluster. */
public final class HarnessedBoards implements AutoCloseable {
  /** What the operators keep, in their order. */
  public record Kept(
      OperatorSubtaskState listeners,
      OperatorSubtaskState sums,
      OperatorSubtaskState boards,
      OperatorSubtaskState pulse,
      OperatorSubtaskState wave,
      OperatorSubtaskState hours) {}

  public final KeyedOneInputStreamOperatorTestHarness<Long, PublicChange, ItemDelta> listeners;
  public final OneInputStreamOperatorTestHarness<ItemDelta, ItemDelta> local;
  public final KeyedOneInputStreamOperatorTestHarness<Long, ItemDelta, BucketNews> sums;
  public final KeyedOneInputStreamOperatorTestHarness<String, BucketNews, BoardVersion> boards;
  public final List<BoardVersion> versions = new ArrayList<>();
  public final Map<Topic, Board> latest = new HashMap<>();
  private final OneInputStreamOperatorTestHarness<RisingNews, BoardVersion> rising;
  private final OneInputStreamOperatorTestHarness<TimeNews, TimeNews> times;
  private final OneInputStreamOperatorTestHarness<TimeNews, BoardVersion> pulse;
  private final OneInputStreamOperatorTestHarness<TimeNews, BoardVersion> wave;
  private final OneInputStreamOperatorTestHarness<TimeNews, BoardVersion> hours;
  private long clock;

  private HarnessedBoards(int minListeners) throws Exception {
    listeners = Stages.listenerWindows();
    local = Stages.localSum();
    sums = Stages.rollingSums(minListeners);
    boards =
        Stages.keyed(new BoardTop(1), news -> news.topic().name(), Types.STRING, BoardVersion.TYPE);
    rising = Stages.alone(new RisingTop(1), BoardVersion.TYPE);
    times = Stages.alone(new TimeSum(), TimeNews.TYPE);
    Minimum minimum = new Minimum(minListeners);
    pulse = Stages.alone(new PulseBoard(minimum, 1), BoardVersion.TYPE);
    wave = Stages.alone(new WaveBoard(minimum, 1), BoardVersion.TYPE);
    hours = Stages.alone(new WeekHoursBoard(minimum, 1), BoardVersion.TYPE);
  }

  public static HarnessedBoards fresh(int minListeners) throws Exception {
    HarnessedBoards boards = new HarnessedBoards(minListeners);
    boards.open();
    return boards;
  }

  public static HarnessedBoards restored(int minListeners, Kept kept) throws Exception {
    HarnessedBoards boards = new HarnessedBoards(minListeners);
    boards.listeners.initializeState(kept.listeners());
    boards.sums.initializeState(kept.sums());
    boards.boards.initializeState(kept.boards());
    boards.pulse.initializeState(kept.pulse());
    boards.wave.initializeState(kept.wave());
    boards.hours.initializeState(kept.hours());
    boards.open();
    return boards;
  }

  private void open() throws Exception {
    listeners.open();
    local.open();
    sums.open();
    boards.open();
    rising.open();
    times.open();
    pulse.open();
    wave.open();
    hours.open();
  }

  /** Plays one step of a script; after a heartbeat all that is due is told. */
  public void step(PlayChange step) throws Exception {
    if (PlayScript.isHeartbeat(step)) {
      listeners.processWatermark(step.committedAt());
      pump();
      tick(1_000);
    } else {
      List<PublicChange> changes = new ArrayList<>();
      PublicChange.of(step, new ListCollector<>(changes));
      for (PublicChange change : changes) {
        listeners.processElement(change, step.committedAt());
      }
      pump();
    }
  }

  /** Lets the clock go on, and with it whatever waits for it. */
  public void tick(long millis) throws Exception {
    clock += millis;
    local.setProcessingTime(clock);
    times.setProcessingTime(clock);
    pump();
    sums.setProcessingTime(clock);
    pump();
    boards.setProcessingTime(clock);
    pump();
  }

  public Kept snapshot(long checkpoint) throws Exception {
    OperatorSubtaskState first = listeners.snapshot(checkpoint, clock);
    local.prepareSnapshotPreBarrier(checkpoint);
    times.prepareSnapshotPreBarrier(checkpoint);
    pump();
    sums.prepareSnapshotPreBarrier(checkpoint);
    OperatorSubtaskState second = sums.snapshot(checkpoint, clock);
    pump();
    return new Kept(
        first,
        second,
        boards.snapshot(checkpoint, clock),
        pulse.snapshot(checkpoint, clock),
        wave.snapshot(checkpoint, clock),
        hours.snapshot(checkpoint, clock));
  }

  private void pump() throws Exception {
    sumTimes();
    hand(listeners, local);
    hand(local, sums);
    handTimes();
    handRising();
    hand(sums, boards);
    take(boards);
    take(rising);
    take(pulse);
    take(wave);
    take(hours);
  }

  private void sumTimes() throws Exception {
    Queue<StreamRecord<TimeNews>> news = listeners.getSideOutput(ListenerWindows.TIMES);
    for (var told = news == null ? null : news.poll(); told != null; told = news.poll()) {
      times.processElement(told);
    }
    for (Object out : listeners.getOutput()) {
      if (out instanceof Watermark mark) {
        times.processWatermark(mark);
      }
    }
  }

  /** Minutes first, then totals, then the watermark that both have reached. */
  private void handTimes() throws Exception {
    for (Object out = times.getOutput().poll(); out != null; out = times.getOutput().poll()) {
      if (out instanceof StreamRecord<?> record) {
        tellTimes((TimeNews) record.getValue());
      }
    }
    for (Object out : sums.getOutput()) {
      if (out instanceof Watermark mark) {
        pulse.processWatermark(mark);
        wave.processWatermark(mark);
        hours.processWatermark(mark);
      } else if (out instanceof StreamRecord<?> record) {
        List<TimeNews> totals = new ArrayList<>();
        WholeTotal.of((BucketNews) record.getValue(), new ListCollector<>(totals));
        for (TimeNews total : totals) {
          tellTimes(total);
        }
      }
    }
  }

  private void tellTimes(TimeNews news) throws Exception {
    pulse.processElement(new StreamRecord<>(news));
    wave.processElement(new StreamRecord<>(news));
    hours.processElement(new StreamRecord<>(news));
  }

  /** What was told on the side goes ahead of the watermark behind which it was told. */
  private void handRising() throws Exception {
    Queue<StreamRecord<RisingNews>> news = sums.getSideOutput(Stages.RISING);
    for (var told = news == null ? null : news.poll(); told != null; told = news.poll()) {
      rising.processElement(told);
    }
    for (Object out : sums.getOutput()) {
      if (out instanceof Watermark mark) {
        rising.processWatermark(mark);
      }
    }
  }

  private void take(OneInputStreamOperatorTestHarness<?, BoardVersion> from) {
    for (Object out = from.getOutput().poll(); out != null; out = from.getOutput().poll()) {
      if (out instanceof StreamRecord<?> record
          && record.getValue() instanceof BoardVersion version) {
        versions.add(version);
        latest.put(version.board().topic(), version.board());
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> void hand(
      OneInputStreamOperatorTestHarness<?, T> from, OneInputStreamOperatorTestHarness<T, ?> to)
      throws Exception {
    for (Object out = from.getOutput().poll(); out != null; out = from.getOutput().poll()) {
      if (out instanceof Watermark mark) {
        to.processWatermark(mark);
      } else if (out instanceof StreamRecord<?> record) {
        to.processElement((StreamRecord<T>) record);
      }
    }
  }

  @Override
  public void close() throws Exception {
    listeners.close();
    local.close();
    sums.close();
    boards.close();
    rising.close();
    times.close();
    pulse.close();
    wave.close();
    hours.close();
  }
}
