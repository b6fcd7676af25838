package dev.groundswell.server.poll;

import dev.groundswell.events.PlayChange;
import dev.groundswell.server.poll.CallCounts.Count;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this server has to do with the others every few seconds: say that it lives, learn which
 * shards are its own, share counts of calls and breakers.
 *
 * <p>Who cannot renew in time takes no more turns, and keeps its place: whether others have gone on
 * meanwhile is seen when PostgreSQL is back.
 */
final class Shift {
  private static final Logger log = LoggerFactory.getLogger(Shift.class);

  private final PollLeases leases;
  private final PollStates states;
  private final CallCounts counts;
  private final PollOptions options;
  private final Scheduler scheduler;
  private final Clock clock;
  private final Politeness politeness;
  private final Attendance attendance;
  private final Turns turns;
  private final PollMeters meters;

  Shift(
      Poller.Ports ports,
      PollOptions options,
      Scheduler scheduler,
      Clock clock,
      Politeness politeness,
      Attendance attendance,
      Turns turns,
      PollMeters meters) {
    this.leases = ports.leases();
    this.states = ports.states();
    this.counts = ports.counts();
    this.options = options;
    this.scheduler = scheduler;
    this.clock = clock;
    this.politeness = politeness;
    this.attendance = attendance;
    this.turns = turns;
    this.meters = meters;
  }

  /** Learns what Spotify has said and been asked before this server began. */
  Completable recall() {
    return learn().andThen(Completable.fromAction(() -> politeness.recall(clock.instant())));
  }

  /** Begins, until disposed of. */
  Disposable start() {
    return Flowable.interval(0, options.renewal().toMillis(), TimeUnit.MILLISECONDS, scheduler)
        .onBackpressureLatest()
        .concatMapCompletable(tick -> tick(), 1)
        .subscribe();
  }

  /** Lets the others have everything; completes once that is saved, or cannot be. */
  Completable end() {
    return saveCounts().onErrorComplete().andThen(leases.release().onErrorComplete());
  }

  private Completable tick() {
    Instant asked = clock.instant();
    return leases
        .renew()
        .observeOn(scheduler)
        .flatMapCompletable(
            shards -> {
              boolean shared = shards.size() < PlayChange.SHARDS;
              return saveCounts()
                  .andThen(shared ? learn() : Completable.complete())
                  .doOnComplete(() -> hold(shards, asked.plus(options.lease())));
            })
        .doOnError(e -> log.warn("Polling could not be renewed, trying again: {}", e.toString()))
        .onErrorComplete()
        .doOnComplete(() -> meters.pace(politeness, turns, clock.instant()));
  }

  private void hold(Set<Integer> shards, Instant until) {
    attendance.holds(shards);
    turns.leased(until);
  }

  private Completable saveCounts() {
    return Completable.defer(
        () -> {
          List<Count> unsaved = politeness.day().take();
          return unsaved.isEmpty()
              ? Completable.complete()
              : counts
                  .add(unsaved, dayAgo())
                  .observeOn(scheduler)
                  .doOnError(e -> politeness.day().failed(unsaved));
        });
  }

  private Completable learn() {
    return Single.zip(states.breakers(), counts.since(dayAgo()), Learned::new)
        .observeOn(scheduler)
        .doOnSuccess(
            learned -> {
              politeness.breakers().restore(learned.breakers());
              politeness.day().restore(learned.counts());
            })
        .ignoreElement();
  }

  private record Learned(List<Breaker> breakers, List<Count> counts) {}

  private Instant dayAgo() {
    return clock.instant().minus(DayCount.DAY).minus(Duration.ofMinutes(1));
  }
}
