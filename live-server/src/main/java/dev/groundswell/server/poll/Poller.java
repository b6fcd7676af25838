package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.LedgerUnavailableException;
import dev.groundswell.server.ledger.PlayLedger;
import dev.groundswell.server.poll.Polled.Owed;
import dev.groundswell.server.poll.Polled.State;
import dev.groundswell.server.spotify.SpotifyApi;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls everyone on the roster, each when something is to be expected of their player.
 *
 * <p>All state is confined to one scheduler, and nothing there waits. {@link Turns} says whose turn
 * it is; a turn is one call of Spotify, what the detector concludes from it, and the ledger's
 * acknowledgement of that. Only then is the conclusion known, and only what is known is saved: a
 * crash in between repeats a poll and loses nothing.
 */
public final class Poller {
  private static final Logger log = LoggerFactory.getLogger(Poller.class);

  /**
   * How often sightings are offered that the ledger refuses for another reason than its absence.
   */
  private static final int OFFERS = 5;

  /** Over this time those are spread who were due while the server was away, or a class closed. */
  private static final Duration SPREAD = Duration.ofSeconds(30);

  private static final Duration HISTORY_SPREAD = Duration.ofMinutes(5);

  /** Everything the poller asks or tells. */
  public record Ports(
      Roster roster,
      AccessTokens tokens,
      SpotifyApi spotify,
      PlayLedger ledger,
      PollStates states,
      Recordings recordings,
      NowPlayings now) {}

  private final Ports ports;
  private final PollOptions options;
  private final Scheduler scheduler;
  private final Scheduler.Worker worker;
  private final Clock clock;
  private final Looks looks;
  private final Pacing pacing;
  private final Breakers breakers;
  private final PollMeters meters;
  private final StateSaver saver;
  private final Arrivals arrivals;
  private final Turns turns;
  private final NowTeller teller;
  private final Handover handover;
  private final Map<Long, Polled> listeners = new HashMap<>();
  private final CompositeDisposable running = new CompositeDisposable();

  /**
   * A poller that is not yet started.
   *
   * @param scheduler of one thread, such as that of an event-loop context
   */
  public Poller(
      Ports ports,
      PollOptions options,
      Scheduler scheduler,
      Clock clock,
      RandomGenerator random,
      MeterRegistry registry) {
    this.ports = ports;
    this.options = options;
    this.scheduler = scheduler;
    this.worker = scheduler.createWorker();
    this.clock = clock;
    this.looks = new Looks(ports.spotify());
    this.pacing = new Pacing(options, random);
    this.breakers = new Breakers(random);
    this.meters = new PollMeters(registry);
    this.saver = new StateSaver(ports.states(), scheduler, worker, options.saveEvery(), pacing);
    this.arrivals = new Arrivals(ports.states(), scheduler, worker, pacing, this::admit);
    this.turns = new Turns(options, clock, worker, breakers, meters, this::look, this::offer);
    this.handover = new Handover(ports.ledger(), ports.states(), clock);
    this.teller = new NowTeller(ports.recordings(), ports.now(), running);
  }

  /** Begins to poll; completes once the breakers of the last run are known. */
  public Completable start() {
    return ports
        .states()
        .breakers()
        .retryWhen(this::slowly)
        .observeOn(scheduler)
        .doOnSuccess(this::begin)
        .ignoreElement();
  }

  private void begin(List<Breaker> saved) {
    breakers.restore(saved);
    saved.forEach(breaker -> meters.breaker(breaker.endpoint(), true));
    running.add(
        ports
            .roster()
            .events()
            .doOnError(e -> log.warn("The roster broke off, listening again: {}", e.toString()))
            .retryWhen(this::slowly)
            .observeOn(scheduler, false, 1024)
            .subscribe(this::changed, e -> log.error("The roster is lost", e)));
  }

  private Flowable<Long> slowly(Flowable<Throwable> errors) {
    return errors
        .scan(0, (count, e) -> count + 1)
        .skip(1)
        .flatMap(
            count ->
                Flowable.timer(
                    pacing.afterFailures(count).toMillis(), TimeUnit.MILLISECONDS, scheduler));
  }

  /** Stops polling at once; completes once everything known has been saved. */
  public Completable stop() {
    return Completable.fromAction(
            () -> {
              running.dispose();
              worker.dispose();
            })
        .subscribeOn(scheduler)
        .andThen(saver.saveRest());
  }

  // Coming and going ---------------------------------------------------------------------------

  private void changed(Roster.Event event) {
    if (event instanceof Roster.Joined joined) {
      Polled listener = listeners.get(joined.listenerId());
      if (listener == null) {
        arrivals.joined(joined);
      } else {
        rejoined(listener, joined);
      }
    } else {
      arrivals.left(event.listenerId());
      Polled listener = listeners.get(event.listenerId());
      if (listener != null) {
        leave(listener, "roster");
      }
    }
  }

  private void admit(Roster.Joined joined, @Nullable PollState state) {
    Instant now = clock.instant();
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
    listeners.put(listener.id(), listener);
    meters.arrived(listener.state);
    turns.await(listener);
  }

  /** Someone signed in again, or changed what they share. */
  private void rejoined(Polled listener, Roster.Joined joined) {
    listener.key = joined.key();
    listener.trends = joined.trends();
    listener.refusedToken = null;
    listener.narrow = false;
    if (listener.state == State.FAILING && !listener.busy) {
      listener.failures = 0;
      listener.nextPoll = clock.instant();
      turns.await(listener);
    }
  }

  private void leave(Polled listener, String why) {
    listener.left = true;
    listeners.remove(listener.id());
    turns.forget(listener);
    meters.gone(listener.state);
    meters.left(why);
    if (listener.owed != null && listener.owed.attempts() > 0) {
      meters.owing(-1);
    }
    teller.silence(listener, clock.instant());
  }

  // One turn -----------------------------------------------------------------------------------

  private void look(Polled listener, EndpointClass endpoint, boolean probe) {
    Single<Finding> finding =
        Single.defer(() -> token(listener))
            .flatMap(
                token ->
                    endpoint == EndpointClass.PLAYBACK
                        ? looks.player(token, listener.narrow)
                        : looks.history(token));
    var unused =
        finding
            .observeOn(scheduler)
            .subscribe(
                found -> act(listener, endpoint, probe, found),
                e -> act(listener, endpoint, probe, broken(e)),
                running);
  }

  private Single<String> token(Polled listener) {
    String refused = listener.refusedToken;
    Single<String> token =
        refused == null
            ? ports.tokens().current(listener.id())
            : ports.tokens().afterRefusal(listener.id(), refused);
    return token.observeOn(scheduler).doOnSuccess(listener::holds);
  }

  private static Finding broken(Throwable e) {
    return e instanceof ConsentEndedException
        ? new Finding.ConsentEnded()
        : new Finding.Failed("no_token", e.toString());
  }

  private void act(Polled listener, EndpointClass endpoint, boolean probe, Finding found) {
    meters.ended(endpoint, found.label());
    if (found instanceof Finding.Limited limited) {
      Breaker breaker = breakers.refused(endpoint, probe, limited, clock.instant());
      closed(breaker);
    } else {
      breakers.ended(endpoint, probe, found.isAnswer());
    }
    meters.breaker(endpoint, breakers.isOpen(endpoint));
    if (listener.left) {
      turns.done(listener);
      return;
    }
    try {
      follow(listener, endpoint, found);
    } catch (RuntimeException e) {
      // One listener's odd answer must not stop the others.
      log.error("An answer of Spotify's could not be dealt with; please report this", e);
      failed(listener, endpoint);
    }
  }

  private void follow(Polled listener, EndpointClass endpoint, Finding found) {
    Instant now = clock.instant();
    if (found instanceof Finding.Saw saw) {
      meters.skipped(saw.skipped());
      listener.answered(endpoint);
      Outcome outcome = PlayDetector.conclude(listener.known, saw.seen(), now);
      listener.owed = new Owed(endpoint, outcome, 0);
      offer(listener);
    } else if (found instanceof Finding.ConsentEnded) {
      leave(listener, "consent_ended");
      turns.done(listener);
    } else if (found instanceof Finding.TokenRefused && listener.renewsToken()) {
      again(listener, endpoint, now);
    } else if (found instanceof Finding.Refused
        && endpoint == EndpointClass.PLAYBACK
        && !listener.narrow) {
      listener.narrow = true;
      again(listener, endpoint, now);
    } else if (found instanceof Finding.Refused refused) {
      log.debug("Spotify refuses a listener: {}", refused.message());
      become(listener, State.FAILING);
      again(listener, endpoint, now.plus(pacing.jittered(options.refusedFor())));
    } else if (found instanceof Finding.Limited) {
      Instant open = breakers.openUntil(endpoint);
      again(listener, endpoint, open.plus(pacing.between(Duration.ZERO, SPREAD)));
    } else {
      failed(listener, endpoint);
    }
  }

  private void failed(Polled listener, EndpointClass endpoint) {
    if (endpoint == EndpointClass.PLAYBACK) {
      become(listener, State.FAILING);
    }
    Duration wait = pacing.afterFailures(listener.failed(endpoint));
    again(listener, endpoint, clock.instant().plus(wait));
  }

  private void again(Polled listener, EndpointClass endpoint, Instant at) {
    listener.due(endpoint, at);
    turns.done(listener);
  }

  private void closed(Breaker breaker) {
    log.warn(
        "Spotify refuses {} until {} ({}); nothing of it is called before",
        breaker.endpoint().label(),
        breaker.openUntil(),
        breaker.reason());
    running.add(
        ports
            .states()
            .keep(breaker)
            .retryWhen(this::slowly)
            .subscribe(() -> {}, e -> log.warn("A breaker was not saved: {}", e.toString())));
  }

  // Acknowledgement ----------------------------------------------------------------------------

  /** Offers the ledger what a listener owes it; the listener's flight ends with its answer. */
  private void offer(Polled listener) {
    Owed owed = listener.owed;
    if (owed == null) {
      throw new IllegalStateException("nothing is owed");
    }
    Outcome outcome = owed.outcome();
    if (outcome.drafts().isEmpty() && outcome.gap() == null) {
      acknowledged(listener, owed);
      return;
    }
    var unused =
        Completable.defer(() -> handover.hand(listener, outcome))
            .observeOn(scheduler)
            .subscribe(
                () -> acknowledged(listener, owed), e -> refused(listener, owed, e), running);
  }

  private void acknowledged(Polled listener, Owed owed) {
    Outcome outcome = owed.outcome();
    meters.told(outcome.drafts().size());
    if (outcome.gap() != null) {
      meters.gap();
    }
    adopt(listener, owed);
  }

  private void refused(Polled listener, Owed owed, Throwable e) {
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
    Instant now = clock.instant();
    listener.known = owed.outcome().next();
    if (owed.from() == EndpointClass.HISTORY) {
      listener.nextHistory = pacing.nextHistory(owed.outcome().prospect(), now);
    } else {
      Outcome.Prospect prospect = owed.outcome().prospect();
      become(listener, prospect.playing() == null ? State.SILENT : State.PLAYING);
      listener.nextPoll = pacing.next(prospect, now);
      teller.tell(listener, prospect, now);
    }
    saver.changed(listener);
    turns.done(listener);
  }

  private void become(Polled listener, State state) {
    meters.gone(listener.state);
    meters.arrived(state);
    listener.state = state;
  }
}
