package dev.groundswell.server.boards;

import java.time.Clock;

/** Sets the jobs' time, as the reader does. */
public final class JobsTimeSetter {
  private final JobsTime time;

  public JobsTimeSetter(Clock clock) {
    this.time = new JobsTime(clock);
  }

  public JobsTime time() {
    return time;
  }

  public void is(long asOf) {
    time.is(asOf);
  }
}
