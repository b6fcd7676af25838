package dev.groundswell.server.ledger;

import dev.groundswell.server.ledger.Sighting.Kind;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Whether two sightings of one listener and recording can be views of the same play, and how far
 * apart they are.
 *
 * <p>Ends are compared where both sources told the END, else starts where both told the START. The
 * tolerance is half the track, at most {@link #TOLERANCE}: live polling may learn of an END a poll
 * interval late (30 to 60 s) and a history's played_at is no better than some seconds, while
 * neighbouring plays on repeat lie a whole track apart and so can never be taken for one.
 *
 * <p>Where one told only START and the other only END (a live play whose end was missed, and its
 * entry in the history), the END must lie between what was heard so far and the track's whole
 * length, give or take the tolerance.
 *
 * <p>Sightings of one kind are never the same play, except imports, since packages overlap: two are
 * one where they tell the identical END; an export that knows only minutes is identical to one that
 * knows milliseconds where the minute and the time heard agree.
 */
final class Likeness {
  static final long TOLERANCE = Duration.ofSeconds(90).toMillis();

  /** A sighting longer than this is compared by its START alone, which bounds every search. */
  static final long LONGEST_SPAN = Duration.ofDays(1).toMillis();

  /** Sightings whose spans lie further apart than this are never like one another. */
  static final long PADDING = TOLERANCE + Duration.ofMinutes(1).toMillis();

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private Likeness() {}

  /** Milliseconds between the two; empty where they cannot be the same play. */
  static OptionalLong distance(StoredSighting a, StoredSighting b) {
    if (!reachOneAnother(a, b)) {
      return OptionalLong.empty();
    }
    if (a.kind() == b.kind()) {
      return a.kind() == Kind.IMPORTED && identicalEnd(a, b)
          ? OptionalLong.of(betweenEnds(a, b))
          : OptionalLong.empty();
    }
    boolean endsCompare = endIsUsable(a) && endIsUsable(b);
    if (endsCompare && a.knowsEnd() && b.knowsEnd()) {
      return within(tolerance(a, b), betweenEnds(a, b));
    }
    if (a.knowsStart() && b.knowsStart()) {
      return within(tolerance(a, b), Math.abs(a.startedAt() - b.startedAt()));
    }
    if (!endsCompare) {
      return OptionalLong.empty();
    }
    return b.knowsEnd() ? endOf(b, a) : a.knowsEnd() ? endOf(a, b) : guess(a, b);
  }

  /** The last instant of a sighting's span, as far as it is searched for. */
  static long reachEnd(StoredSighting sighting) {
    return endIsUsable(sighting) ? sighting.endedAt() : sighting.startedAt();
  }

  private static boolean reachOneAnother(StoredSighting a, StoredSighting b) {
    return a.startedAt() <= reachEnd(b) + PADDING && b.startedAt() <= reachEnd(a) + PADDING;
  }

  private static boolean endIsUsable(StoredSighting sighting) {
    return sighting.endedAt() - sighting.startedAt() <= LONGEST_SPAN;
  }

  private static long tolerance(StoredSighting a, StoredSighting b) {
    return Math.min(TOLERANCE, Math.max(a.heardMs(), b.heardMs()) / 2);
  }

  /** The END that {@code told} knows, against a play of which only START and so far are known. */
  private static OptionalLong endOf(StoredSighting told, StoredSighting open) {
    long length = Math.max(told.heardMs(), open.heardMs());
    long expected = Math.max(open.endedAt(), open.startedAt() + length);
    long tolerance = tolerance(told, open);
    long earliest = open.endedAt() - Math.min(tolerance, open.heardMs() / 2);
    boolean possible = told.endedAt() >= earliest && told.endedAt() <= expected + tolerance;
    return possible ? OptionalLong.of(Math.abs(told.endedAt() - expected)) : OptionalLong.empty();
  }

  private static OptionalLong guess(StoredSighting a, StoredSighting b) {
    return within(tolerance(a, b), Math.abs(a.startedAt() - b.startedAt()));
  }

  private static OptionalLong within(long tolerance, long distance) {
    return distance <= tolerance ? OptionalLong.of(distance) : OptionalLong.empty();
  }

  private static boolean identicalEnd(StoredSighting a, StoredSighting b) {
    if (a.endedAt() == b.endedAt()) {
      return true;
    }
    return toldInMinutes(a) != toldInMinutes(b)
        && a.endedAt() / MINUTE == b.endedAt() / MINUTE
        && a.heardMs() == b.heardMs();
  }

  /** Whether an import's END is one of an export that cuts off the seconds. */
  static boolean toldInMinutes(StoredSighting sighting) {
    return sighting.kind() == Kind.IMPORTED && sighting.endedAt() % MINUTE == 0;
  }

  /** Between the ends, where one that lost its seconds stands for its whole minute. */
  private static long betweenEnds(StoredSighting a, StoredSighting b) {
    long lastA = a.endedAt() + (toldInMinutes(a) ? MINUTE - 1 : 0);
    long lastB = b.endedAt() + (toldInMinutes(b) ? MINUTE - 1 : 0);
    return Math.max(0, Math.max(a.endedAt() - lastB, b.endedAt() - lastA));
  }
}
