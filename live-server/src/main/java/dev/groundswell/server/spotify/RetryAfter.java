package dev.groundswell.server.spotify;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the header of that name: seconds, or a date. */
final class RetryAfter {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Longer waits than this have never been meant. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private RetryAfter() {}

  static @Nullable Duration of(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    try {
      return text.matches("\\d{1,12}")
          ? bounded(Duration.ofSeconds(Long.parseLong(text)))
          : bounded(
              Duration.between(
                  now,
                  ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
