package dev.groundswell.server.audit;

import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import dev.groundswell.server.audit.AuditView.BoardLine;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.vertx.rxjava3.redis.client.RedisAPI;
import io.vertx.rxjava3.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit of this server: in its turn it judges boards, and in any case it has the jobs of this
 * process built anew when that is requested.
 */
public final class Audit {
  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  private final Auditor auditor;
  private final AuditLease lease;
  private final AuditOptions options;
  private final RandomGenerator chance;
  private final Scheduler scheduler;
  private final Map<Topic, BoardLine> lines = Auditor.noLines();
  private final @Nullable RebuildDuty rebuilding;
  private final CompositeDisposable running = new CompositeDisposable();
  private volatile boolean here;

  /**
   * @param minimum the jobs' minimum of listeners
   * @param server a name that no other server has
   * @param jobs null where they run elsewhere
   */
  public Audit(
      Pool pool,
      RedisAPI redis,
      long minimum,
      String server,
      @Nullable JobsRun jobs,
      AuditOptions options,
      Clock clock,
      RandomGenerator chance,
      Scheduler scheduler,
      MeterRegistry registry) {
    this.options = options;
    this.chance = chance;
    this.scheduler = scheduler;
    ShownBoards boards = new ShownBoards(redis, RedisKeys.LIVE);
    LedgerCount ledger = new LedgerCount(pool, options.countLimit(), minimum);
    RebuildRequests rebuilds = new RebuildRequests(pool);
    lease = new AuditLease(pool, server, options.lease());
    auditor =
        new Auditor(
            Topic.ranked(),
            new Look(boards, ledger, options, minimum, clock, scheduler),
            boards,
            rebuilds,
            options,
            new AuditMeters(registry, this::view),
            clock,
            scheduler,
            lines);
    rebuilding = jobs == null ? null : new RebuildDuty(rebuilds, jobs, scheduler);
  }

  /** How it stands. */
  public AuditView view() {
    synchronized (lines) {
      return new AuditView(here, List.copyOf(lines.values()));
    }
  }

  public void start() {
    if (rebuilding != null) {
      running.add(rebuilding.start());
    }
    running.add(
        rest(options.rest())
            .andThen(Completable.defer(this::step).repeat())
            .subscribe(() -> {}, error -> log.error("Boards are no longer audited", error)));
  }

  public Completable stop() {
    running.dispose();
    return lease.release().onErrorComplete();
  }

  private Completable step() {
    return lease
        .take()
        .doOnSuccess(taken -> here = taken)
        .flatMap(taken -> taken ? auditor.next() : Single.just(options.lease()))
        .onErrorReturnItem(options.lease())
        .flatMapCompletable(this::rest);
  }

  /** Never all servers at once. */
  private Completable rest(Duration duration) {
    long millis = duration.toMillis();
    return Completable.timer(
        millis + chance.nextLong(millis / 4 + 1), TimeUnit.MILLISECONDS, scheduler);
  }
}
