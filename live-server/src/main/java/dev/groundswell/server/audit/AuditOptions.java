package dev.groundswell.server.audit;

import java.time.Duration;

/**
 * How hard the auditor works.
 *
 * @param rest the least time between two boards
 * @param restFactor how many times as long as a board's count took it rests afterwards
 * @param secondLook how long after the first it looks at what seems to differ again
 * @param patience for how long it waits for the jobs' time to pass an instant
 * @param margin by how much the clocks of servers may differ
 * @param countLimit how long one count may take
 * @param lease how long a dead server's turn as the auditor lasts
 * @param betweenRebuilds the least time between two requests to build all boards anew
 */
public record AuditOptions(
    Duration rest,
    int restFactor,
    Duration secondLook,
    Duration patience,
    Duration margin,
    Duration countLimit,
    Duration lease,
    Duration betweenRebuilds) {

  /** A board every 15 s or later, at most a twentieth of one connection's time. */
  public static AuditOptions usual() {
    return new AuditOptions(
        Duration.ofSeconds(15),
        19,
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofMinutes(2),
        Duration.ofHours(1));
  }

  /** The rest after a board that took so long. */
  Duration restAfter(Duration took) {
    Duration earned = took.multipliedBy(restFactor);
    return earned.compareTo(rest) > 0 ? earned : rest;
  }
}
