package dev.groundswell.server.ledger;

import dev.groundswell.server.ledger.Sighting.Kind;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Whether two sightings of one listener and recording can be views of the same play, and how far
 * apart they are.
 *
 * <p>Ends are compared where both sources told the END, else starts where both told the START. The
 * tolerance is half the track, at most {@link #TOLERANCE}; where both watched or listed an END, the
 * time that a neighbouring play would take to count. So plays on repeat can never be taken for one.
 * Who watched a play that was paused and then left knows its END only as a span: from when it was
 * last heard to when it was gone.
 *
 * <p>Where one told only START and the other only END (a live play whose end was missed, and its
 * entry in the history), the END must lie between what was heard so far and the track's whole
 * length, give or take the tolerance.
 *
 * <p>Sightings of one kind are never the same play, with two exceptions. Imports, since packages
 * overlap: two are one where they tell the identical END; an export that knows only minutes is
 * identical to one that knows milliseconds where the minute and the time heard agree. And the list
 * of plays, which now and then tells of one play twice with ENDs that differ by seconds: no play
 * can count that soon after another.
 */
final class Likeness {
  static final long TOLERANCE = Duration.ofSeconds(90).toMillis();

  /** Two plays that count end at least so far apart. */
  private static final long TOLERANCE_OF_END = Duration.ofSeconds(30).toMillis();

  /** So much later than it was the list may put an END. */
  private static final long LATE_END = Duration.ofSeconds(10).toMillis();

  private static final long CLOCKS_DIFFER = Duration.ofSeconds(5).toMillis();

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
      return isToldTwice(a, b) ? OptionalLong.of(betweenEnds(a, b)) : OptionalLong.empty();
    }
    boolean endsCompare = endIsUsable(a) && endIsUsable(b);
    if (endsCompare && a.knowsEnd() && b.knowsEnd()) {
      return a.kind() == Kind.LIVE
          ? endOfWatched(a, b)
          : b.kind() == Kind.LIVE ? endOfWatched(b, a) : withinTolerance(a, b);
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

  private static OptionalLong withinTolerance(StoredSighting a, StoredSighting b) {
    return within(tolerance(a, b), betweenEnds(a, b));
  }

  /**
   * The END that {@code told} knows, against a play that was watched. It may have ended before that
   * was noticed, but not before it can have counted, nor so late that another counts meanwhile.
   */
  private static OptionalLong endOfWatched(StoredSighting watched, StoredSighting told) {
    if (told.kind() == Kind.IMPORTED) {
      return withinTolerance(watched, told);
    }
    long earliest = earliestEnd(told, watched);
    long latest = lastEnd(watched) + Math.min(TOLERANCE_OF_END, tolerance(watched, told));
    if (told.endedAt() < earliest || told.endedAt() > latest) {
      return OptionalLong.empty();
    }
    boolean within = told.endedAt() <= lastEnd(watched);
    return OptionalLong.of(within ? 0 : betweenEnds(watched, told));
  }

  /**
   * The END that {@code told} knows, against a play that was seen going on, or that was gone after
   * a time in which nobody looked: it ended some time between when it was last heard and when it
   * was gone.
   */
  private static OptionalLong endOf(StoredSighting told, StoredSighting open) {
    long length = Math.max(told.heardMs(), open.heardMs());
    long last = Math.max(open.endedAt(), open.startedAt() + length);
    long tolerance = tolerance(told, open);
    long earliest = firstEnd(open) - Math.min(tolerance, open.heardMs() / 2);
    if (open.kind() == Kind.LIVE) {
      earliest = earliestEnd(told, open);
      tolerance = Math.min(TOLERANCE_OF_END, tolerance);
    }
    boolean possible = told.endedAt() >= earliest && told.endedAt() <= last + tolerance;
    if (!possible) {
      return OptionalLong.empty();
    }
    long expected = Math.abs(told.endedAt() - open.startedAt() - length);
    return OptionalLong.of(Math.min(expected, betweenEnds(told, open)));
  }

  /**
   * Before this, an END is that of a play before {@code watched}; after it, no END can be
   * another's: nobody hears one recording twice at once. So it is START, but for an END told late;
   * what went on after a pause that nobody saw is taken to have begun then, and may end before it
   * seems to have counted. Who did not see it begin knows that it was being heard at START.
   */
  private static long earliestEnd(StoredSighting told, StoredSighting watched) {
    return watched.startedAt() + Math.min(toCount(told) - CLOCKS_DIFFER, LATE_END);
  }

  /** Whether two sightings of one kind are one play that its source has told twice. */
  static boolean isToldTwice(StoredSighting a, StoredSighting b) {
    if (a.kind() != b.kind()) {
      return false;
    }
    return switch (a.kind()) {
      case HISTORY -> Math.abs(a.endedAt() - b.endedAt()) < Math.min(toCount(a), toCount(b));
      case IMPORTED -> identicalEnd(a, b);
      case LIVE, SUBMITTED -> false;
    };
  }

  private static long toCount(StoredSighting sighting) {
    return sighting.countedAt() == 0 ? 0 : sighting.countedAt() - sighting.startedAt();
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

  /** Between the ends, each of which may be a span. */
  private static long betweenEnds(StoredSighting a, StoredSighting b) {
    return Math.max(0, Math.max(firstEnd(a) - lastEnd(b), firstEnd(b) - lastEnd(a)));
  }

  /** Who watched knows that it did not end before all that was heard had been heard. */
  private static long firstEnd(StoredSighting sighting) {
    return sighting.kind() == Kind.LIVE
        ? Math.min(sighting.endedAt(), sighting.startedAt() + sighting.heardMs())
        : sighting.endedAt();
  }

  /** An END that lost its seconds stands for its whole minute. */
  private static long lastEnd(StoredSighting sighting) {
    return sighting.endedAt() + (toldInMinutes(sighting) ? MINUTE - 1 : 0);
  }
}
