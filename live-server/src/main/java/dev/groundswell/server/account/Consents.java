package dev.groundswell.server.account;

import static dev.groundswell.server.account.AccountStore.utc;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many consents there are, how many end soon, and how many have ended; names nobody. */
public final class Consents {
  private static final Logger log = LoggerFactory.getLogger(Consents.class);

  /** As {@link Account#endOfConsent}: half a year by the calendar of UTC. */
  private static final String COUNT =
      """
      select count(*) filter (where state = 'active'),
             count(*) filter (where state = 'active' and ends <= $1::timestamptz + interval '30 days'),
             count(*) filter (where state = 'active' and ends <= $1::timestamptz + interval '7 days'),
             count(*) filter (where state = 'active' and ends <= $1::timestamptz + interval '1 day'),
             count(*) filter (where state = 'expired'),
             count(*) filter (where state = 'refused')
        from (select state,
                     (consented_at at time zone 'UTC' + interval '6 months') at time zone 'UTC'
                       as ends
                from account) a""";

  /**
   * Counts of accounts.
   *
   * @param ending by label of the warning: active ones whose consent ends within the time of a
   *     warning; who is in a shorter one is in the longer ones too
   * @param expired whose listeners have to sign in again
   * @param refused whose listeners the provider does not let this app have
   */
  public record Counts(long active, Map<String, Long> ending, long expired, long refused) {
    static final Counts NONE = new Counts(0, Map.of(), 0, 0);

    public Counts {
      ending = Map.copyOf(ending);
    }

    public long ending(ConsentWarning within) {
      return ending.getOrDefault(within.label(), 0L);
    }
  }

  private final Pool pool;
  private final Clock clock;
  private final Scheduler scheduler;
  private volatile Counts latest = Counts.NONE;

  Consents(Pool pool, Clock clock, Scheduler scheduler, MeterRegistry meters) {
    this.pool = pool;
    this.clock = clock;
    this.scheduler = scheduler;
    for (ConsentWarning warning : ConsentWarning.values()) {
      Gauge.builder("groundswell.consents.ending", this, it -> it.latest.ending(warning))
          .description("Consents that end within this time unless they are given anew")
          .tag("within", warning.label())
          .register(meters);
    }
    accounts(meters, "active", Counts::active);
    accounts(meters, "expired", Counts::expired);
    accounts(meters, "refused", Counts::refused);
  }

  private void accounts(MeterRegistry meters, String state, ToLongFunction<Counts> count) {
    Gauge.builder("groundswell.accounts", this, it -> count.applyAsLong(it.latest))
        .description("Connected accounts, by how things stand with the provider")
        .tag("state", state)
        .register(meters);
  }

  /** Counts now and then every minute, until disposed of. */
  Disposable start() {
    return Flowable.interval(0, 1, TimeUnit.MINUTES, scheduler)
        .onBackpressureDrop()
        .concatMapSingle(
            minute ->
                count()
                    .doOnError(e -> log.debug("Consents were not counted: {}", e.toString()))
                    .onErrorReturn(e -> latest))
        .subscribe(counts -> latest = counts);
  }

  /** The counts as they are now. */
  public Single<Counts> count() {
    return pool.preparedQuery(COUNT)
        .rxExecute(Tuple.of(utc(clock.instant())))
        .map(rows -> counts(rows.iterator().next()));
  }

  private static Counts counts(Row row) {
    return new Counts(
        row.getLong(0),
        Map.of(
            ConsentWarning.MONTH.label(), row.getLong(1),
            ConsentWarning.WEEK.label(), row.getLong(2),
            ConsentWarning.DAY.label(), row.getLong(3)),
        row.getLong(4),
        row.getLong(5));
  }
}
