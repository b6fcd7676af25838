package dev.groundswell.server.poll;

import dev.groundswell.server.spotify.Answer.RateLimited;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import java.time.Instant;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Heeds what the end of a call says of its whole class of endpoints. */
final class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  private final PollStates states;
  private final Politeness politeness;
  private final Pacing pacing;
  private final Scheduler scheduler;
  private final PollMeters meters;
  private final CompositeDisposable running;

  Refusals(
      PollStates states,
      Politeness politeness,
      Pacing pacing,
      Scheduler scheduler,
      PollMeters meters,
      CompositeDisposable running) {
    this.states = states;
    this.politeness = politeness;
    this.pacing = pacing;
    this.scheduler = scheduler;
    this.meters = meters;
    this.running = running;
  }

  void heed(EndpointClass endpoint, boolean probe, Finding found, Instant now) {
    Breakers breakers = politeness.breakers();
    boolean wasOpen = breakers.isOpen(endpoint);
    if (!found.wasAsked()) {
      breakers.notMade(endpoint, probe);
      politeness.day().unmade(endpoint, now);
    } else if (found instanceof Finding.Limited limited) {
      keep(
          breakers.refused(
              endpoint, probe, new RateLimited<>(limited.retryAfter(), limited.reason()), now));
    } else if (found instanceof Finding.Failed) {
      breakers.unanswered(endpoint, probe, now);
    } else {
      breakers.answered(endpoint, probe);
    }
    boolean isOpen = breakers.isOpen(endpoint);
    if (isOpen && (!wasOpen || probe)) {
      log.warn(
          "Spotify {}: nothing of {} is asked of it before {}",
          found instanceof Finding.Limited ? "refuses" : "does not answer (" + found.label() + ")",
          endpoint.label(),
          LogTime.of(breakers.openUntil(endpoint), now, ZoneId.systemDefault()));
    } else if (wasOpen && !isOpen) {
      log.info("Spotify answers {} again", endpoint.label());
    }
    meters.breaker(endpoint, isOpen);
  }

  private void keep(Breaker breaker) {
    var unused =
        states
            .keep(breaker)
            .retryWhen(errors -> pacing.slowly(errors, scheduler))
            .subscribe(
                () -> {}, e -> log.warn("A breaker was not saved: {}", e.toString()), running);
  }
}
