package dev.groundswell.events;

import java.util.Locale;
import java.util.Optional;

/** Where a play was learned from, in the words of the outward contract. */
public enum Source {
  SPOTIFY,
  SUBMITTED,
  IMPORTED;

  /** The name used outside, such as {@code spotify}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Source> of(String label) {
    for (Source source : values()) {
      if (source.label().equals(label)) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }
}
