package dev.groundswell.server.ledger;

import dev.groundswell.events.Source;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.TestVertx;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The real ledger, and sightings of other sources, for the tests of imports. */
public final class ImportLedger {
  public final PgPlayLedger ledger;

  public ImportLedger(PostgresFixture postgres, Clock clock) {
    ledger =
        new PgPlayLedger(
            TestVertx.shared(),
            postgres.pool(),
            clock,
            new Random(),
            Set.of(Source.values()),
            new ChangePartitions(TestVertx.shared(), postgres.pool(), clock),
            shard -> {},
            new SimpleMeterRegistry());
  }

  /** A play of three minutes that was watched to its end, and stands in the list of plays too. */
  public void polled(long listener, String track, Instant end) {
    Instant start = end.minusSeconds(180);
    PlayedTrack known =
        new PlayedTrack(
            track,
            "spotify:track:" + track,
            "Polled title of " + track,
            List.of(new PlayedTrack.Artist("id-" + track, "Artist of " + track, null, null)),
            null,
            Duration.ofSeconds(180),
            null,
            null,
            null,
            null);
    ledger
        .record(
            List.of(
                sighting(listener, known, Sighting.Kind.LIVE, "live:", start, end.plusSeconds(2)),
                sighting(
                    listener, known, Sighting.Kind.HISTORY, "history:", start, end.plusSeconds(1))))
        .blockingAwait();
  }

  /** A play that is going on and has begun to count. */
  public Completable heard(long listener, String track, Instant start) {
    PlayedTrack known =
        new PlayedTrack(
            track,
            null,
            "Title of " + track,
            List.of(new PlayedTrack.Artist("id-" + track, "Artist of " + track, null, null)),
            null,
            Duration.ofSeconds(180),
            null,
            null,
            null,
            null);
    Instant counted = start.plusSeconds(30);
    return ledger.record(
        List.of(
            new Sighting(
                listener,
                known,
                Sighting.Kind.LIVE,
                "live:" + start.toEpochMilli() + ":" + track,
                1,
                start,
                counted,
                true,
                false,
                Duration.ofSeconds(30),
                counted)));
  }

  private static Sighting sighting(
      long listener,
      PlayedTrack track,
      Sighting.Kind kind,
      String source,
      Instant start,
      Instant end) {
    boolean live = kind == Sighting.Kind.LIVE;
    return new Sighting(
        listener,
        track,
        kind,
        source + end.toEpochMilli() + ":" + track.spotifyId(),
        1,
        start,
        end,
        live,
        true,
        Duration.ofSeconds(180),
        start.plusSeconds(30));
  }
}
