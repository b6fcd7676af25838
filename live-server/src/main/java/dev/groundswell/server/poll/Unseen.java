package dev.groundswell.server.poll;

import dev.groundswell.server.poll.Outcome.Gap;
import dev.groundswell.server.poll.Outcome.Gap.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Times in which something may have been played that no look at the player showed.
 *
 * <p>The list of plays mostly tells of it later, but omits some, and nothing says which.
 */
final class Unseen {
  /** In less time no play begins and counts. */
  private static final Duration SHORTEST = Duration.ofSeconds(30);

  /** A silent player is not looked at more often than that. */
  static final Duration USUAL = Duration.ofMinutes(6);

  private Unseen() {}

  /** The gap between two looks, null where there was no time for a play. */
  static @Nullable Gap between(Instant from, Instant until) {
    return Duration.between(from, until).compareTo(SHORTEST) < 0 ? null : certainly(from, until);
  }

  /** The gap between two looks, however near they are. */
  static Gap certainly(Instant from, Instant until) {
    Instant end = until.isBefore(from) ? from : until;
    boolean unusual = Duration.between(from, end).compareTo(USUAL) > 0;
    return new Gap(from, end, unusual ? Reason.NOT_WATCHED : Reason.BETWEEN_LOOKS);
  }
}
