package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.LedgerUnavailableException;
import dev.groundswell.server.poll.Polled.Owed;
import dev.groundswell.server.poll.Polled.State;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener's turn from the call of Spotify to the ledger's acknowledgement of what was concluded
 * from it; only then is that known, and only what is known is saved.
 */
final class Visits {
  private static final Logger log = LoggerFactory.getLogger(Visits.class);

  /** How often sightings are offered that the ledger refuses for another reason than absence. */
  private static final int OFFERS = 5;

  /** Over this time those are spread who were due while a class of endpoints was closed. */
  private static final Duration SPREAD = Duration.ofSeconds(30);

  /** Two checks apart: what was played meanwhile is only in the list of plays. */
  private static final Duration MISSED = Duration.ofSeconds(60);

  /** Of a player found silent: in less there was no time for a track to begin and to end. */
  private static final Duration MISSED_IN_SILENCE = Duration.ofMinutes(3);

  private static final Duration CATCH_UP_FROM = Duration.ofSeconds(20);
  private static final Duration CATCH_UP_TO = Duration.ofSeconds(120);

  private final Looks looks;
  private final Handover handover;
  private final Standing standing;
  private final Refusals refusals;
  private final Scheduler scheduler;
  private final Clock clock;
  private final Pacing pacing;
  private final PollOptions options;
  private final Politeness politeness;
  private final Turns turns;
  private final PollMeters meters;
  private final StateSaver saver;
  private final NowTeller teller;
  private final Consumer<Polled> leave;
  private final CompositeDisposable running;

  /**
   * @param leave is told of a listener whose consent is over
   */
  Visits(
      Poller.Ports ports,
      PollOptions options,
      Scheduler scheduler,
      Clock clock,
      Pacing pacing,
      Politeness politeness,
      Turns turns,
      PollMeters meters,
      StateSaver saver,
      NowTeller teller,
      Consumer<Polled> leave,
      CompositeDisposable running) {
    this.looks = new Looks(ports.spotify(), ports.tokens(), politeness.breakers(), clock);
    this.standing = ports.standing();
    this.handover = new Handover(ports.ledger(), ports.states(), clock);
    this.refusals = new Refusals(ports.states(), politeness, pacing, scheduler, meters, running);
    this.options = options;
    this.scheduler = scheduler;
    this.clock = clock;
    this.pacing = pacing;
    this.politeness = politeness;
    this.turns = turns;
    this.meters = meters;
    this.saver = saver;
    this.teller = teller;
    this.leave = leave;
    this.running = running;
  }

  /** Begins a listener's turn. */
  void begin(Polled listener, EndpointClass endpoint, boolean probe) {
    var unused =
        looks
            .at(listener, endpoint, probe, scheduler)
            .observeOn(scheduler)
            .subscribe(
                found -> act(listener, endpoint, probe, found),
                e -> act(listener, endpoint, probe, broken(e)),
                running);
  }

  private static Finding broken(Throwable e) {
    if (e instanceof ConsentEndedException) {
      return new Finding.ConsentEnded();
    }
    return e instanceof ClosedException closed
        ? new Finding.TokensClosed(closed.until())
        : new Finding.NoToken(e.toString());
  }

  private void act(Polled listener, EndpointClass endpoint, boolean probe, Finding found) {
    Instant now = clock.instant();
    meters.ended(endpoint, found.label(), now);
    refusals.heed(endpoint, probe, found, now);
    if (listener.left) {
      turns.done(listener);
      return;
    }
    try {
      follow(listener, endpoint, found, now);
    } catch (RuntimeException e) {
      // One listener's odd answer must not stop the others.
      log.error("An answer of Spotify's could not be dealt with; please report this", e);
      failed(listener, endpoint);
    }
  }

  private void follow(Polled listener, EndpointClass endpoint, Finding found, Instant now) {
    if (found instanceof Finding.Saw saw) {
      meters.skipped(saw.skipped());
      listener.answered(endpoint);
      if (endpoint == EndpointClass.PLAYBACK) {
        keepStanding(listener, false);
      }
      listener.owed = new Owed(endpoint, PlayDetector.conclude(listener.known, saw.seen(), now), 0);
      offer(listener);
    } else if (found instanceof Finding.ConsentEnded) {
      leave.accept(listener);
      turns.done(listener);
    } else if (found instanceof Finding.TokenRefused && listener.renewsToken()) {
      again(listener, endpoint, now);
    } else if (found instanceof Finding.TokensClosed closed) {
      withoutToken(listener, endpoint, closed.until(), now);
    } else if (found instanceof Finding.Refused) {
      refused(listener, endpoint, now);
    } else if (!(found instanceof Finding.TokenRefused) && politeness.breakers().isOpen(endpoint)) {
      // The class is closed for all: that says nothing of this listener.
      Instant open = politeness.breakers().openUntil(endpoint);
      Instant from = open.isAfter(now) ? open : now;
      again(listener, endpoint, from.plus(pacing.between(Duration.ZERO, SPREAD)));
    } else {
      failed(listener, endpoint);
    }
  }

  /** Nobody gets a token before then: asking sooner, however seldom, would be in vain. */
  private void withoutToken(Polled listener, EndpointClass endpoint, Instant until, Instant now) {
    if (endpoint == EndpointClass.PLAYBACK) {
      become(listener, State.FAILING);
    }
    Instant from = until.isAfter(now) ? until : now;
    again(listener, endpoint, from.plus(pacing.between(Duration.ZERO, SPREAD)));
  }

  /** 403: the scope is missing, or the person is not on the app's list. */
  private void refused(Polled listener, EndpointClass endpoint, Instant now) {
    if (endpoint == EndpointClass.PLAYBACK && !listener.narrow) {
      listener.narrow = true;
      again(listener, endpoint, now);
      return;
    }
    if (endpoint == EndpointClass.PLAYBACK) {
      // Not the scope, then. Once they are let in again the whole player is to be asked.
      listener.narrow = false;
      become(listener, State.REFUSED);
      keepStanding(listener, true);
    }
    politeness.demand().wants(listener, endpoint, options.refusedFor());
    again(listener, endpoint, now.plus(pacing.jittered(options.refusedFor())));
  }

  /** Keeps whether Spotify refuses the listener; what could not be kept is with the next answer. */
  private void keepStanding(Polled listener, boolean refused) {
    if (listener.refusalKept == refused) {
      return;
    }
    listener.refusalKept = refused;
    long id = listener.id();
    var unused =
        Completable.defer(() -> refused ? standing.refused(id) : standing.admitted(id))
            .observeOn(scheduler)
            .subscribe(
                () -> {},
                e -> {
                  log.warn("Whether Spotify refuses a listener was not kept: {}", e.toString());
                  listener.refusalKept = !refused;
                },
                running);
  }

  private void failed(Polled listener, EndpointClass endpoint) {
    if (endpoint == EndpointClass.PLAYBACK) {
      become(listener, State.FAILING);
    }
    Duration wait = pacing.afterFailures(listener.failed(endpoint));
    politeness.demand().wants(listener, endpoint, wait);
    again(listener, endpoint, clock.instant().plus(wait));
  }

  private void again(Polled listener, EndpointClass endpoint, Instant at) {
    listener.due(endpoint, at);
    turns.done(listener);
  }

  /** Offers the ledger what a listener owes it; the listener's flight ends with its answer. */
  void offer(Polled listener) {
    Owed owed = listener.owed;
    if (owed == null) {
      throw new IllegalStateException("nothing is owed");
    }
    Outcome outcome = owed.outcome();
    if (outcome.drafts().isEmpty() && outcome.gaps().isEmpty()) {
      acknowledged(listener, owed);
      return;
    }
    var unused =
        Completable.defer(() -> handover.hand(listener, outcome))
            .observeOn(scheduler)
            .subscribe(
                () -> acknowledged(listener, owed), e -> notTaken(listener, owed, e), running);
  }

  private void acknowledged(Polled listener, Owed owed) {
    Outcome outcome = owed.outcome();
    meters.told(outcome.drafts().size());
    outcome.gaps().forEach(meters::gap);
    adopt(listener, owed);
  }

  private void notTaken(Polled listener, Owed owed, Throwable e) {
    int attempts = owed.attempts() + 1;
    if (listener.left) {
      turns.done(listener);
      return;
    }
    if (owed.attempts() == 0) {
      meters.owing(1);
    }
    if (!(e instanceof LedgerUnavailableException) && attempts >= OFFERS) {
      log.error("The ledger does not take sightings; they are left out. Please report this", e);
      meters.refused(owed.outcome().drafts().size());
      adopt(listener, new Owed(owed.from(), owed.outcome(), attempts));
      return;
    }
    listener.owed = new Owed(owed.from(), owed.outcome(), attempts);
    turns.owes(listener, clock.instant().plus(pacing.afterFailures(attempts)));
  }

  /** What was concluded is known from now on. */
  private void adopt(Polled listener, Owed owed) {
    if (owed.attempts() > 0 && !listener.left) {
      meters.owing(-1);
    }
    listener.owed = null;
    if (listener.left) {
      turns.done(listener);
      return;
    }
    Known before = listener.known;
    listener.known = owed.outcome().next();
    settle(listener, owed, before);
    saver.changed(listener);
    turns.done(listener);
  }

  /** When the next look is due, now that this one is known. */
  private void settle(Polled listener, Owed owed, Known before) {
    Instant now = clock.instant();
    double stretch = politeness.stretch().of(owed.from(), now);
    Outcome.Prospect prospect = owed.outcome().prospect();
    Pacing.Next next =
        owed.from() == EndpointClass.HISTORY
            ? pacing.nextHistory(prospect, stretch, now)
            : pacing.next(prospect, stretch, now);
    Instant wanted = listener.wantedPoll;
    listener.due(next);
    politeness.demand().wants(listener, owed.from(), next.usual());
    if (owed.from() == EndpointClass.PLAYBACK) {
      become(listener, prospect.playing() == null ? State.SILENT : State.PLAYING);
      teller.tell(listener, prospect, now);
      if (missed(before, stretch, now) || isLate(wanted, prospect, now)) {
        listener.historyBy(now.plus(pacing.between(CATCH_UP_FROM, CATCH_UP_TO)));
      }
    }
  }

  /** Whether somebody was playing and then not looked at for so long that plays went by. */
  private static boolean missed(Known before, double stretch, Instant now) {
    PlayUnderway play = before.play();
    Instant seen = before.seenAt();
    if (play == null || !play.goesOn() || seen == null) {
      return false;
    }
    return Duration.between(seen, now).toMillis() > MISSED.toMillis() * stretch;
  }

  /** Whether nobody could look for so long that a play may have come and gone. */
  private static boolean isLate(Instant wanted, Outcome.Prospect prospect, Instant now) {
    Duration most = prospect.playing() == null ? MISSED_IN_SILENCE : MISSED;
    return Duration.between(wanted, now).compareTo(most) > 0;
  }

  private void become(Polled listener, State state) {
    meters.gone(listener.state);
    meters.arrived(state);
    listener.state = state;
  }
}
