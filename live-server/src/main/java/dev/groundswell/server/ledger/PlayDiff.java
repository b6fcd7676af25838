package dev.groundswell.server.ledger;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one play: {@code before} is null where it is new, {@code after} where it goes.
 */
record PlayDiff(@Nullable StoredPlay before, @Nullable StoredPlay after) {

  /** Plays that go first, then corrected ones, then new ones; each in the order of identity. */
  static final Comparator<PlayDiff> IN_ORDER =
      Comparator.comparingInt(
              (PlayDiff diff) -> diff.after == null ? 0 : diff.before != null ? 1 : 2)
          .thenComparingLong(diff -> diff.play().firstSighting());

  /** The play as it is now, or was. */
  StoredPlay play() {
    if (after != null) {
      return after;
    }
    if (before == null) {
      throw new IllegalStateException("a difference between nothing and nothing");
    }
    return before;
  }

  /** Whether the jobs have to be told; END alone is none of their business. */
  boolean concernsJobs() {
    return before == null || after == null || !before.state().equals(after.state());
  }

  /** When the play happened, as late as either side says; epoch milliseconds. */
  long latest() {
    return Math.max(at(before), at(after));
  }

  private static long at(@Nullable StoredPlay play) {
    return play == null ? 0 : Math.max(play.state().playedAt(), play.state().countedAt());
  }
}
