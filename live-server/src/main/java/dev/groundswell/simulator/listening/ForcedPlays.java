package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.population.Listener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What people hear of their own accord, except those whom a test has taken over.
 *
 * <p>From the first order on a listener hears what is ordered and nothing else: after an ordered
 * play there is silence. What was heard before stays as it was, and what was being heard is
 * stopped. Orders are kept in memory only; of a listener's ordered plays the last {@value
 * #MOST_PLAYS}.
 */
public final class ForcedPlays implements Playback {
  private static final int MOST_PLAYS = 500;

  private final Playback own;
  private final Map<Integer, TakenOver> takenOver = new ConcurrentHashMap<>();

  /** A listener's orders: from {@code since} on only {@code plays} are heard. */
  private record TakenOver(long since, List<Play> plays) {

    /** These orders until {@code at}, with silence from then on. */
    TakenOver until(long at) {
      List<Play> kept = new ArrayList<>();
      for (Play play : plays) {
        Play heard = play.stoppedAt(at);
        if (heard != null) {
          kept.add(heard);
        }
      }
      return new TakenOver(Math.min(since, at), List.copyOf(kept));
    }

    TakenOver and(Play play) {
      List<Play> all =
          new ArrayList<>(plays.subList(Math.max(0, plays.size() - MOST_PLAYS + 1), plays.size()));
      all.add(play);
      return new TakenOver(since, List.copyOf(all));
    }
  }

  public ForcedPlays(Playback own) {
    this.own = own;
  }

  /**
   * Has {@code listener} hear {@code track} to its end, being at {@code progressMs} now.
   *
   * @return the play
   */
  public Play play(Listener listener, Track track, int progressMs, Instant now) {
    var setting = new Setting(listener.devices().get(0), null, false, Setting.Repeat.OFF, false);
    long start = now.toEpochMilli() - progressMs;
    var play =
        new Play(
            listener.number(),
            track,
            setting,
            start,
            track.durationMs(),
            Play.Pause.NONE,
            Play.Seek.NONE,
            Play.Ending.FINISHED);
    takenOver.compute(listener.number(), (number, before) -> silence(before, start).and(play));
    return play;
  }

  /** Stops what {@code listener} hears; there is silence until something else is ordered. */
  public void stop(Listener listener, Instant now) {
    takenOver.compute(listener.number(), (number, before) -> silence(before, now.toEpochMilli()));
  }

  private static TakenOver silence(@Nullable TakenOver before, long from) {
    return before == null ? new TakenOver(from, List.of()) : before.until(from);
  }

  @Override
  public Moment at(Listener listener, Instant instant) {
    TakenOver orders = takenOver.get(listener.number());
    long at = instant.toEpochMilli();
    if (orders == null || at < orders.since()) {
      return own.at(listener, instant);
    }
    for (Play play : orders.plays()) {
      if (play.covers(at)) {
        return play.momentAt(at);
      }
    }
    return new Moment.Idle();
  }

  @Override
  public List<Play> history(Listener listener, Instant from, Instant to) {
    List<Play> own = this.own.history(listener, from, to);
    TakenOver orders = takenOver.get(listener.number());
    if (orders == null) {
      return own;
    }
    List<Play> heard = new ArrayList<>();
    for (Play play : own) {
      Play kept = play.stoppedAt(orders.since());
      if (kept != null && kept.endAt() > from.toEpochMilli()) {
        heard.add(kept);
      }
    }
    for (Play play : orders.plays()) {
      if (play.startAt() < to.toEpochMilli() && play.endAt() > from.toEpochMilli()) {
        heard.add(play);
      }
    }
    return heard;
  }
}
