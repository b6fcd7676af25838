package dev.groundswell.server.poll;

import dev.groundswell.server.poll.CallCounts.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many calls each class of endpoints has had in the last 24 hours, by all servers together.
 *
 * <p>Own calls are counted at once and saved a little later, so a crash forgets a few seconds of
 * them; a save that may or may not have arrived is repeated, so an outage counts too many rather
 * than too few.
 */
final class DayCount {
  static final Duration DAY = Duration.ofHours(24);

  private final int quota;
  private final Map<EndpointClass, Tally> made = new EnumMap<>(EndpointClass.class);
  private final Map<EndpointClass, Tally> unsaved = new EnumMap<>(EndpointClass.class);

  /**
   * @param quota so many calls of a class in 24 hours
   */
  DayCount(int quota) {
    this.quota = quota;
    for (EndpointClass endpoint : EndpointClass.values()) {
      made.put(endpoint, new Tally(DAY));
      unsaved.put(endpoint, new Tally(DAY));
    }
  }

  void made(EndpointClass endpoint, Instant now) {
    add(endpoint, now, 1);
  }

  /** A call that was counted has not been made after all. */
  void unmade(EndpointClass endpoint, Instant now) {
    add(endpoint, now, -1);
  }

  private void add(EndpointClass endpoint, Instant at, int calls) {
    of(made, endpoint).add(at, calls);
    of(unsaved, endpoint).add(at, calls);
  }

  int used(EndpointClass endpoint, Instant now) {
    return Math.max(0, of(made, endpoint).total(now));
  }

  int lastMinute(EndpointClass endpoint, Instant now) {
    return of(made, endpoint).lastMinute(now);
  }

  int thisMinute(EndpointClass endpoint, Instant now) {
    return of(made, endpoint).thisMinute(now);
  }

  int quota() {
    return quota;
  }

  boolean isSpent(EndpointClass endpoint, Instant now) {
    return used(endpoint, now) >= quota;
  }

  int left(EndpointClass endpoint, Instant now) {
    return Math.max(0, quota - used(endpoint, now));
  }

  /**
   * What all servers have saved takes the place of what was known; what is unsaved comes on top.
   */
  void restore(List<Count> saved) {
    made.values().forEach(Tally::clear);
    saved.forEach(count -> of(made, count.endpoint()).add(count.minute(), count.calls()));
    unsaved.forEach(
        (endpoint, tally) ->
            tally
                .byMinute()
                .forEach((minute, calls) -> of(made, endpoint).add(Tally.startOf(minute), calls)));
  }

  /** What is to be saved; {@link #failed} gives it back. */
  List<Count> take() {
    List<Count> counts = new ArrayList<>();
    unsaved.forEach(
        (endpoint, tally) -> {
          tally
              .byMinute()
              .forEach(
                  (minute, calls) -> counts.add(new Count(endpoint, Tally.startOf(minute), calls)));
          tally.clear();
        });
    return counts;
  }

  void failed(List<Count> counts) {
    counts.forEach(count -> of(unsaved, count.endpoint()).add(count.minute(), count.calls()));
  }

  private static Tally of(Map<EndpointClass, Tally> tallies, EndpointClass endpoint) {
    Tally tally = tallies.get(endpoint);
    if (tally == null) {
      throw new IllegalStateException("no tally of " + endpoint);
    }
    return tally;
  }
}
