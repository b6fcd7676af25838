package dev.groundswell.jobs.items;

import dev.groundswell.events.Topic.Kind;
import java.time.Duration;

/**
 * The cells of time along which a portrait tells plays and listeners: the last hour in small steps,
 * and the last seven days by the hour. The newest cell is the one that goes on.
 */
enum Curve {
  RECENT(Duration.ofHours(1)),
  HOURLY(Duration.ofDays(7));

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final long span;

  Curve(Duration span) {
    this.span = span.toMillis();
  }

  /**
   * How long a cell is, in milliseconds.
   *
   * <p>A genre has listeners enough in a minute. A track or an artist hardly ever has, and nearly
   * all its minutes would be withheld: five of them make a cell.
   */
  long step(Kind kind) {
    return this == HOURLY ? HOUR : kind == Kind.GENRES ? MINUTE : 5 * MINUTE;
  }

  /** How many cells there are. */
  int cells(Kind kind) {
    return (int) (span / step(kind));
  }

  /** When the oldest cell begins, epoch milliseconds. */
  long begins(Kind kind, long asOf) {
    long step = step(kind);
    return (Math.floorDiv(asOf, step) + 1) * step - span;
  }
}
