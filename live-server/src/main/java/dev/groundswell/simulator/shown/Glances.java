package dev.groundswell.simulator.shown;

import dev.groundswell.simulator.chance.Chance;
import dev.groundswell.simulator.listening.Moment;
import dev.groundswell.simulator.listening.Play;
import dev.groundswell.simulator.listening.Playback;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.shown.Disturbances.OfPlayer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a player shows when somebody looks; all looks within one second see the same. */
final class Glances {
  private static final Duration PHANTOM_LASTS = Duration.ofMinutes(15);
  private static final Duration PAST_END_LASTS = Duration.ofSeconds(10);
  private static final long LONGEST_BETWEEN_TRACKS_MS = 1_000;

  private final long seed;
  private final Playback playback;

  Glances(long seed, Playback playback) {
    this.seed = seed;
    this.playback = playback;
  }

  /** What is shown at {@code at}; null: nothing. */
  @Nullable PlayerState at(Listener listener, Instant at, OfPlayer disturbed) {
    Chance chance = Chance.of(seed, "glance", listener.number(), at.getEpochSecond());
    if (chance.happens(disturbed.stale())) {
      long age = (long) (disturbed.stalest().toMillis() * chance.unit());
      return state(playback.at(listener, at.minusMillis(age)));
    }
    Moment moment = playback.at(listener, at);
    if (!(moment instanceof Moment.Showing showing)) {
      return chance.happens(disturbed.phantom()) ? phantom(listener, at) : null;
    }
    if (chance.happens(disturbed.blank())) {
      return null;
    }
    if (chance.happens(disturbed.nullItem())) {
      return shown(showing).withoutItem(chance.happens(0.5));
    }
    if (chance.happens(disturbed.pastEnd())) {
      PlayerState ended = pastEnd(listener, showing.play(), at);
      return ended == null ? shown(showing) : ended;
    }
    return shown(showing);
  }

  private static @Nullable PlayerState state(Moment moment) {
    return moment instanceof Moment.Showing showing ? shown(showing) : null;
  }

  private static PlayerState shown(Moment.Showing moment) {
    Play play = moment.play();
    return PlayerState.of(
        moment instanceof Moment.Playing,
        moment.progressMs(),
        play.item(),
        moment.changedAt(),
        play.setting());
  }

  /** That the last play goes on, though nothing is heard. */
  private @Nullable PlayerState phantom(Listener listener, Instant at) {
    Play last = lastEnded(listener, at, PHANTOM_LASTS);
    return last == null ? null : goingOn(last, at);
  }

  /** That the play before {@code play} goes on, though it has just ended. */
  private @Nullable PlayerState pastEnd(Listener listener, Play play, Instant at) {
    Instant start = play.start();
    if (!at.isBefore(start.plus(PAST_END_LASTS))) {
      return null;
    }
    Play last = lastEnded(listener, start, Duration.ofMillis(LONGEST_BETWEEN_TRACKS_MS));
    return last == null || last.ending() != Play.Ending.FINISHED ? null : goingOn(last, at);
  }

  /** Of what was cut short the last place; nobody could tell a later one from hearing on. */
  private static PlayerState goingOn(Play play, Instant at) {
    long since = at.toEpochMilli() - play.endAt();
    long more = play.ending() == Play.Ending.FINISHED ? since : 0;
    return PlayerState.of(
        true,
        (int) (play.lastProgressMs() + more),
        play.item(),
        play.lastChangedAt(),
        play.setting());
  }

  /** The last play that ended at {@code at} or not longer before than {@code back}. */
  private @Nullable Play lastEnded(Listener listener, Instant at, Duration back) {
    List<Play> plays = playback.history(listener, at.minus(back).minusMillis(1), at);
    for (int i = plays.size() - 1; i >= 0; i--) {
      if (plays.get(i).endAt() <= at.toEpochMilli()) {
        return plays.get(i);
      }
    }
    return null;
  }
}
