package dev.groundswell.server.audit;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the jobs of this process built anew when that is requested, by whichever server. */
final class RebuildDuty {
  private static final Logger log = LoggerFactory.getLogger(RebuildDuty.class);
  private static final long LOOK_MILLIS = 5_000;

  private final RebuildRequests requests;
  private final JobsRun jobs;
  private final Scheduler scheduler;
  private long done = -1;

  RebuildDuty(RebuildRequests requests, JobsRun jobs, Scheduler scheduler) {
    this.requests = requests;
    this.jobs = jobs;
    this.scheduler = scheduler;
  }

  /** Looks every few seconds until disposed of; what was requested before the first look is old. */
  Disposable start() {
    return Flowable.interval(0, LOOK_MILLIS, TimeUnit.MILLISECONDS, scheduler)
        .onBackpressureDrop()
        .concatMapCompletable(tick -> look().onErrorComplete(), 1)
        .subscribe(() -> {}, error -> log.error("Nobody looks for requests to rebuild", error));
  }

  private Completable look() {
    return requests
        .newest()
        .flatMapCompletable(
            newest -> {
              if (done < 0 || newest <= done) {
                done = newest;
                return Completable.complete();
              }
              log.warn("All boards are built anew from the ledger, as the auditor has requested");
              return jobs.rebuild()
                  .doOnComplete(() -> done = newest)
                  .doOnError(
                      error -> log.warn("The jobs could not be built anew: {}", error.toString()));
            });
  }
}
