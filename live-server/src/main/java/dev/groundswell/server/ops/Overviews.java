package dev.groundswell.server.ops;

import dev.groundswell.server.account.Consents;
import dev.groundswell.server.audit.AuditView;
import dev.groundswell.server.poll.Breaker;
import dev.groundswell.server.poll.PollView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks every stage how it stands, each for itself: who does not answer in time is left out. */
public final class Overviews {
  private static final long LIMIT_MS = 2_000;

  /**
   * Whom to ask; each is asked whenever it is subscribed to.
   *
   * @param gaps how many were found in the last 24 hours, by reason
   * @param breakers all that are kept, also those whose time is over
   */
  public record Sources(
      Single<PollView> polling,
      Single<Map<String, Long>> gaps,
      Single<Consents.Counts> consents,
      Single<List<Breaker>> breakers,
      Single<AuditView> audit) {}

  private final boolean simulated;
  private final HealthChecks health;
  private final Sources sources;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Scheduler scheduler;

  public Overviews(
      boolean simulated,
      HealthChecks health,
      Sources sources,
      MeterRegistry meters,
      Clock clock,
      Scheduler scheduler) {
    this.simulated = simulated;
    this.health = health;
    this.sources = sources;
    this.meters = meters;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /** How everything stands now; takes little more than 2 s at most, and never fails. */
  Single<Overview> now() {
    return Single.zip(
        health.ask(),
        orNothing(sources.polling()),
        orNothing(sources.gaps()),
        orNothing(sources.consents()),
        orNothing(sources.breakers()),
        orNothing(sources.audit()),
        (healthNow, pollingNow, gapsNow, consentsNow, breakersNow, auditNow) ->
            new Overview(
                clock.instant(),
                simulated,
                healthNow,
                pollingNow.orElse(null),
                gapsNow.orElse(null),
                consentsNow.orElse(null),
                breakersNow.map(this::closed).orElse(null),
                auditNow.orElse(null),
                relayLag()));
  }

  private List<Breaker> closed(List<Breaker> breakers) {
    return breakers.stream()
        .filter(breaker -> !breaker.endpoint().isPolled())
        .filter(breaker -> breaker.openUntil().isAfter(clock.instant()))
        .toList();
  }

  private <T> Single<Optional<T>> orNothing(Single<T> asked) {
    return asked
        .map(Optional::of)
        .timeout(LIMIT_MS, TimeUnit.MILLISECONDS, scheduler)
        .onErrorReturnItem(Optional.empty());
  }

  private @Nullable Long relayLag() {
    Gauge lag = meters.find("groundswell.relay.lag").gauge();
    return lag == null ? null : (long) lag.value();
  }
}
