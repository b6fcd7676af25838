package dev.groundswell.jobs.items;

import dev.groundswell.jobs.diary.Diary;
import dev.groundswell.jobs.diary.DiaryChange;
import dev.groundswell.jobs.diary.DiarySerializer;
import dev.groundswell.jobs.diary.Heard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the diaries of some listeners and tells this task's share in the portrait of each item that
 * is watched.
 *
 * <p>Shares are counted as of whole seconds of event time, so those of different tasks fit together
 * whenever each of them passes such an instant. Who listens to a watched item is looked up once, in
 * all diaries; after that a diary is read again when it has changed. Nothing but the diaries is
 * state: after a restore the watch list says again what is watched.
 */
final class Diaries extends AbstractStreamOperator<PortraitNews>
    implements OneInputStreamOperator<DiaryChange, PortraitNews>, Triggerable<Long, VoidNamespace> {
  private static final long serialVersionUID = 1;
  static final long STEP_MILLIS = 1_000;

  /** Of the seconds in which a share is told; longer where counting takes longer. */
  private static final int USUAL_STEPS = 2;

  /** So many diaries are read in a step; the rest waits for the next, and so does its item. */
  private static final int MOST_READ = 5_000;

  private static final int MANY_LISTENERS = 2_000;
  private static final int STEPS_OF_MANY = 10;

  private final WatchList.Opening opening;

  @SuppressWarnings("NullAway.Init")
  private transient WatchList watchList;

  @SuppressWarnings("NullAway.Init")
  private transient ValueState<Diary> diaries;

  @SuppressWarnings("NullAway.Init")
  private transient InternalTimerService<VoidNamespace> timers;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Long, Watched> watched;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Long, Integer> audience;

  private transient long step;

  Diaries(WatchList.Opening opening) {
    this.opening = opening;
  }

  @Override
  public void open() throws Exception {
    super.open();
    diaries = getPartitionedState(new ValueStateDescriptor<>("diary", DiarySerializer.TYPE));
    timers = getInternalTimerService("due", VoidNamespaceSerializer.INSTANCE, this);
    watched = new HashMap<>();
    audience = new HashMap<>();
    step = Long.MIN_VALUE;
    forEachDiary((listener, diary) -> diary.tellAll(this::heard));
    watchList = opening.open();
  }

  @Override
  public void processElement(StreamRecord<DiaryChange> element) throws Exception {
    DiaryChange change = element.getValue();
    Diary diary = diaries.value();
    if (diary == null) {
      if (change.comes() == null) {
        return;
      }
      diary = new Diary();
    }
    diary.advance(timers.currentWatermark(), this::heard);
    if (change.erase()) {
      diary.clear(this::heard);
    } else {
      if (change.gone() != null) {
        diary.remove(change.gone(), this::heard);
      }
      if (change.comes() != null) {
        diary.add(change.comes(), this::heard);
      }
    }
    noteChange(change.listener(), change.comes());
    keep(diary);
  }

  @Override
  public void onEventTime(InternalTimer<Long, VoidNamespace> timer) throws Exception {
    Diary diary = diaries.value();
    // The end of a bounded input is not an instant: nothing grows old because of it.
    if (diary == null || timers.currentWatermark() == Watermark.MAX_WATERMARK.getTimestamp()) {
      return;
    }
    var unused = diary.swapTimer(Long.MAX_VALUE);
    diary.advance(timers.currentWatermark(), this::heard);
    noteChange(timer.getKey(), null);
    keep(diary);
  }

  @Override
  public void onProcessingTime(InternalTimer<Long, VoidNamespace> timer) {}

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // First the diaries: what is too old by now is in nobody's share.
    super.processWatermark(mark);
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      long reached = Math.floorDiv(mark.getTimestamp(), STEP_MILLIS);
      if (reached != step) {
        step = reached;
        follow(watchList.items());
        tellAudience();
        tellShares();
      }
    }
  }

  @Override
  public void close() throws Exception {
    if (watchList != null) {
      watchList.close();
    }
    super.close();
  }

  private void keep(Diary diary) throws Exception {
    long due = diary.nextDue();
    long before = diary.swapTimer(due);
    if (due != before) {
      if (before != Long.MAX_VALUE) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, before);
      }
      if (due != Long.MAX_VALUE) {
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
      }
    }
    if (diary.isEmpty()) {
      diaries.clear();
    } else {
      diaries.update(diary);
    }
  }

  private void heard(long item, int sign) {
    audience.merge(item, sign, Integer::sum);
  }

  private void noteChange(long listener, @Nullable Heard play) {
    for (Map.Entry<Long, Watched> entry : watched.entrySet()) {
      entry.getValue().changed(listener, play != null && play.credits().has(entry.getKey()));
    }
  }

  /** Looks up who listens to what is newly watched, all of it in one go through the diaries. */
  private void follow(Set<Long> items) throws Exception {
    watched.keySet().retainAll(items);
    Map<Long, Watched> added = new HashMap<>();
    for (Long item : items) {
      if (!watched.containsKey(item)) {
        added.put(item, new Watched(item));
      }
    }
    if (added.isEmpty()) {
      return;
    }
    forEachDiary(
        (listener, diary) -> {
          for (int i = 0; i < diary.size(); i++) {
            for (int k = 0; k < diary.credits(i).size(); k++) {
              Watched item = added.get(diary.credits(i).item(k));
              if (item != null) {
                item.changed(listener, true);
              }
            }
          }
        });
    watched.putAll(added);
  }

  private void tellAudience() {
    audience.values().removeIf(change -> change == 0);
    if (!audience.isEmpty()) {
      output.collect(new StreamRecord<>(new PortraitNews.Audience(audience)));
      audience.clear();
    }
  }

  private void tellShares() throws Exception {
    int task = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    int tasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    long asOf = step * STEP_MILLIS;
    int mayRead = MOST_READ;
    for (Watched item : watched.values()) {
      int steps = item.size() < MANY_LISTENERS ? USUAL_STEPS : STEPS_OF_MANY;
      if (step % steps == 0 || !item.isTold()) {
        List<Long> unread = item.takeUnread(mayRead);
        boolean isComplete = !item.hasUnread();
        for (Long listener : unread) {
          setCurrentKey(listener);
          item.read(listener, diaries.value(), asOf);
        }
        mayRead -= unread.size();
        if (isComplete) {
          output.collect(new StreamRecord<>(new PortraitNews.Told(task, tasks, item.share(asOf))));
        }
      }
    }
  }

  private interface Reading {
    void of(Long listener, Diary diary);
  }

  private void forEachDiary(Reading reading) throws Exception {
    List<Long> keys = new ArrayList<>();
    try (Stream<Long> all =
        this.<Long>getKeyedStateBackend().getKeys("diary", VoidNamespace.INSTANCE)) {
      all.forEach(keys::add);
    }
    for (Long listener : keys) {
      setCurrentKey(listener);
      Diary diary = diaries.value();
      if (diary != null) {
        reading.of(listener, diary);
      }
    }
  }
}
