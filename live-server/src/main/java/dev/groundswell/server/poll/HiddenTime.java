package dev.groundswell.server.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time of which nothing may be remembered, since the listener listened in private.
 *
 * <p>It reaches from the last look that was not in private to the next that is not: where between
 * two looks a session began or ended nobody tells, and then the listener's wish counts for more
 * than a play.
 *
 * @param until null while it lasts
 */
public record HiddenTime(Instant from, @Nullable Instant until) {
  private static final int MOST = 50;

  /** Nothing older comes to the list of plays that was not on it before. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  /** Whether something that ended at {@code end}, and counts when heard so long, may be hidden. */
  boolean touches(Instant end, Duration enough) {
    return end.isAfter(from) && (until == null || end.minus(enough).isBefore(until));
  }

  /** The hidden times after a look in private. */
  static List<HiddenTime> begun(Known known, Instant when) {
    if (known.inPrivate() && !known.hidden().isEmpty()) {
      return known.hidden();
    }
    List<HiddenTime> times = recent(known.hidden(), when);
    Instant seenAt = known.seenAt();
    times.add(new HiddenTime(seenAt == null ? when : seenAt, null));
    return times;
  }

  /** The hidden times after a look that was not in private. */
  static List<HiddenTime> ended(Known known, Instant when) {
    if (known.hidden().isEmpty()) {
      return known.hidden();
    }
    List<HiddenTime> times = recent(known.hidden(), when);
    times.replaceAll(time -> time.until() == null ? new HiddenTime(time.from(), when) : time);
    return times;
  }

  private static List<HiddenTime> recent(List<HiddenTime> times, Instant when) {
    Instant since = when.minus(REMEMBERED);
    List<HiddenTime> recent =
        new ArrayList<>(
            times.stream()
                .filter(time -> time.until() == null || time.until().isAfter(since))
                .toList());
    while (recent.size() >= MOST) {
      recent.remove(0);
    }
    return recent;
  }
}
