package dev.groundswell.server.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How often something happened in the last span of time, counted by minutes. */
final class Tally {
  private static final long MINUTE_MS = 60_000;

  private final TreeMap<Long, Integer> byMinute = new TreeMap<>();
  private final long spanMinutes;
  private int total;

  Tally(Duration span) {
    this.spanMinutes = span.toMinutes();
  }

  void add(Instant at, int count) {
    byMinute.merge(minuteOf(at), count, Integer::sum);
    total += count;
  }

  /** The count in the span that ends now; the minute that is half outside it counts as inside. */
  int total(Instant now) {
    long oldest = minuteOf(now) - spanMinutes;
    while (!byMinute.isEmpty() && byMinute.firstKey() < oldest) {
      total -= byMinute.pollFirstEntry().getValue();
    }
    return total;
  }

  /** The count of the last whole minute. */
  int lastMinute(Instant now) {
    return byMinute.getOrDefault(minuteOf(now) - 1, 0);
  }

  /** The count of the minute that has begun. */
  int thisMinute(Instant now) {
    return byMinute.getOrDefault(minuteOf(now), 0);
  }

  void clear() {
    byMinute.clear();
    total = 0;
  }

  Map<Long, Integer> byMinute() {
    return byMinute;
  }

  static Instant startOf(long minute) {
    return Instant.ofEpochMilli(minute * MINUTE_MS);
  }

  private static long minuteOf(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), MINUTE_MS);
  }
}
