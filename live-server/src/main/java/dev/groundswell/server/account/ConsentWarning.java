package dev.groundswell.server.account;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How soon a consent ends, for those who have to be told in time; the most urgent first. */
public enum ConsentWarning {
  DAY("1d", Duration.ofDays(1)),
  WEEK("7d", Duration.ofDays(7)),
  MONTH("30d", Duration.ofDays(30));

  private final String label;
  private final Duration before;

  ConsentWarning(String label, Duration before) {
    this.label = label;
    this.before = before;
  }

  /** The name in the API and in metrics. */
  public String label() {
    return label;
  }

  /** The most urgent warning for a consent that ends after this time; null where there is time. */
  static @Nullable ConsentWarning of(Duration left) {
    for (ConsentWarning warning : values()) {
      if (left.compareTo(warning.before) <= 0) {
        return warning;
      }
    }
    return null;
  }
}
