package dev.groundswell.server.account;

import static dev.groundswell.server.account.AccountStore.utc;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes sessions that are over and sign-ins that never came back, once an hour. */
public final class Sweeper {
  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

  private final Pool pool;
  private final Clock clock;
  private final Scheduler scheduler;

  public Sweeper(Vertx vertx, Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
    this.scheduler = RxHelper.scheduler(vertx);
  }

  /** Sweeps now and then every hour, until disposed of. */
  public Disposable start() {
    return Flowable.interval(0, 1, TimeUnit.HOURS, scheduler)
        .onBackpressureDrop()
        .concatMapCompletable(hour -> sweep().onErrorComplete(Sweeper::isToBeTriedAgain))
        .subscribe();
  }

  Completable sweep() {
    OffsetDateTime now = utc(clock.instant());
    return pool.preparedQuery("delete from session where expires_at <= $1")
        .rxExecute(Tuple.of(now))
        .ignoreElement()
        .andThen(
            pool.preparedQuery("delete from sign_in where expires_at <= $1")
                .rxExecute(Tuple.of(now))
                .ignoreElement());
  }

  private static boolean isToBeTriedAgain(Throwable error) {
    log.warn("Ended sessions could not be swept; the next hour tries again", error);
    return true;
  }
}
