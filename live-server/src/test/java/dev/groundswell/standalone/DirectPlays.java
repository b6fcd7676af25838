package dev.groundswell.standalone;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.Source;
import dev.groundswell.server.DatabaseUrl;
import dev.groundswell.server.ledger.ChangePartitions;
import dev.groundswell.server.ledger.PgPlayLedger;
import dev.groundswell.server.ledger.Sighting;
import dev.groundswell.testing.TestVertx;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.pgclient.PgBuilder;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Tuple;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Writes plays into a running product's ledger as its stages do, without Spotify. */
final class DirectPlays implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Pool pool;
  private final PgPlayLedger ledger;
  private final Random random = new Random(7);

  /**
   * @param admitted whose plays may be part of public figures
   */
  DirectPlays(DatabaseUrl database, Set<Source> admitted) {
    Vertx vertx = TestVertx.shared();
    Clock clock = Clock.systemUTC();
    pool =
        PgBuilder.pool()
            .using(vertx)
            .connectingTo(PgConnectOptions.fromUri(database.url()))
            .with(new PoolOptions().setMaxSize(3))
            .build();
    // The relay of the product looks for changes by itself several times a second.
    ledger =
        new PgPlayLedger(
            vertx,
            pool,
            clock,
            random,
            admitted,
            new ChangePartitions(vertx, pool, clock),
            shard -> {},
            new SimpleMeterRegistry());
  }

  /** New listeners who have joined public figures; answers the ledger's numbers of them. */
  List<Long> listeners(int count) {
    List<Long> listeners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long key = random.nextLong();
      listeners.add(
          Rx.await(
              pool.preparedQuery(
                      "insert into listener (key, shard, trends, created_at)"
                          + " values ($1, $2, true, now()) returning id")
                  .rxExecute(Tuple.of(key, (short) PlayChange.shardOf(key)))
                  .map(rows -> rows.iterator().next().getLong(0)),
              LIMIT));
    }
    return listeners;
  }

  /** Every one of them hears some recordings, which count now. */
  void heardBy(List<Long> listeners, int recordings) {
    Instant now = Instant.now();
    List<Sighting> sightings = new ArrayList<>();
    for (long listener : listeners) {
      for (int recording = 0; recording < recordings; recording++) {
        sightings.add(SightingScript.countedAt(now, listener, recording));
      }
    }
    record(sightings);
  }

  void record(List<Sighting> sightings) {
    Rx.await(ledger.record(sightings), LIMIT);
  }

  @Override
  public void close() {
    pool.rxClose().blockingAwait();
  }
}
