package dev.groundswell.standalone;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
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
  private static final int REPORT_SECONDS = 30;

  private final Single<List<Integer>> order;
  private final Single<Long> known;
  private final Function<Integer, Completable> bring;
  private final ConnectedListeners brought;
  private final Tries tries;

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
    tries = new Tries(8, Duration.ofMillis(500), Duration.ofSeconds(30), random);
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
    return tries
        .of(bring.apply(number))
        .doOnComplete(() -> brought.add(number))
        .onErrorComplete(
            e -> {
              log.warn("The history of listener {} could not be brought: {}", number, e.toString());
              return true;
            });
  }

  private void progress() {
    brought.save();
    log.info("History of {} of {} simulated listeners is in.", brought.count(), brought.total());
  }
}
