package dev.groundswell.server.poll;

import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: the most overdue first, what is playing before what was played.
 *
 * <p>One timer for all. A turn takes a call from the budget and a place among those in flight; a
 * class of endpoints that is closed is passed over. While a listener's turn lasts they have no
 * other.
 */
final class Turns {
  /** However much is playing, each so many calls one goes to what was played. */
  private static final int BACKLOG_SHARE = 20;

  /** Takes a turn; {@link #done} or {@link #owes} must follow. */
  interface Look {
    void at(Polled listener, EndpointClass endpoint, boolean probe);
  }

  private final PollOptions options;
  private final Clock clock;
  private final Scheduler.Worker worker;
  private final Breakers breakers;
  private final PollMeters meters;
  private final Look look;
  private final Consumer<Polled> offer;
  private final Budget budget;
  private final Agenda live = new Agenda();
  private final Agenda backlog = new Agenda();
  private final Agenda owing = new Agenda();
  private Disposable timer = Disposable.disposed();
  private int inFlight;
  private long calls;
  private boolean taking;

  Turns(
      PollOptions options,
      Clock clock,
      Scheduler.Worker worker,
      Breakers breakers,
      PollMeters meters,
      Look look,
      Consumer<Polled> offer) {
    this.options = options;
    this.clock = clock;
    this.worker = worker;
    this.breakers = breakers;
    this.meters = meters;
    this.look = look;
    this.offer = offer;
    this.budget = new Budget(options.budget(), options.budgetWindow());
  }

  /** The listener waits for their turns. */
  void await(Polled listener) {
    live.put(listener, listener.nextPoll);
    backlog.put(listener, listener.nextHistory);
    take();
  }

  void forget(Polled listener) {
    live.remove(listener);
    backlog.remove(listener);
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
    meters.budget(budget.left(now));
    arm(now);
  }

  private boolean takeOne(Instant now) {
    if (owing.hasDue(now)) {
      inFlight++;
      offer.accept(owing.take());
      return true;
    }
    EndpointClass endpoint = choose(now);
    if (endpoint == null || !budget.take(now)) {
      return false;
    }
    calls++;
    inFlight++;
    Polled listener = agenda(endpoint).take();
    forget(listener);
    listener.busy = true;
    meters.begun(endpoint, Duration.between(listener.dueAt(endpoint), now));
    look.at(listener, endpoint, breakers.begin(endpoint));
    return true;
  }

  private @Nullable EndpointClass choose(Instant now) {
    boolean liveDue = live.hasDue(now) && breakers.admits(EndpointClass.PLAYBACK, now);
    boolean backlogDue = backlog.hasDue(now) && breakers.admits(EndpointClass.HISTORY, now);
    if (backlogDue && (!liveDue || calls % BACKLOG_SHARE == BACKLOG_SHARE - 1)) {
      return EndpointClass.HISTORY;
    }
    return liveDue ? EndpointClass.PLAYBACK : null;
  }

  /** Sets the one timer to when the next turn can be taken. */
  private void arm(Instant now) {
    timer.dispose();
    if (inFlight >= options.concurrency()) {
      // The next turn that ends takes the next.
      return;
    }
    Instant at = owing.nextAt();
    for (EndpointClass endpoint : EndpointClass.values()) {
      at = sooner(at, possible(endpoint, now));
    }
    if (at != null) {
      long wait = Math.max(1, Duration.between(now, at).toMillis());
      timer = worker.schedule(this::take, wait, TimeUnit.MILLISECONDS);
    }
  }

  private @Nullable Instant possible(EndpointClass endpoint, Instant now) {
    Instant at = agenda(endpoint).nextAt();
    if (at == null) {
      return null;
    }
    at = later(at, budget.nextAt());
    if (breakers.isOpen(endpoint)) {
      at = later(at, breakers.openUntil(endpoint));
    }
    // A probe under way: its end takes the next.
    return at.isAfter(now) || breakers.admits(endpoint, now) ? at : null;
  }

  private Agenda agenda(EndpointClass endpoint) {
    return endpoint == EndpointClass.PLAYBACK ? live : backlog;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable Instant sooner(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
