package dev.groundswell.server.poll;

import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: of those who are due, the one whose patience ends first.
 *
 * <p>One timer for all. A turn takes a call from the budget and a place among those in flight; a
 * class of endpoints that is closed is passed over. While a listener's turn lasts they have no
 * other. Without a lease nobody has a turn.
 */
final class Turns {
  /** Takes a turn; {@link #done} or {@link #owes} must follow. */
  interface Look {
    void at(Polled listener, EndpointClass endpoint, boolean probe);
  }

  private final PollOptions options;
  private final Clock clock;
  private final Scheduler.Worker worker;
  private final Politeness politeness;
  private final PollMeters meters;
  private final Look look;
  private final Consumer<Polled> offer;
  private final Map<Lane, Agenda> lanes = new EnumMap<>(Lane.class);
  private final Agenda owing = new Agenda();
  private Disposable timer = Disposable.disposed();
  private Instant leasedUntil = Instant.EPOCH;
  private int inFlight;
  private boolean taking;

  Turns(
      PollOptions options,
      Clock clock,
      Scheduler.Worker worker,
      Politeness politeness,
      PollMeters meters,
      Look look,
      Consumer<Polled> offer) {
    this.options = options;
    this.clock = clock;
    this.worker = worker;
    this.politeness = politeness;
    this.meters = meters;
    this.look = look;
    this.offer = offer;
    for (Lane lane : Lane.values()) {
      lanes.put(lane, new Agenda());
    }
  }

  /** Turns may be taken until then. */
  void leased(Instant until) {
    leasedUntil = until;
    take();
  }

  /** The listener waits for their turns. */
  void await(Polled listener) {
    lanes.values().forEach(lane -> lane.remove(listener));
    lane(listener.lane).put(listener, listener.nextPoll);
    lane(Lane.BACKLOG).put(listener, listener.nextHistory);
    take();
  }

  void forget(Polled listener) {
    lanes.values().forEach(lane -> lane.remove(listener));
    owing.remove(listener);
  }

  /** A turn is over. */
  void done(Polled listener) {
    inFlight--;
    listener.busy = false;
    if (listener.left) {
      take();
    } else {
      await(listener);
    }
  }

  /** A turn is interrupted until the ledger takes what was concluded; it is offered again then. */
  void owes(Polled listener, Instant at) {
    inFlight--;
    owing.put(listener, at);
    take();
  }

  /**
   * How long the most urgent turn that may be taken has been waiting beyond its patience; the time
   * for which its class was closed does not count.
   */
  Duration late(Instant now) {
    Lane lane = mostUrgent(now);
    Duration late = lane == null ? Duration.ZERO : Duration.between(deadline(lane, now), now);
    return late.isNegative() ? Duration.ZERO : late;
  }

  private void take() {
    if (taking) {
      // A turn that ends at once has called from within the loop below, which goes on anyway.
      return;
    }
    taking = true;
    Instant now = clock.instant();
    try {
      while (inFlight < options.concurrency() && takeOne(now)) {
        // The next.
      }
    } finally {
      taking = false;
    }
    arm(now);
  }

  private boolean takeOne(Instant now) {
    if (owing.hasDue(now)) {
      inFlight++;
      offer.accept(owing.take());
      return true;
    }
    Lane lane = now.isBefore(leasedUntil) ? mostUrgent(now) : null;
    if (lane == null || !politeness.take(lane.endpoint(), now)) {
      return false;
    }
    inFlight++;
    Polled listener = lane(lane).take();
    forget(listener);
    listener.busy = true;
    EndpointClass endpoint = lane.endpoint();
    meters.begun(endpoint, Duration.between(listener.dueAt(endpoint), now));
    look.at(listener, endpoint, politeness.breakers().begin(endpoint));
    return true;
  }

  private @Nullable Lane mostUrgent(Instant now) {
    Lane found = null;
    for (Lane lane : Lane.values()) {
      if (lane(lane).hasDue(now)
          && politeness.admits(lane.endpoint(), now)
          && (found == null || deadline(lane, now).isBefore(deadline(found, now)))) {
        found = lane;
      }
    }
    return found;
  }

  /** When the patience of the first in a lane ends; only to be asked where there is one. */
  private Instant deadline(Lane lane, Instant now) {
    Instant due = lane(lane).nextAt();
    Instant open = politeness.breakers().openUntil(lane.endpoint());
    Instant waitsFrom = due == null ? now : due.isAfter(open) ? due : open;
    return waitsFrom.plus(lane.patience());
  }

  /** Sets the one timer to when the next turn can be taken. */
  private void arm(Instant now) {
    timer.dispose();
    if (inFlight >= options.concurrency()) {
      // The next turn that ends takes the next.
      return;
    }
    Instant at = owing.nextAt();
    if (now.isBefore(leasedUntil)) {
      for (Lane lane : Lane.values()) {
        at = sooner(at, possible(lane, now));
      }
    }
    if (at != null) {
      long wait = Math.max(1, Duration.between(now, at).toMillis());
      timer = worker.schedule(this::take, wait, TimeUnit.MILLISECONDS);
    }
  }

  private @Nullable Instant possible(Lane lane, Instant now) {
    Instant due = lane(lane).nextAt();
    if (due == null) {
      return null;
    }
    Instant possible = politeness.possibleAt(lane.endpoint(), now);
    if (possible.equals(Instant.MAX)) {
      return null;
    }
    Instant at = due.isAfter(possible) ? due : possible;
    // A probe under way: its end takes the next.
    return at.isAfter(now) || politeness.admits(lane.endpoint(), now) ? at : null;
  }

  private Agenda lane(Lane lane) {
    Agenda agenda = lanes.get(lane);
    if (agenda == null) {
      throw new IllegalStateException("no lane " + lane);
    }
    return agenda;
  }

  private static @Nullable Instant sooner(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
