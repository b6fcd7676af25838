package dev.groundswell.jobs.window;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Moves each listener's plays into and out of the rolling windows, and tells what that adds to or
 * takes from each item and from the whole board ({@link Item#WHOLE}).
 *
 * <p>Keyed by listener, since only one who knows all plays of a listener can tell whether a play
 * adds a distinct listener. One timer a listener: the next instant at which anything changes.
 */
public final class ListenerWindows extends KeyedProcessFunction<Long, PublicChange, ItemDelta> {
  private static final long serialVersionUID = 1;

  /** Where it goes what plays add to the minutes of the last hour and to the hours of the week. */
  public static final OutputTag<TimeNews> TIMES = new OutputTag<>("times", TimeNews.TYPE);

  @SuppressWarnings("NullAway.Init")
  private transient ValueState<ListenerPlays> logs;

  /** The one message that is sent over and over; the next operator copies what it needs. */
  @SuppressWarnings("NullAway.Init")
  private transient ItemDelta message;

  @Override
  public void open(OpenContext context) {
    logs =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("plays", ListenerPlaysSerializer.TYPE));
    message = new ItemDelta();
  }

  @Override
  public void processElement(PublicChange change, Context context, Collector<ItemDelta> out)
      throws Exception {
    ListenerPlays log = logs.value();
    if (log == null) {
      if (change.comes() == null) {
        return;
      }
      log = new ListenerPlays();
    }
    TimerService timers = context.timerService();
    long asOf = timers.currentWatermark();
    ListenerPlays.Steps steps = stepsTo(context, out, asOf);
    log.advance(asOf, steps);
    if (change.erase()) {
      log.clear(steps);
    } else {
      if (change.gone() != null) {
        log.remove(change.gone().at(), change.gone().credits(), steps);
      }
      if (change.comes() != null) {
        log.add(
            change.comes().at(), change.comes().credits(), change.comes().weekHour(), steps);
      }
    }
    keep(log, timers);
  }

  @Override
  public void onTimer(long instant, OnTimerContext context, Collector<ItemDelta> out)
      throws Exception {
    TimerService timers = context.timerService();
    long asOf = timers.currentWatermark();
    ListenerPlays log = logs.value();
    // The end of a bounded input is not an instant: nothing leaves a window because of it.
    if (log == null || asOf == Watermark.MAX_WATERMARK.getTimestamp()) {
      return;
    }
    log.timer = ListenerPlays.NEVER;
    log.advance(asOf, stepsTo(context, out, asOf));
    keep(log, timers);
  }

  private void keep(ListenerPlays log, TimerService timers) throws Exception {
    long due = log.nextDue();
    if (due != log.timer) {
      if (log.timer != ListenerPlays.NEVER) {
        timers.deleteEventTimeTimer(log.timer);
      }
      if (due != ListenerPlays.NEVER) {
        timers.registerEventTimeTimer(due);
      }
      log.timer = due;
    }
    if (log.isEmpty()) {
      logs.clear();
    } else {
      logs.update(log);
    }
  }

  private ListenerPlays.Steps stepsTo(Context context, Collector<ItemDelta> out, long asOf) {
    return new ListenerPlays.Steps() {
      @Override
      public void step(
          long item, long countedAt, int sign, int windows, int first, boolean hourly) {
        message.set(item, asOf, sign > 0 ? countedAt : 0, sign, windows, first);
        if (hourly) {
          message.come(sign, countedAt);
        }
        out.collect(message);
      }

      @Override
      public void minute(long item, long minute, int sign, boolean first, int fresh) {
        MinuteDelta delta = new MinuteDelta(item, minute, asOf);
        delta.add(sign, first, fresh);
        context.output(TIMES, delta);
      }

      @Override
      public void weekHour(int weekHour, int sign, boolean only) {
        WeekHourDelta delta = new WeekHourDelta(weekHour, asOf);
        delta.add(sign, only);
        context.output(TIMES, delta);
      }
    };
  }
}
