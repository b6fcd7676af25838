package dev.groundswell.jobs.window;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Moves each listener's plays into and out of the rolling windows, and tells what that adds to or
 * takes from each item and from the whole board ({@link Item#WHOLE}).
 *
 * <p>Keyed by listener, since only one who knows all plays of a listener can tell whether a play
 * adds a distinct listener. A {@link Calendar} knows the next instant at which anything changes for
 * each: Flink's timers would be an ordered set of all listeners, kept in the state as well.
 */
public final class ListenerWindows extends AbstractStreamOperator<ItemDelta>
    implements OneInputStreamOperator<PublicChange, ItemDelta> {
  private static final long serialVersionUID = 1;

  /** Where it goes what plays add to the minutes of the last hour and to the hours of the week. */
  public static final OutputTag<TimeNews> TIMES = new OutputTag<>("times", TimeNews.TYPE);

  @SuppressWarnings("NullAway.Init")
  private transient ValueState<ListenerPlays> logs;

  @SuppressWarnings("NullAway.Init")
  private transient Calendar calendar;

  /** The one message that is sent over and over; the next operator copies what it needs. */
  @SuppressWarnings("NullAway.Init")
  private transient StreamRecord<ItemDelta> record;

  @SuppressWarnings("NullAway.Init")
  private transient ListenerPlays.Steps telling;

  private transient long asOf;

  @Override
  public void open() throws Exception {
    super.open();
    logs = getPartitionedState(new ValueStateDescriptor<>("plays", ListenerPlaysSerializer.TYPE));
    calendar = new Calendar();
    record = new StreamRecord<>(new ItemDelta());
    telling = new Telling();
    asOf = Long.MIN_VALUE;
    List<Long> listeners;
    try (Stream<Long> keys =
        this.<Long>getKeyedStateBackend().getKeys("plays", VoidNamespace.INSTANCE)) {
      listeners = keys.toList();
    }
    for (Long listener : listeners) {
      setCurrentKey(listener);
      ListenerPlays log = logs.value();
      if (log != null) {
        keep(listener, log);
      }
    }
  }

  @Override
  public void processElement(StreamRecord<PublicChange> element) throws Exception {
    PublicChange change = element.getValue();
    ListenerPlays log = logs.value();
    if (log == null) {
      if (change.comes() == null) {
        return;
      }
      log = new ListenerPlays();
    }
    log.advance(asOf, telling);
    if (change.erase()) {
      log.clear(telling);
    } else {
      if (change.gone() != null) {
        log.remove(change.gone().at(), change.gone().credits(), telling);
      }
      if (change.comes() != null) {
        log.add(change.comes().at(), change.comes().credits(), change.comes().weekHour(), telling);
      }
    }
    keep(change.listener(), log);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // The end of a bounded input is not an instant: nothing leaves a window because of it.
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      asOf = mark.getTimestamp();
      calendar.call(asOf, this::advance);
    }
    super.processWatermark(mark);
  }

  private void advance(long listener) {
    setCurrentKey(listener);
    try {
      ListenerPlays log = logs.value();
      if (log != null && log.scheduled <= asOf) {
        log.advance(asOf, telling);
        keep(listener, log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep(long listener, ListenerPlays log) throws IOException {
    long due = log.nextDue();
    if (due != log.scheduled) {
      log.scheduled = due;
      if (due != ListenerPlays.NEVER) {
        calendar.add(due, listener);
      }
    }
    if (log.isEmpty()) {
      logs.clear();
    } else {
      logs.update(log);
    }
  }

  /** Sends what a listener's plays tell as of the instant reached. */
  private final class Telling implements ListenerPlays.Steps {
    @Override
    public void step(long item, long countedAt, int sign, int windows, int first, boolean hourly) {
      ItemDelta message = record.getValue();
      message.set(item, asOf, sign > 0 ? countedAt : 0, sign, windows, first);
      if (hourly) {
        message.come(sign, countedAt);
      }
      output.collect(record);
    }

    @Override
    public void minute(long item, long minute, int sign, boolean first, int fresh) {
      MinuteDelta delta = new MinuteDelta(item, minute, asOf);
      delta.add(sign, first, fresh);
      output.collect(TIMES, new StreamRecord<>(delta));
    }

    @Override
    public void weekHour(int weekHour, int sign, boolean only) {
      WeekHourDelta delta = new WeekHourDelta(weekHour, asOf);
      delta.add(sign, only);
      output.collect(TIMES, new StreamRecord<>(delta));
    }
  }
}
