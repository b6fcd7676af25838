package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.population.Listener;
import java.time.Instant;
import java.util.List;

/** What people hear. */
public interface Playback {

  /** What the player of {@code listener} shows at {@code instant}. */
  Moment at(Listener listener, Instant instant);

  /**
   * The plays of {@code listener} that touch the time from {@code from} (inclusive) to {@code to}
   * (exclusive), whole, in their order, no two at once.
   */
  List<Play> history(Listener listener, Instant from, Instant to);
}
