package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Times.min;

import dev.groundswell.server.poll.Movement.News;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What of an answer of Spotify's can be believed, given what is known. */
final class Claims {
  /** How far Spotify's clock may be ahead of ours. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** After so long without any better answer even one with an older time is believed. */
  private static final Duration OLD_ENOUGH = Duration.ofMinutes(20);

  /** An advertisement lasts at least so long. */
  private static final Duration SHORTEST_OTHER = Duration.ofSeconds(10);

  private final Known known;
  private final Instant when;

  Claims(Known known, Instant when) {
    this.known = known;
    this.when = when;
  }

  /** Spotify's time of the last change, null where it cannot be. */
  @Nullable Instant believable(@Nullable Instant changedAt) {
    if (changedAt == null || changedAt.isAfter(when.plus(CLOCKS_DIFFER))) {
      return null;
    }
    return changedAt.isAfter(when) ? when : changedAt;
  }

  /**
   * Where the answer says it is, {@code since} being believed; of an answer without progress that
   * says nothing.
   */
  Position asSeen(Seen.Playing seen, @Nullable Instant since) {
    Duration progress = within(seen);
    Duration told = seen.progress();
    Duration beyond = told == null || told.isNegative() ? Duration.ZERO : told.minus(progress);
    Instant fits = told == null ? null : since;
    return new Position(progress, seen.playing(), fits, when, beyond);
  }

  /** Of when an answer that names nothing may speak. */
  Instant oldest() {
    return when.minus(Movement.OLDEST_ANSWER);
  }

  /**
   * Of when an answer speaks: of the change it tells of, and what has passed since; but nobody
   * knows how long what is not kept lasts, so of no more than is surely not over yet.
   */
  Instant asOf(Seen.Other seen) {
    Instant since = believable(seen.changedAt());
    Duration progress = seen.progress();
    if (since == null || progress == null || !seen.playing()) {
      return oldest();
    }
    Instant told = since.plus(min(progress, SHORTEST_OTHER));
    return told.isAfter(when) ? when : told.isBefore(oldest()) ? oldest() : told;
  }

  /** Whether a change then agrees with the last look, which would have shown it. */
  boolean isPossible(@Nullable Instant since) {
    Instant seenAt = known.seenAt();
    return since == null || seenAt == null || !since.isBefore(seenAt.minus(Movement.OLDEST_ANSWER));
  }

  News news(@Nullable Instant changedAt, boolean same) {
    Instant last = known.changedAt();
    if (changedAt == null || last == null) {
      return News.UNKNOWN;
    }
    int order = changedAt.compareTo(last);
    if (order > 0) {
      return News.SOME;
    }
    if (order == 0) {
      return same || known.play() == null ? News.NONE : News.UNKNOWN;
    }
    // Not for ever: a clock that was wrong once must not silence a player for good.
    Instant seenAt = known.seenAt();
    boolean forLong = seenAt != null && Duration.between(seenAt, when).compareTo(OLD_ENOUGH) > 0;
    return forLong ? News.UNKNOWN : News.OLD;
  }

  static boolean isOver(Seen.Playing seen) {
    Duration length = seen.track().duration();
    return length != null && within(seen).compareTo(length) >= 0;
  }

  /** The progress seen, within the length of the track. */
  static Duration within(Seen.Playing seen) {
    Duration progress = seen.progress();
    Duration length = seen.track().duration();
    if (progress == null || progress.isNegative()) {
      return Duration.ZERO;
    }
    return length == null || progress.compareTo(length) < 0 ? progress : length;
  }
}
