package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.ledger.Sighting;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A sighting before it is said whose; the fields are those of {@link Sighting}. */
public record PlayDraft(
    PlayedTrack track,
    Sighting.Kind kind,
    String observation,
    int revision,
    Instant startedAt,
    Instant endedAt,
    boolean knowsStart,
    boolean knowsEnd,
    Duration heard,
    @Nullable Instant countedAt) {

  /** This sighting of that listener. */
  Sighting of(long listenerId) {
    return new Sighting(
        listenerId,
        track,
        kind,
        observation,
        revision,
        startedAt,
        endedAt,
        knowsStart,
        knowsEnd,
        heard,
        countedAt);
  }
}
