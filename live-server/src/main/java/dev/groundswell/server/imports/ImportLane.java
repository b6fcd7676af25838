package dev.groundswell.server.imports;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.subjects.PublishSubject;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lane by which histories reach the ledger: one batch at a time, a batch of each listener in
 * turn.
 *
 * <p>After each batch it rests for many times as long as the batch took. So a ledger that slows
 * down slows the lane down, and live plays have most of the time to themselves whatever the
 * machine. What fails is tried again from its place, later and later.
 */
final class ImportLane {
  private static final Logger LOG = LoggerFactory.getLogger(ImportLane.class);
  private static final long FIRST_WAIT_MS = 500;
  private static final long LONGEST_WAIT_MS = 60_000;
  private static final long REPORT_NANOS = Duration.ofSeconds(30).toNanos();

  private final ImportStore store;
  private final ImportWriter writer;
  private final ImportOptions options;
  private final ImportMetrics metrics;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final String holder;
  private final AtomicBoolean woken = new AtomicBoolean();
  private final PublishSubject<Boolean> arrivals = PublishSubject.create();
  private Disposable running = Disposable.disposed();
  private long reportedAt = System.nanoTime() - REPORT_NANOS;
  private long unreported;
  private int failures;

  /**
   * @param holder this server, among several
   */
  ImportLane(
      ImportStore store,
      ImportWriter writer,
      ImportOptions options,
      ImportMetrics metrics,
      Scheduler scheduler,
      RandomGenerator random,
      String holder) {
    this.store = store;
    this.writer = writer;
    this.options = options;
    this.metrics = metrics;
    this.scheduler = scheduler;
    this.random = random;
    this.holder = holder;
  }

  void start() {
    running =
        store
            .sweepUploads()
            .onErrorComplete()
            .andThen(Completable.defer(this::step).subscribeOn(scheduler).repeat())
            .subscribe();
  }

  Completable stop() {
    running.dispose();
    return store.letGo(holder);
  }

  /** Something has arrived: looks at once. */
  void wake() {
    woken.set(true);
    arrivals.onNext(true);
  }

  /** One batch and the rest after it, or a while of waiting. */
  private Completable step() {
    long began = System.nanoTime();
    return store
        .take(holder, options.lease())
        .flatMapSingle(writer::write)
        .doOnEvent((rows, failure) -> failures = failure == null ? 0 : failures + 1)
        .map(rows -> rest(rows, Duration.ofNanos(System.nanoTime() - began)))
        .map(this::pauseFor)
        .defaultIfEmpty(idle())
        .onErrorReturn(this::later)
        .flatMapCompletable(pause -> report().andThen(pause));
  }

  private Duration rest(int rows, Duration took) {
    unreported += rows;
    metrics.batch(took);
    return options.restAfter(rows, took);
  }

  private Completable pauseFor(Duration pause) {
    return Completable.timer(pause.toMillis(), TimeUnit.MILLISECONDS, scheduler);
  }

  private Completable idle() {
    return Completable.defer(
        () ->
            woken.getAndSet(false)
                ? Completable.complete()
                : pauseFor(options.idle()).ambWith(arrivals.firstElement().ignoreElement()));
  }

  /** Twice as long each time, up to a minute, and never when others do. */
  private Completable later(Throwable failure) {
    metrics.retry();
    long most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << Math.min(failures, 10));
    long wait = most / 2 + random.nextLong(most / 2 + 1);
    LOG.warn("An import goes on from its place in {} ms: {}", wait, failure.toString());
    return pauseFor(Duration.ofMillis(wait));
  }

  /** A line now and then while there is something to tell. */
  private Completable report() {
    if (unreported == 0 || System.nanoTime() - reportedAt < REPORT_NANOS) {
      return Completable.complete();
    }
    long rows = unreported;
    unreported = 0;
    reportedAt = System.nanoTime();
    return store
        .waiting()
        .doOnSuccess(
            imports -> {
              metrics.waiting(imports);
              LOG.info(
                  "{} rows of imports; {} not finished.",
                  String.format(Locale.ROOT, "+%,d", rows),
                  imports == 1 ? "1 import is" : imports + " imports are");
            })
        .ignoreElement()
        .onErrorComplete();
  }
}
