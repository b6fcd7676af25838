package dev.groundswell.server.poll;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An instant as the stamps of the log's lines have it; with its day where that is not today. */
final class LogTime {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);

  private LogTime() {}

  static String of(Instant instant, Instant now, ZoneId zone) {
    ZonedDateTime local = instant.atZone(zone);
    boolean today = local.toLocalDate().equals(now.atZone(zone).toLocalDate());
    return (today ? TIME : DAY).format(local);
  }
}
