package dev.groundswell.simulator.shown;

import dev.groundswell.simulator.listening.Playback;
import dev.groundswell.simulator.population.Listener;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What Spotify shows of anybody at any instant, and what is true: a pure function of both. */
public final class Shown {
  private final Playback playback;
  private final Function<Listener, Disturbances> disturbances;
  private final Glances glances;
  private final Histories histories;

  /** A view that strays from the truth by {@code disturbances} for everybody. */
  public Shown(long seed, Playback playback, Disturbances disturbances) {
    this(seed, playback, listener -> disturbances);
  }

  /** A view that strays from the truth by a measure of each listener's own. */
  public Shown(long seed, Playback playback, Function<Listener, Disturbances> disturbances) {
    this.playback = playback;
    this.disturbances = disturbances;
    this.glances = new Glances(seed, playback);
    this.histories = new Histories(seed, playback);
  }

  /** What the listener's player shows at {@code at}; null where Spotify answers 204. */
  public @Nullable PlayerState playerAt(Listener listener, Instant at) {
    return glances.at(listener, at, disturbances.apply(listener).player());
  }

  /** What recently-played answers at {@code at}. */
  public HistoryPage recentlyPlayed(Listener listener, Instant at, HistoryQuery query) {
    return HistoryPage.of(
        histories.listed(listener, at, disturbances.apply(listener).history()), query);
  }

  /**
   * The true plays that touch the time from {@code from} (inclusive) to {@code to} (exclusive),
   * whole, in their order; everything that was heard, private, spoken or advertised, too.
   */
  public List<TruePlay> truth(Listener listener, Instant from, Instant to) {
    Disturbances.OfHistory disturbed = disturbances.apply(listener).history();
    return playback.history(listener, from, to).stream()
        .map(play -> new TruePlay(play, histories.listing(play, disturbed)))
        .toList();
  }
}
