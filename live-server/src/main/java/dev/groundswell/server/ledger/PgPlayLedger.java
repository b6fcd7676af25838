package dev.groundswell.server.ledger;

import dev.groundswell.events.Source;
import dev.groundswell.server.ledger.ShardTransactions.Committed;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.exceptions.CompositeException;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger in PostgreSQL.
 *
 * <p>Two lanes share the shards, and a third writes what was imported, so that a long history never
 * stands in line before what is heard now. In each lane one transaction at a time writes what has
 * gathered there. The transaction holds the rows of the shards it writes, so also among several
 * servers one writes a shard at a time, and changes are numbered densely and in the order of
 * commits.
 */
public final class PgPlayLedger implements PlayLedger {
  private static final Logger LOG = LoggerFactory.getLogger(PgPlayLedger.class);

  /** One writes while the other waits for the disk; more would only make batches smaller. */
  private static final int LIVE_LANES = 2;

  private static final int IMPORT_LANE = LIVE_LANES;

  private final ShardTransactions transactions;
  private final BatchWrite.Terms terms;
  private final Retries retries;
  private final Catalogue catalogue;
  private final Persons persons;
  private final LedgerMetrics metrics;
  private final List<WriteLane> lanes;

  /**
   * @param random for public ids and for the jitter of retries; a {@link
   *     java.security.SecureRandom}
   * @param admitted the sources whose plays may be part of public figures
   * @param signal told of each commit
   */
  public PgPlayLedger(
      Vertx vertx,
      Pool pool,
      Clock clock,
      RandomGenerator random,
      Set<Source> admitted,
      ChangePartitions partitions,
      ChangeSignal signal,
      MeterRegistry registry) {
    transactions = new ShardTransactions(pool, clock, partitions, signal);
    PublicIds publicIds = new PublicIds(random);
    terms = new BatchWrite.Terms(publicIds, Set.copyOf(admitted));
    retries = new Retries(random, RxHelper.scheduler(vertx));
    catalogue = new Catalogue(pool, clock, publicIds);
    persons = new Persons(pool);
    metrics = new LedgerMetrics(registry);
    lanes =
        IntStream.rangeClosed(0, IMPORT_LANE).mapToObj(lane -> new WriteLane(this::write)).toList();
  }

  @Override
  public Completable record(List<Sighting> sightings) {
    if (sightings.isEmpty()) {
      return Completable.complete();
    }
    return persons
        .find(sightings.stream().map(Sighting::listenerId).distinct().toList())
        .onErrorResumeNext(failure -> Single.error(LedgerUnavailableException.of(failure)))
        .flatMapCompletable(people -> submit(sightings, people));
  }

  private Completable submit(List<Sighting> sightings, Map<Long, Person> people) {
    Map<Integer, List<Sighting>> byLane = new TreeMap<>();
    int unknown = 0;
    for (Sighting sighting : sightings) {
      Person person = people.get(sighting.listenerId());
      if (person == null) {
        unknown++;
      } else {
        byLane.computeIfAbsent(laneOf(sighting, person), lane -> new ArrayList<>()).add(sighting);
      }
    }
    metrics.unknown(unknown);
    List<Completable> parts = new ArrayList<>();
    byLane.forEach(
        (lane, part) -> {
          for (int from = 0; from < part.size(); from += WriteLane.MOST_IN_BATCH) {
            int until = Math.min(part.size(), from + WriteLane.MOST_IN_BATCH);
            parts.add(lanes.get(lane).submit(part.subList(from, until), people));
          }
        });
    return Completable.mergeDelayError(Flowable.fromIterable(parts))
        .onErrorResumeNext(failure -> Completable.error(first(failure)));
  }

  private static int laneOf(Sighting sighting, Person person) {
    return sighting.kind() == Sighting.Kind.IMPORTED ? IMPORT_LANE : person.shard() % LIVE_LANES;
  }

  /** Of several parts that failed the first one's failure, which the caller can tell apart. */
  private static Throwable first(Throwable failure) {
    return failure instanceof CompositeException several ? several.getExceptions().get(0) : failure;
  }

  private Completable write(List<Sighting> sightings, Map<Long, Person> people) {
    long started = System.nanoTime();
    List<PlayedTrack> tracks = sightings.stream().map(Sighting::track).toList();
    Map<Long, Person> concerned = new HashMap<>();
    sightings.forEach(
        sighting -> {
          Person person = people.get(sighting.listenerId());
          if (person != null) {
            concerned.put(person.id(), person);
          }
        });
    Set<Integer> shards =
        concerned.values().stream().map(Person::shard).collect(Collectors.toUnmodifiableSet());
    Single<Committed<BatchWrite.Outcome>> once =
        Single.defer(() -> catalogue.resolve(tracks))
            .flatMap(
                ids -> transactions.run(shards, new BatchWrite(sightings, concerned, ids, terms)))
            .doOnError(failure -> catalogue.forget(tracks));
    return retries
        .of(once)
        .doOnSuccess(
            committed ->
                metrics.committed(
                    sightings.size(), committed, Duration.ofNanos(System.nanoTime() - started)))
        .ignoreElement()
        .onErrorResumeNext(failure -> Completable.error(refusedOrAway(failure, sightings.size())));
  }

  private Throwable refusedOrAway(Throwable failure, int sightings) {
    if (Retries.isPassing(failure)) {
      metrics.failed();
      return LedgerUnavailableException.of(failure);
    }
    metrics.refused(sightings);
    LOG.error("PostgreSQL refused {} sightings; nothing of them is stored", sightings, failure);
    return failure;
  }
}
