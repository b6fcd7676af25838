package dev.groundswell.server.poll;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many calls everybody's usual pace would take.
 *
 * <p>Kept as whole millionths of calls in an hour, so that adding and taking away for years leaves
 * no remainder.
 */
final class Demand {
  private static final long HOUR_MS = 3_600_000;
  private static final long MILLION = 1_000_000;

  private final Map<EndpointClass, Long> sums = new EnumMap<>(EndpointClass.class);

  /** The listener wants a call of this class at this interval from now on. */
  void wants(Polled listener, EndpointClass endpoint, Duration interval) {
    set(listener, endpoint, HOUR_MS * MILLION / Math.max(1, interval.toMillis()));
  }

  /** The listener wants nothing any more. */
  void gone(Polled listener) {
    for (EndpointClass endpoint : EndpointClass.POLLED) {
      set(listener, endpoint, 0);
    }
  }

  private void set(Polled listener, EndpointClass endpoint, long rate) {
    sums.merge(endpoint, rate - listener.rate(endpoint), Long::sum);
    listener.rate(endpoint, rate);
  }

  /** Calls of a class in an hour. */
  double perHour(EndpointClass endpoint) {
    return sums.getOrDefault(endpoint, 0L) / (double) MILLION;
  }

  /** Calls in an hour, all classes together. */
  double perHour() {
    return sums.values().stream().mapToLong(Long::longValue).sum() / (double) MILLION;
  }
}
