package dev.groundswell.events;

import java.time.Duration;
import java.util.Optional;

/**
 * A rolling window of a board: the counted plays with {@code from < counted_at <= as_of}.
 *
 * <p>{@code from} is {@code as_of - length}, rounded down to the granularity, so the old edge of a
 * long window moves in coarser steps than its new edge.
 */
public enum Window {
  M5("5m", Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofMinutes(1)),
  H1("1h", Duration.ofHours(1), Duration.ofSeconds(10), Duration.ofMinutes(10)),
  H24("24h", Duration.ofHours(24), Duration.ofMinutes(1), Duration.ofHours(1)),
  D7("7d", Duration.ofDays(7), Duration.ofMinutes(5), Duration.ofHours(24));

  private final String label;
  private final long length;
  private final long granularity;
  private final long lookback;

  Window(String label, Duration length, Duration granularity, Duration lookback) {
    this.label = label;
    this.length = length.toMillis();
    this.granularity = granularity.toMillis();
    this.lookback = lookback.toMillis();
  }

  /** The name used in URLs and topics, such as {@code 24h}. */
  public String label() {
    return label;
  }

  /** How far the window reaches back, in milliseconds. */
  public long lengthMillis() {
    return length;
  }

  /** How far back the rank is taken that a board shows as the previous one, in milliseconds. */
  public long lookbackMillis() {
    return lookback;
  }

  /** The exclusive old edge of the window that ends at {@code asOf}; both epoch milliseconds. */
  public long from(long asOf) {
    return Math.floorDiv(asOf - length, granularity) * granularity;
  }

  /** The first {@code asOf} at which a play counted at {@code countedAt} is no longer inside. */
  public long leavesAt(long countedAt) {
    return -Math.floorDiv(-countedAt, granularity) * granularity + length;
  }

  public static Optional<Window> of(String label) {
    for (Window window : values()) {
      if (window.label.equals(label)) {
        return Optional.of(window);
      }
    }
    return Optional.empty();
  }
}
