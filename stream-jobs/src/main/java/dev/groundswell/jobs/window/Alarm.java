package dev.groundswell.jobs.window;

import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Rings once, a few milliseconds after it was first set, and can then be set again.
 *
 * <p>While nothing is pending nothing is armed, so an idle job stays idle.
 */
public final class Alarm implements ProcessingTimeCallback {
  /** How long messages wait for others to be merged with. */
  public static final long COALESCE_MILLIS = 5;

  /** What is done when the alarm rings. */
  public interface Action {
    void run() throws Exception;
  }

  private final ProcessingTimeService time;
  private final long delay;
  private final Action action;
  private boolean armed;

  public Alarm(ProcessingTimeService time, long delayMillis, Action action) {
    this.time = time;
    this.delay = delayMillis;
    this.action = action;
  }

  /** Sees to it that the action is run within the delay. */
  public void set() {
    if (!armed) {
      armed = true;
      time.registerTimer(time.getCurrentProcessingTime() + delay, this);
    }
  }

  @Override
  public void onProcessingTime(long instant) throws Exception {
    armed = false;
    action.run();
  }
}
