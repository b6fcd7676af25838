package dev.groundswell.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands where it was set. */
public final class SetClock extends Clock {
  private final AtomicLong millis;

  public SetClock(long millis) {
    this.millis = new AtomicLong(millis);
  }

  public void advance(long by) {
    millis.addAndGet(by);
  }

  public void set(long to) {
    millis.set(to);
  }

  @Override
  public long millis() {
    return millis.get();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
