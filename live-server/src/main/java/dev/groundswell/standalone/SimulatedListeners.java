package dev.groundswell.standalone;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects the simulated listeners as people would: each signs in and agrees to join the trends,
 * and when all have, they bring their histories.
 *
 * <p>A few at a time, and none whom an earlier run has connected; what fails is tried again, later
 * and later.
 */
final class SimulatedListeners {
  private static final Logger log = LoggerFactory.getLogger(SimulatedListeners.class);
  private static final int AT_ONCE = 16;
  private static final int REPORT_SECONDS = 5;

  private final Single<List<Integer>> order;
  private final Function<Integer, Completable> signIn;
  private final ConnectedListeners connected;
  private final Single<Long> known;
  private final Completable afterwards;
  private final Tries tries;

  /**
   * @param order their numbers, from 1, in the order in which they are to come
   * @param signIn signs a listener in, by number from 1
   * @param known how many listeners the server knew when this run began
   * @param afterwards what follows when each has been connected
   */
  SimulatedListeners(
      Single<List<Integer>> order,
      Function<Integer, Completable> signIn,
      ConnectedListeners connected,
      Single<Long> known,
      Completable afterwards,
      RandomGenerator random) {
    this.order = order;
    this.signIn = signIn;
    this.connected = connected;
    this.known = known;
    this.afterwards = afterwards;
    tries = new Tries(12, Duration.ofMillis(250), Duration.ofSeconds(20), random);
  }

  /** Begins; closing the result ends it, and the next run goes on from there. */
  AutoCloseable connect() {
    CompositeDisposable all = new CompositeDisposable();
    Completable told =
        Flowable.interval(REPORT_SECONDS, TimeUnit.SECONDS)
            .onBackpressureDrop()
            .doOnNext(tick -> progress())
            .ignoreElements();
    all.add(
        connectAll()
            .doOnComplete(this::progress)
            .ambWith(told)
            .andThen(afterwards)
            .subscribe(
                () -> log.debug("The simulated listeners are there."),
                e -> log.warn("Connecting simulated listeners stopped: {}", e.toString())));
    return () -> {
      all.dispose();
      connected.save();
    };
  }

  /** Completes when each has been connected or has failed for good. */
  Completable connectAll() {
    return known
        .zipWith(order, (count, all) -> connected.missing(all, count))
        .flatMapPublisher(Flowable::fromIterable)
        .flatMapCompletable(this::connect, true, AT_ONCE);
  }

  private Completable connect(int number) {
    return tries
        .of(signIn.apply(number))
        .doOnComplete(() -> connected.add(number))
        .onErrorComplete(
            e -> {
              log.warn(
                  "The simulated listener {} could not be connected: {}", number, e.toString());
              return true;
            });
  }

  private void progress() {
    connected.save();
    log.info("{} of {} simulated listeners are connected.", connected.count(), connected.total());
  }
}
