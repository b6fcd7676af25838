package dev.groundswell.jobs.top;

import dev.groundswell.events.Board;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.Topic;
import dev.groundswell.jobs.PlayScript;
import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.window.BucketNews;
import dev.groundswell.jobs.window.ItemDelta;
import dev.groundswell.jobs.window.PublicChange;
import dev.groundswell.jobs.window.Stages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** All operators of the boards behind one another, each in its harness, with no cluster. */
final class HarnessedBoards implements AutoCloseable {
  /** What the operators keep, in their order. */
  record Kept(
      OperatorSubtaskState listeners, OperatorSubtaskState sums, OperatorSubtaskState boards) {}

  final KeyedOneInputStreamOperatorTestHarness<Long, PublicChange, ItemDelta> listeners;
  final OneInputStreamOperatorTestHarness<ItemDelta, ItemDelta> local;
  final KeyedOneInputStreamOperatorTestHarness<Integer, ItemDelta, BucketNews> sums;
  final KeyedOneInputStreamOperatorTestHarness<String, BucketNews, BoardVersion> boards;
  final List<BoardVersion> versions = new ArrayList<>();
  final Map<Topic, Board> latest = new HashMap<>();
  private long clock;

  private HarnessedBoards(int minListeners) throws Exception {
    listeners = Stages.listenerWindows();
    local = Stages.localSum();
    sums = Stages.rollingSums(minListeners);
    boards =
        Stages.keyed(new BoardTop(1), news -> news.topic().name(), Types.STRING, BoardVersion.TYPE);
  }

  static HarnessedBoards fresh(int minListeners) throws Exception {
    HarnessedBoards boards = new HarnessedBoards(minListeners);
    boards.open();
    return boards;
  }

  static HarnessedBoards restored(int minListeners, Kept kept) throws Exception {
    HarnessedBoards boards = new HarnessedBoards(minListeners);
    boards.listeners.initializeState(kept.listeners());
    boards.sums.initializeState(kept.sums());
    boards.boards.initializeState(kept.boards());
    boards.open();
    return boards;
  }

  private void open() throws Exception {
    listeners.open();
    local.open();
    sums.open();
    boards.open();
  }

  /** Plays one step of a script; after a heartbeat all that is due is told. */
  void step(PlayChange step) throws Exception {
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
  void tick(long millis) throws Exception {
    clock += millis;
    local.setProcessingTime(clock);
    pump();
    sums.setProcessingTime(clock);
    pump();
    boards.setProcessingTime(clock);
    pump();
  }

  Kept snapshot(long checkpoint) throws Exception {
    OperatorSubtaskState first = listeners.snapshot(checkpoint, clock);
    local.prepareSnapshotPreBarrier(checkpoint);
    pump();
    sums.prepareSnapshotPreBarrier(checkpoint);
    OperatorSubtaskState second = sums.snapshot(checkpoint, clock);
    pump();
    return new Kept(first, second, boards.snapshot(checkpoint, clock));
  }

  private void pump() throws Exception {
    hand(listeners, local);
    hand(local, sums);
    hand(sums, boards);
    for (Object out = boards.getOutput().poll(); out != null; out = boards.getOutput().poll()) {
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
  }
}
