package dev.groundswell.simulator.http.api;

import dev.groundswell.simulator.chance.Chance;
import dev.groundswell.simulator.listening.Play;
import dev.groundswell.simulator.listening.Playback;
import dev.groundswell.simulator.population.Listener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What recently-played knows of a listener: the last plays of 30 s or more, some minutes late.
 *
 * <p>A play is known by its end. The delay is a listener's own and always the same, so plays appear
 * in their order.
 */
final class RecentPlays {
  static final int MOST = 50;

  private static final int SHORTEST_HEARD_MS = 30_000;
  private static final Duration LOOK_BACK = Duration.ofDays(14);

  private final Playback playback;
  private final long seed;
  private final Duration longestLag;

  RecentPlays(Playback playback, long seed, Duration longestLag) {
    this.playback = playback;
    this.seed = seed;
    this.longestLag = longestLag;
  }

  /** At most {@value #MOST} plays, the newest first. */
  List<Play> of(Listener listener, Instant now) {
    Instant known = now.minus(lag(listener));
    List<Play> plays = List.of();
    // Most people need one day; who hears little is looked for further back.
    for (Duration back = Duration.ofDays(1);
        plays.size() < MOST && back.compareTo(LOOK_BACK) <= 0;
        back = back.plus(back)) {
      plays = between(listener, known.minus(back), known);
    }
    List<Play> newest =
        new ArrayList<>(plays.subList(Math.max(0, plays.size() - MOST), plays.size()));
    Collections.reverse(newest);
    return newest;
  }

  private List<Play> between(Listener listener, Instant from, Instant known) {
    return playback.history(listener, from, known).stream()
        .filter(play -> play.heardMs() >= SHORTEST_HEARD_MS && !play.end().isAfter(known))
        .toList();
  }

  private Duration lag(Listener listener) {
    double share = Chance.of(seed, "lag", listener.number()).between(0.2, 1);
    return Duration.ofMillis((long) (longestLag.toMillis() * share));
  }
}
