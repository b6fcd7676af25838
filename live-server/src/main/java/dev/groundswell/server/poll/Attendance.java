package dev.groundswell.server.poll;

import dev.groundswell.events.PlayChange;
import dev.groundswell.server.poll.Polled.State;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.SerialDisposable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is polled here: those on the roster whose shard this server holds.
 *
 * <p>The roster is listened to anew whenever shards were gained, and every so often while other
 * servers hold some, since who signs in there is not told here.
 */
final class Attendance {
  private static final Logger log = LoggerFactory.getLogger(Attendance.class);

  /** Over this time those are spread who were due while nobody polled them. */
  private static final Duration SPREAD = Duration.ofSeconds(30);

  private static final Duration HISTORY_SPREAD = Duration.ofMinutes(5);
  private static final Duration ROLL_CALL = Duration.ofSeconds(30);

  private final Roster roster;
  private final Scheduler scheduler;
  private final Clock clock;
  private final Pacing pacing;
  private final Politeness politeness;
  private final Turns turns;
  private final PollMeters meters;
  private final NowTeller teller;
  private final Arrivals arrivals;
  private final Map<Long, Polled> listeners = new HashMap<>();
  private final SerialDisposable listening = new SerialDisposable();
  private Set<Integer> held = Set.of();
  private Instant calledAt = Instant.EPOCH;

  /** Whom the roll call under way has named so far; null where none is under way. */
  private @Nullable Set<Long> named;

  Attendance(
      Poller.Ports ports,
      Scheduler scheduler,
      Scheduler.Worker worker,
      Clock clock,
      Pacing pacing,
      Politeness politeness,
      Turns turns,
      PollMeters meters,
      NowTeller teller) {
    this.roster = ports.roster();
    this.scheduler = scheduler;
    this.clock = clock;
    this.pacing = pacing;
    this.politeness = politeness;
    this.turns = turns;
    this.meters = meters;
    this.teller = teller;
    this.arrivals = new Arrivals(ports.states(), scheduler, worker, pacing, this::admit);
  }

  /** These shards are this server's from now on. */
  void holds(Set<Integer> shards) {
    boolean gained = !held.containsAll(shards);
    boolean lost = !shards.containsAll(held);
    held = Set.copyOf(shards);
    meters.shards(held.size());
    politeness.budget().share(held.size(), PlayChange.SHARDS);
    if (lost) {
      List.copyOf(listeners.values()).stream()
          .filter(listener -> !held.contains(listener.shard()))
          .forEach(listener -> leave(listener, "lease"));
    }
    boolean alone = held.size() == PlayChange.SHARDS;
    if (gained || (!alone && calledAt.plus(ROLL_CALL).isBefore(clock.instant()))) {
      callRoll();
    }
  }

  private void callRoll() {
    calledAt = clock.instant();
    listening.set(
        Flowable.defer(
                () -> {
                  named = new HashSet<>();
                  return roster.events();
                })
            .doOnError(e -> log.warn("The roster broke off, listening again: {}", e.toString()))
            .retryWhen(errors -> pacing.slowly(errors, scheduler))
            .observeOn(scheduler, false, 1024)
            .subscribe(this::changed, e -> log.error("The roster is lost", e)));
  }

  /** How many shards this server holds. */
  int shards() {
    return held.size();
  }

  void stop() {
    listening.dispose();
  }

  private void changed(Roster.Event event) {
    if (event instanceof Roster.Joined joined) {
      joined(joined);
    } else if (event instanceof Roster.Left left) {
      leave(left.listenerId(), "roster");
    } else if (event instanceof Roster.Listed) {
      listed();
    }
  }

  private void joined(Roster.Joined joined) {
    if (!held.contains(PlayChange.shardOf(joined.key()))) {
      return;
    }
    if (named != null) {
      named.add(joined.listenerId());
    }
    Polled listener = listeners.get(joined.listenerId());
    if (listener == null) {
      arrivals.joined(joined);
      return;
    }
    listener.key = joined.key();
    listener.trends = joined.trends();
    listener.refusalKept = joined.refused();
    if (named == null) {
      startsAfresh(listener);
    }
  }

  /** Everyone has been named: who was not is connected no more. */
  private void listed() {
    Set<Long> present = named;
    named = null;
    if (present != null) {
      Set<Long> absent = new HashSet<>(listeners.keySet());
      absent.addAll(arrivals.ids());
      absent.removeAll(present);
      absent.forEach(id -> leave(id, "roster"));
    }
  }

  private void admit(Roster.Joined joined, @Nullable PollState state) {
    Instant now = clock.instant();
    if (!held.contains(PlayChange.shardOf(joined.key()))) {
      return;
    }
    Polled listener =
        state == null
            ? new Polled(joined.listenerId(), now, pacing.firstHistory(now))
            : new Polled(
                joined.listenerId(),
                pacing.restored(state.nextPollAt(), SPREAD, now),
                pacing.restored(state.nextHistoryAt(), HISTORY_SPREAD, now));
    if (state != null) {
      listener.known = state.known().resumed();
    }
    listener.key = joined.key();
    listener.trends = joined.trends();
    listener.refusalKept = joined.refused();
    listener.state = joined.refused() ? State.REFUSED : State.WAITING;
    listeners.put(listener.id(), listener);
    meters.arrived(listener.state);
    turns.await(listener);
  }

  /** Someone signed in again, or changed what they share: earlier refusals say nothing. */
  private void startsAfresh(Polled listener) {
    listener.refusedToken = null;
    listener.narrow = false;
    boolean waits = listener.state == State.FAILING || listener.state == State.REFUSED;
    if (waits && !listener.busy) {
      listener.forgiven();
      listener.nextPoll = clock.instant();
      listener.historyBy(pacing.firstHistory(clock.instant()));
      turns.await(listener);
    }
  }

  private void leave(long listenerId, String why) {
    arrivals.left(listenerId);
    Polled listener = listeners.get(listenerId);
    if (listener != null) {
      leave(listener, why);
    }
  }

  void leave(Polled listener, String why) {
    listener.left = true;
    listeners.remove(listener.id());
    turns.forget(listener);
    politeness.demand().gone(listener);
    meters.gone(listener.state);
    meters.left(why);
    if (listener.owed != null && listener.owed.attempts() > 0) {
      meters.owing(-1);
    }
    if (!why.equals("lease")) {
      teller.silence(listener, clock.instant());
    }
  }
}
