package dev.groundswell.standalone;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the simulated listeners bring their histories as people would: one after the other, each
 * waiting until theirs is in.
 *
 * <p>None whose history an earlier run has brought; what fails is tried again, later and later.
 */
final class SimulatedHistories {
  private static final Logger log = LoggerFactory.getLogger(SimulatedHistories.class);
  private static final int MOST_TRIES = 8;
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 30_000;
  private static final int REPORT_SECONDS = 30;

  private final Single<List<Integer>> order;
  private final Single<Long> known;
  private final Function<Integer, Completable> bring;
  private final ConnectedListeners brought;
  private final RandomGenerator random;

  /**
   * @param order their numbers, from 1, in the order in which they are to come
   * @param known how many listeners the server knew when this run began
   * @param bring brings the history of a listener, by number; completes when it is in
   */
  SimulatedHistories(
      Single<List<Integer>> order,
      Single<Long> known,
      Function<Integer, Completable> bring,
      ConnectedListeners brought,
      RandomGenerator random) {
    this.order = order;
    this.known = known;
    this.bring = bring;
    this.brought = brought;
    this.random = random;
  }

  /** Completes when each history is in or has failed for good; the next run goes on from there. */
  Completable bringAll() {
    return known
        .zipWith(order, (count, all) -> brought.missing(all, count))
        .flatMapCompletable(
            missing -> missing.isEmpty() ? Completable.complete() : bringThese(missing))
        .doOnDispose(brought::save);
  }

  private Completable bringThese(List<Integer> numbers) {
    Completable told =
        Flowable.interval(REPORT_SECONDS, TimeUnit.SECONDS)
            .onBackpressureDrop()
            .doOnNext(tick -> progress())
            .ignoreElements();
    return Flowable.fromIterable(numbers)
        .concatMapCompletable(this::bringOne)
        .doOnComplete(this::progress)
        .ambWith(told);
  }

  private Completable bringOne(int number) {
    return bring
        .apply(number)
        .retryWhen(
            errors ->
                errors
                    .zipWith(Flowable.range(0, MOST_TRIES), this::pauseMillis)
                    .concatMapSingle(pause -> Single.timer(pause, TimeUnit.MILLISECONDS)))
        .doOnComplete(() -> brought.add(number))
        .onErrorComplete(
            e -> {
              log.warn("The history of listener {} could not be brought: {}", number, e.toString());
              return true;
            });
  }

  /** Twice as long each time, up to half a minute, and never less than was asked for. */
  private long pauseMillis(Throwable error, int tries) {
    log.debug("Bringing a history failed: {}", error.toString());
    long pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(tries, 10));
    long asked =
        error instanceof SimulatedSignIn.RefusedException refused
            ? refused.retryAfter().toMillis()
            : 0;
    return Math.max(asked, pause / 2) + random.nextLong(pause / 2 + 1);
  }

  private void progress() {
    brought.save();
    log.info("History of {} of {} simulated listeners is in.", brought.count(), brought.total());
  }
}
