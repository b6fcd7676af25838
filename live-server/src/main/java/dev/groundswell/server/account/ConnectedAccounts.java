package dev.groundswell.server.account;

import dev.groundswell.server.poll.Roster;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.flowables.ConnectableFlowable;
import io.reactivex.rxjava3.processors.FlowableProcessor;
import io.reactivex.rxjava3.processors.PublishProcessor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roster: every account whose consent stands, as PostgreSQL has it, then who joins and leaves
 * here.
 */
public final class ConnectedAccounts implements Roster {
  private static final Logger log = LoggerFactory.getLogger(ConnectedAccounts.class);

  /** Events that may wait for a subscriber; more than that and it has to begin anew. */
  private static final int MOST_WAITING = 100_000;

  private static final int LONGEST_PAUSE_S = 30;

  private final ActiveAccounts active;
  private final Scheduler scheduler;
  private final RandomGenerator chance;
  private final FlowableProcessor<Event> live = PublishProcessor.<Event>create().toSerialized();

  /** A subscription to what happens from now on, held back until the pages have been read. */
  private record Tap(ConnectableFlowable<Event> events, Disposable connection) {}

  public ConnectedAccounts(ActiveAccounts active, Scheduler scheduler, RandomGenerator chance) {
    this.active = active;
    this.scheduler = scheduler;
    this.chance = chance;
  }

  @Override
  public Flowable<Event> events() {
    // Tapped before the first page is read, so that nobody who joins in between is missed.
    return Flowable.using(
        () -> {
          var events = live.onBackpressureBuffer(MOST_WAITING).publish();
          return new Tap(events, events.connect());
        },
        tap -> pagesAfter(0).concatWith(Flowable.just(new Listed())).concatWith(tap.events()),
        tap -> tap.connection().dispose());
  }

  /** Tells that a listener signed in, changed their choice, or is to be polled again. */
  public void joined(Joined who) {
    live.onNext(who);
  }

  /** Tells that a listener is not to be polled any more. */
  public void left(long listenerId) {
    live.onNext(new Left(listenerId));
  }

  private Flowable<Event> pagesAfter(long listenerId) {
    return active
        .after(listenerId)
        .retryWhen(this::pauses)
        .flatMapPublisher(
            page ->
                page.isEmpty()
                    ? Flowable.<Event>empty()
                    : Flowable.<Event>fromIterable(page)
                        .concatWith(Flowable.defer(() -> pagesAfter(last(page)))));
  }

  private Flowable<Long> pauses(Flowable<Throwable> errors) {
    return errors
        .doOnNext(error -> log.warn("The roster cannot be read; trying again", error))
        .scan(0, (attempt, error) -> attempt + 1)
        .skip(1)
        .concatMap(
            attempt -> {
              long seconds = Math.min(LONGEST_PAUSE_S, 1L << Math.min(attempt, 5));
              long millis = (long) (seconds * 1000 * (0.5 + chance.nextDouble() / 2));
              return Flowable.timer(millis, TimeUnit.MILLISECONDS, scheduler);
            });
  }

  private static long last(List<Joined> page) {
    return page.get(page.size() - 1).listenerId();
  }
}
