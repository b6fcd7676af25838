package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daily partitions of {@code change}: there before a day begins, gone after {@link #KEPT}.
 *
 * <p>A partition is made apart and then attached, which keeps no writer waiting. A dropped one is
 * given up on when a lock is not had soon, and tried again an hour later.
 */
public final class ChangePartitions {
  /** How long changes are kept: what is older has left the longest window. */
  public static final Duration KEPT = Duration.ofDays(8);

  private static final Logger LOG = LoggerFactory.getLogger(ChangePartitions.class);
  private static final int DAYS_AHEAD = 2;
  private static final Duration EVERY = Duration.ofHours(1);
  private static final String PREFIX = "change_";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

  private final Scheduler scheduler;
  private final Pool pool;
  private final Clock clock;
  private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();
  private Disposable hourly = Disposable.disposed();

  public ChangePartitions(Vertx vertx, Pool pool, Clock clock) {
    this.scheduler = RxHelper.scheduler(vertx);
    this.pool = pool;
    this.clock = clock;
  }

  /** Completes when changes can be written; then looks again every hour until {@link #stop}. */
  public Completable start() {
    return tend()
        .doOnComplete(
            () ->
                hourly =
                    Flowable.interval(EVERY.toMillis(), TimeUnit.MILLISECONDS, scheduler)
                        .onBackpressureDrop()
                        .concatMapCompletable(hour -> tendOrComplain())
                        .subscribe());
  }

  public void stop() {
    hourly.dispose();
  }

  private Completable tendOrComplain() {
    return tend()
        .doOnError(
            failed ->
                LOG.warn(
                    "Partitions of change could not be tended, trying again in an hour", failed))
        .onErrorComplete();
  }

  /** Completes when a change of this day can be written: nearly always at once. */
  Completable ready(LocalDate day) {
    return known.contains(day) ? Completable.complete() : create(day);
  }

  private Completable tend() {
    LocalDate today = LocalDate.now(clock);
    return create(today).andThen(dropBefore(today.minusDays(KEPT.toDays())));
  }

  private Completable create(LocalDate first) {
    return Flowable.range(0, DAYS_AHEAD + 1)
        .concatMapCompletable(ahead -> createOne(first.plusDays(ahead)));
  }

  private Completable createOne(LocalDate day) {
    String name = PREFIX + DAY.format(day);
    String sql =
        """
        do $$ begin
          perform pg_advisory_xact_lock(hashtext('change partitions'));
          if to_regclass('%1$s') is null then
            create table %1$s (like change including all);
            alter table change attach partition %1$s for values from ('%2$s') to ('%3$s');
          end if;
        end $$
        """
            .formatted(name, day, day.plusDays(1));
    return pool.query(sql).rxExecute().ignoreElement().doOnComplete(() -> known.add(day));
  }

  private Completable dropBefore(LocalDate oldest) {
    return partitions()
        .flatMapCompletable(
            name ->
                LocalDate.parse(name.substring(PREFIX.length()), DAY).isBefore(oldest)
                    ? drop(name)
                    : Completable.complete());
  }

  private Flowable<String> partitions() {
    return pool.query(
            """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'change'::regclass order by c.relname
            """)
        .rxExecute()
        .flatMapPublisher(
            rows -> {
              List<String> names = new ArrayList<>();
              for (Row row : rows) {
                names.add(row.getString(0));
              }
              return Flowable.fromIterable(names);
            });
  }

  private Completable drop(String name) {
    return pool.rxWithTransaction(
            connection ->
                run(connection, "set local lock_timeout = '2s'")
                    .andThen(run(connection, "drop table " + name))
                    .toMaybe())
        .ignoreElement()
        .doOnComplete(() -> LOG.info("Dropped {}: its changes are older than {}", name, KEPT));
  }

  private static Completable run(SqlConnection connection, String sql) {
    return connection.query(sql).rxExecute().ignoreElement();
  }
}
