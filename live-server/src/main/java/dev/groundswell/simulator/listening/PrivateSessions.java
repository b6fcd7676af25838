package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.population.Listener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What people hear, with the private sessions that a test has ordered.
 *
 * <p>A play that is going on when a session begins or ends belongs to it as a whole. Of a
 * listener's sessions the last {@value #MOST_SESSIONS} are kept, in memory only.
 */
public final class PrivateSessions implements Playback {
  private static final int MOST_SESSIONS = 50;

  private final Playback heard;
  private final Map<Integer, List<Session>> sessions = new ConcurrentHashMap<>();

  private record Session(long from, long to) {
    boolean holds(Play play) {
      return play.startAt() < to && play.endAt() > from;
    }
  }

  public PrivateSessions(Playback heard) {
    this.heard = heard;
  }

  /** Has {@code listener} listen in private from {@code at} on. */
  public void begin(Listener listener, Instant at) {
    sessions.compute(
        listener.number(),
        (number, before) -> {
          List<Session> all = ended(before, at.toEpochMilli());
          all.add(new Session(at.toEpochMilli(), Long.MAX_VALUE));
          return List.copyOf(all.subList(Math.max(0, all.size() - MOST_SESSIONS), all.size()));
        });
  }

  /** Ends the private session of {@code listener} at {@code at}. */
  public void end(Listener listener, Instant at) {
    sessions.computeIfPresent(
        listener.number(), (number, before) -> List.copyOf(ended(before, at.toEpochMilli())));
  }

  private static List<Session> ended(@Nullable List<Session> all, long at) {
    List<Session> ended = new ArrayList<>();
    if (all != null) {
      all.forEach(session -> ended.add(new Session(session.from, Math.min(session.to, at))));
    }
    return ended;
  }

  private Play told(Play play) {
    List<Session> own = sessions.getOrDefault(play.listener(), List.of());
    return own.stream().anyMatch(session -> session.holds(play)) ? play.inPrivate() : play;
  }

  @Override
  public Moment at(Listener listener, Instant instant) {
    Moment moment = heard.at(listener, instant);
    if (moment instanceof Moment.Playing it) {
      return new Moment.Playing(told(it.play()), it.progressMs(), it.changedAt());
    }
    if (moment instanceof Moment.Paused it) {
      return new Moment.Paused(told(it.play()), it.progressMs(), it.changedAt());
    }
    return moment;
  }

  @Override
  public List<Play> history(Listener listener, Instant from, Instant to) {
    return heard.history(listener, from, to).stream().map(this::told).toList();
  }
}
