package dev.groundswell.jobs.window;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How many listeners came lately and over some hours: two counters, in which each weighs half as
 * much after 10 minutes and after 3 hours.
 *
 * <p>A listener weighs by when the play counted, not by when it was learned of, and decay is
 * linear. So late plays, and plays read again from the ledger, give the same figures as if they had
 * been in time, and what is taken back takes its weight with it.
 */
public final class Pace {
  private static final double FAST = Duration.ofMinutes(10).toMillis();
  private static final double SLOW = Duration.ofHours(3).toMillis();
  private static final double MINUTE = Duration.ofMinutes(1).toMillis();

  /** One listener an hour: beside so few, a change is no news. */
  private static final double HARDLY_ANY = 1.0 / 60;

  /** What weighs less is forgotten by checkpoints: nobody has come for a day and a half. */
  private static final double NOTHING = 1e-3;

  private double fast;
  private double slow;
  private long at;

  /** Adds one listener who came at {@code countedAt}, or takes one back, as of {@code now}. */
  void come(int sign, long countedAt, long now) {
    reach(now);
    fast += sign * weight(at - countedAt, FAST);
    slow += sign * weight(at - countedAt, SLOW);
  }

  void add(Pace other) {
    reach(other.at);
    fast += other.fast * weight(at - other.at, FAST);
    slow += other.slow * weight(at - other.at, SLOW);
  }

  void clear(long now) {
    fast = 0;
    slow = 0;
    at = now;
  }

  /** The doublings by which more came lately than over some hours, as of {@code now}. */
  public double velocity(long now) {
    double lately = rate(fast * weight(now - at, FAST), FAST);
    double before = rate(slow * weight(now - at, SLOW), SLOW);
    return Math.log((lately + HARDLY_ANY) / (before + HARDLY_ANY)) / Math.log(2);
  }

  private static double rate(double count, double halfLife) {
    return Math.max(0, count) / (halfLife / Math.log(2) / MINUTE);
  }

  private void reach(long now) {
    if (now > at) {
      fast *= weight(now - at, FAST);
      slow *= weight(now - at, SLOW);
      at = now;
    }
  }

  private static double weight(long age, double halfLife) {
    return age == 0 ? 1 : Math.pow(2, -age / halfLife);
  }

  Pace copy() {
    Pace copy = new Pace();
    copy.fast = fast;
    copy.slow = slow;
    copy.at = at;
    return copy;
  }

  void write(DataOutputView out) throws IOException {
    boolean worthIt = Math.abs(slow) >= NOTHING;
    out.writeBoolean(worthIt);
    if (worthIt) {
      out.writeDouble(fast);
      out.writeDouble(slow);
      out.writeLong(at);
    }
  }

  void read(DataInputView in) throws IOException {
    clear(0);
    if (in.readBoolean()) {
      fast = in.readDouble();
      slow = in.readDouble();
      at = in.readLong();
    }
  }
}
