package dev.groundswell.server.ledger;

import dev.groundswell.events.ChangeCodec;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.Source;
import dev.groundswell.server.ledger.Sighting.Kind;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.TestVertx;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A ledger over a test's database, and short words for what is sighted. */
final class LedgerFixture {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final List<Integer> signals = new CopyOnWriteArrayList<>();
  final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  final PostgresFixture postgres;
  final PgPlayLedger ledger;

  LedgerFixture(PostgresFixture postgres) {
    this(postgres, postgres.pool());
  }

  LedgerFixture(PostgresFixture postgres, Pool pool) {
    this.postgres = postgres;
    this.ledger =
        new PgPlayLedger(
            TestVertx.shared(),
            pool,
            clock,
            new Random(),
            Set.of(Source.values()),
            new ChangePartitions(TestVertx.shared(), pool, clock),
            signals::add,
            registry);
  }

  /** A new listener with this key who has joined public figures. */
  long listener(long key) {
    return postgres.number(
        "insert into listener (key, shard, trends, created_at) values ($1, $2, true, now())"
            + " returning id",
        key,
        (short) PlayChange.shardOf(key));
  }

  static PlayedTrack track(String id) {
    return new PlayedTrack(
        id,
        null,
        "Title of " + id,
        List.of(new PlayedTrack.Artist("artist-" + id, "Artist of " + id, null, null)),
        new PlayedTrack.Album("album-" + id, "Album of " + id, null, null, "1977-05"),
        Duration.ofSeconds(180),
        "ISRC" + id,
        "https://open.example/" + id,
        null,
        false);
  }

  static Sighting live(long listener, String track, int start, int heard, int revision) {
    boolean finished = revision > 1;
    return new Sighting(
        listener,
        track(track),
        Kind.LIVE,
        "live:" + at(start).toEpochMilli() + ":" + track,
        revision,
        at(start),
        at(start + heard),
        true,
        finished,
        Duration.ofSeconds(heard),
        heard >= 30 ? at(start + 30) : null);
  }

  static Sighting history(long listener, String track, int end) {
    return new Sighting(
        listener,
        track(track),
        Kind.HISTORY,
        "history:" + at(end).toEpochMilli() + ":" + track,
        1,
        at(end - 180),
        at(end),
        false,
        true,
        Duration.ofSeconds(180),
        at(end - 150));
  }

  /** Seconds after one hour before {@link #NOW}. */
  static Instant at(int seconds) {
    return NOW.minusSeconds(3_600).plusSeconds(seconds);
  }

  void record(Sighting... sightings) {
    ledger.record(List.of(sightings)).blockingAwait();
  }

  /** All changes of a shard in the order of their numbers. */
  List<PlayChange> changes(int shard) {
    List<PlayChange> changes = new ArrayList<>();
    for (Row row :
        postgres.query("select body from change where shard = $1 order by seq", (short) shard)) {
      changes.add(ChangeCodec.decode(row.getString(0).getBytes(StandardCharsets.UTF_8)));
    }
    return changes;
  }
}
