package dev.groundswell.server.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The clock a listener lives by, as far as hours of the week go.
 *
 * @param zone their time zone
 */
record WeekClock(ZoneId zone) {
  private static final int HOURS_A_DAY = 24;

  /** The clock of a zone; that of UTC where this Java does not know it. */
  static WeekClock of(String zone) {
    try {
      return new WeekClock(ZoneId.of(zone));
    } catch (DateTimeException e) {
      return new WeekClock(ZoneOffset.UTC);
    }
  }

  /**
   * The hour of the week in which a play began to count: 1 is Monday from midnight, 168 the last of
   * Sunday; 0 where it does not count.
   */
  int hourOf(long countedAt) {
    if (countedAt == 0) {
      return 0;
    }
    ZonedDateTime there = Instant.ofEpochMilli(countedAt).atZone(zone);
    return (there.getDayOfWeek().getValue() - 1) * HOURS_A_DAY + there.getHour() + 1;
  }
}
