package dev.groundswell.server.relay;

import dev.groundswell.server.lease.Duty;
import dev.groundswell.server.lease.ShardLeases;
import dev.groundswell.server.ledger.ChangeSignal;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.reactivex.rxjava3.exceptions.CompositeException;
import io.reactivex.rxjava3.processors.FlowableProcessor;
import io.reactivex.rxjava3.processors.PublishProcessor;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.redis.client.Redis;
import io.vertx.rxjava3.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the changes of the shards whose leases this server holds.
 *
 * <p>A tick reads the shards' last numbers, publishes what is new, and ends with a heartbeat:
 * everything committed before the heartbeat's instant has been published. One tick runs at a time,
 * started by the clock or by a commit in this process. When PostgreSQL or Redis is away, the relay
 * keeps its place, which is one number a shard, and waits.
 */
public final class Relay implements ChangeSignal {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final int SHARDS_AT_A_TIME = 4;
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  private final RelayOptions options;
  private final Clock clock;
  private final RandomGenerator random;
  private final Scheduler scheduler;
  private final ShardLeases leases;
  private final ChangeReader ledger;
  private final PlayStreams streams;
  private final RelayMetrics metrics;
  private final FlowableProcessor<Integer> wakes =
      PublishProcessor.<Integer>create().toSerialized();
  private final CompositeDisposable running = new CompositeDisposable();

  /** Touched by one tick at a time. */
  private final Map<Integer, PublishedShard> shards = new TreeMap<>();

  private int failuresInARow;

  public Relay(
      Vertx vertx,
      Pool pool,
      Redis redis,
      Clock clock,
      RandomGenerator random,
      RelayOptions options,
      MeterRegistry registry) {
    this.options = options;
    this.clock = clock;
    this.random = random;
    this.scheduler = RxHelper.scheduler(vertx);
    this.leases = new ShardLeases(pool, clock, Duty.PUBLISHING, options.server(), options.lease());
    this.ledger = new ChangeReader(pool);
    this.streams = new PlayStreams(redis);
    this.metrics = new RelayMetrics(registry, clock, () -> leases.held().size());
  }

  /** Begins; PostgreSQL and Redis need not be there yet. */
  public void start() {
    boolean renewing =
        running.add(every(options.renewal()).concatMapCompletable(now -> renew(), 1).subscribe());
    boolean publishing =
        running.add(
            Flowable.merge(every(options.tick()), wakes)
                .onBackpressureLatest()
                .concatMapCompletable(wake -> tickOrWait(), 1)
                .subscribe());
    LOG.debug("Relay {} begins: {} {}", options.server(), renewing, publishing);
  }

  @Override
  public void changed(int shard) {
    if (leases.held().contains(shard)) {
      wakes.onNext(shard);
    }
  }

  /** Stops publishing and lets go of the shards. */
  public Completable stop() {
    return Completable.fromAction(running::dispose)
        .andThen(Completable.defer(leases::release).onErrorComplete());
  }

  /** Stops as a crash would: leases run out by themselves. */
  void abandon() {
    running.dispose();
  }

  private Flowable<Integer> every(Duration interval) {
    return Flowable.interval(0, interval.toMillis(), TimeUnit.MILLISECONDS, scheduler)
        .onBackpressureLatest()
        .map(tick -> -1);
  }

  private Completable renew() {
    return leases
        .renew()
        .ignoreElement()
        .doOnError(
            failure ->
                LOG.warn("Leases could not be renewed, trying again: {}", failure.getMessage()))
        .onErrorComplete();
  }

  private Completable tickOrWait() {
    return tick()
        .doOnComplete(() -> failuresInARow = 0)
        .onErrorResumeNext(
            failure -> {
              metrics.failed();
              Duration wait = waitAfter(failuresInARow++);
              LOG.warn(
                  "Publishing waits {} ms, keeping its place: {}", wait.toMillis(), first(failure));
              return Completable.timer(wait.toMillis(), TimeUnit.MILLISECONDS, scheduler);
            });
  }

  private Completable tick() {
    return Completable.defer(
        () -> {
          Set<Integer> held = leases.held();
          if (!held.equals(shards.keySet())) {
            LOG.debug("Relay {} publishes the shards {}", options.server(), held);
          }
          shards.keySet().removeIf(shard -> !held.contains(shard));
          held.forEach(
              shard ->
                  shards.computeIfAbsent(
                      shard, fresh -> new PublishedShard(fresh, ledger, streams, metrics)));
          if (held.isEmpty()) {
            return Completable.complete();
          }
          List<PublishedShard> mine = List.copyOf(shards.values());
          return each(mine, shard -> shard.findPlace().toSingleDefault(false))
              .flatMap(placed -> advance(mine))
              .doOnSuccess(
                  moreToDo -> {
                    if (moreToDo) {
                      wakes.onNext(-1);
                    }
                  })
              .ignoreElement();
        });
  }

  private Single<Boolean> advance(List<PublishedShard> mine) {
    long t0 = clock.millis();
    Duration beatAfter = options.tick().multipliedBy(4).dividedBy(5);
    return ledger
        .lastSeqs(shards.keySet())
        .flatMap(
            seqs ->
                each(
                    mine,
                    shard -> {
                      Long seq = seqs.get(shard.shard());
                      return seq == null ? Single.just(false) : shard.advance(seq, t0, beatAfter);
                    }));
  }

  private interface Step {
    Single<Boolean> of(PublishedShard shard);
  }

  /** A step of each shard; whether any has something left to do. */
  private static Single<Boolean> each(List<PublishedShard> mine, Step step) {
    return Flowable.fromIterable(mine)
        .flatMapSingle(step::of, true, SHARDS_AT_A_TIME)
        .reduce(false, Boolean::logicalOr);
  }

  /** Sixteen shards that fail alike are one failure to read about. */
  private static String first(Throwable failure) {
    return failure instanceof CompositeException several
        ? several.getExceptions().get(0).toString()
        : failure.toString();
  }

  private Duration waitAfter(int failures) {
    long most = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(failures, 10));
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }
}
