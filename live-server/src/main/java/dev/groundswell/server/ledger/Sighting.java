package dev.groundswell.server.ledger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One source's word of one play.
 *
 * <p>Throws {@link IllegalArgumentException}, naming the field, for values that cannot be true.
 *
 * <p>Sightings are append-only. The same observation in the same revision is stored once, however
 * often it is told; a higher revision of an observation supersedes the lower ones.
 *
 * @param listenerId the ledger's number of the listener
 * @param kind which kind of source speaks
 * @param observation what the source calls it, unique for the listener: {@code live:<start
 *     millis>:<track>}, {@code history:<played_at millis>:<track>}
 * @param revision from 1
 * @param startedAt START of the play, told or concluded; the same in all revisions of an
 *     observation
 * @param endedAt END of the play, told or concluded; of a play still going on: so far
 * @param knowsStart whether the source really told START
 * @param knowsEnd whether the source really told END
 * @param heard how long it was heard, so far; for a source that cannot tell, the whole track
 * @param countedAt when 30 s, or half of a shorter track, had been heard; null if that has not
 *     happened
 */
public record Sighting(
    long listenerId,
    PlayedTrack track,
    Kind kind,
    String observation,
    int revision,
    Instant startedAt,
    Instant endedAt,
    boolean knowsStart,
    boolean knowsEnd,
    Duration heard,
    @Nullable Instant countedAt) {

  public Sighting {
    observation = Bounds.name(observation);
    startedAt = Bounds.instant("startedAt", startedAt);
    endedAt = Bounds.instant("endedAt", endedAt);
    if (endedAt.isBefore(startedAt)) {
      throw new IllegalArgumentException("endedAt must not be before startedAt");
    }
    if (heard.isNegative() || heard.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("heard must be between 0 and " + LONGEST);
    }
    countedAt = countedAt == null ? null : Bounds.instant("countedAt", countedAt);
  }

  private static final Duration LONGEST = Duration.ofDays(30);

  /** Kinds of source. */
  public enum Kind {
    /** Polled while it was playing. */
    LIVE,
    /** Polled from the list of what was played. */
    HISTORY,
    /** Sent by another player. */
    SUBMITTED,
    /** Read from an export file. */
    IMPORTED
  }
}
