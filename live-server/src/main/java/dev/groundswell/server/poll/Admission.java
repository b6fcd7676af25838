package dev.groundswell.server.poll;

import dev.groundswell.server.spotify.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits calls of Spotify that are no turns of the poller's: sign-ins and renewals.
 *
 * <p>What Spotify has said of a class of endpoints is read before each call, so what one server was
 * told holds on all, and after a restart. Calls come from any thread.
 */
public final class Admission {
  private static final Logger log = LoggerFactory.getLogger(Admission.class);

  /** For so long others wait for the one call that goes ahead of them. */
  private static final Duration AFTER_PROBE = Duration.ofSeconds(2);

  private final PollStates states;
  private final Clock clock;
  private final Breakers breakers;
  private final MeterRegistry meters;

  public Admission(PollStates states, Clock clock, RandomGenerator random, MeterRegistry meters) {
    this.states = states;
    this.clock = clock;
    this.breakers = new Breakers(random);
    this.meters = meters;
  }

  /**
   * Makes a call unless its class of endpoints is closed.
   *
   * @return the answer; an error of {@link ClosedException} where the class is closed, also by this
   *     very call
   */
  public <T> Single<Answer<T>> ask(EndpointClass endpoint, Single<Answer<T>> call) {
    return states
        .breakers()
        .map(saved -> enter(endpoint, saved))
        .flatMap(
            probe ->
                call.doOnDispose(() -> notMade(endpoint, probe))
                    .doOnError(e -> notMade(endpoint, probe))
                    .flatMap(answer -> heed(endpoint, probe, answer)));
  }

  /** Until when a class is closed, empty where it may be called. */
  public Maybe<Instant> closedUntil(EndpointClass endpoint) {
    return states.breakers().flatMapMaybe(saved -> closed(endpoint, saved));
  }

  private synchronized Maybe<Instant> closed(EndpointClass endpoint, List<Breaker> saved) {
    breakers.restore(saved);
    Instant until = breakers.openUntil(endpoint);
    return breakers.isOpen(endpoint) && until.isAfter(clock.instant())
        ? Maybe.just(until)
        : Maybe.empty();
  }

  /** Whether this call goes ahead of all others. */
  private synchronized boolean enter(EndpointClass endpoint, List<Breaker> saved) {
    breakers.restore(saved);
    Instant now = clock.instant();
    if (!breakers.admits(endpoint, now)) {
      count(endpoint, "held_back");
      Instant until = breakers.openUntil(endpoint);
      throw new ClosedException(endpoint, until.isAfter(now) ? until : now.plus(AFTER_PROBE));
    }
    return breakers.begin(endpoint);
  }

  private synchronized void notMade(EndpointClass endpoint, boolean probe) {
    breakers.notMade(endpoint, probe);
  }

  private synchronized <T> Single<Answer<T>> heed(
      EndpointClass endpoint, boolean probe, Answer<T> answer) {
    Instant now = clock.instant();
    boolean wasOpen = breakers.isOpen(endpoint);
    if (answer instanceof Answer.RateLimited<T> limited) {
      count(endpoint, "rate_limited");
      return close(breakers.refused(endpoint, probe, limited, now));
    }
    if (isNone(answer)) {
      breakers.unanswered(endpoint, probe, now);
      count(endpoint, "failed");
    } else {
      breakers.answered(endpoint, probe);
      count(endpoint, "answered");
    }
    if (wasOpen && !breakers.isOpen(endpoint)) {
      log.info("Spotify answers {} again", endpoint.label());
    }
    return Single.just(answer);
  }

  /** Nobody is told before it is kept, if it can be: a restart right after must know it. */
  private <T> Single<Answer<T>> close(Breaker breaker) {
    log.warn(
        "Spotify refuses ({}): nothing of {} is asked of it before {}",
        breaker.reason(),
        breaker.endpoint().label(),
        LogTime.of(breaker.openUntil(), clock.instant(), ZoneId.systemDefault()));
    Completable kept =
        states
            .keep(breaker)
            .retry(1)
            .doOnError(e -> log.warn("A breaker was not saved: {}", e.toString()))
            .onErrorComplete();
    return kept.andThen(
        Single.error(() -> new ClosedException(breaker.endpoint(), breaker.openUntil())));
  }

  private static boolean isNone(Answer<?> answer) {
    return answer instanceof Answer.ServerError
        || answer instanceof Answer.TimedOut
        || answer instanceof Answer.Unreachable
        || answer instanceof Answer.Malformed;
  }

  private void count(EndpointClass endpoint, String outcome) {
    meters
        .counter("groundswell.admissions", "endpoint", endpoint.label(), "outcome", outcome)
        .increment();
  }
}
