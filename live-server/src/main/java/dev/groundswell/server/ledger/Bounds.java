package dev.groundswell.server.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The limits of what the ledger takes from outside, so that no field of one source can make a
 * transaction fail that carries the plays of others.
 *
 * <p>Text is cut, and loses the NUL that PostgreSQL refuses; names that identify are short enough
 * for an index entry. Instants have millisecond precision, as changes have.
 */
final class Bounds {
  static final int NAME = 500;
  static final int ADDRESS = 2_000;
  private static final Instant FIRST = Instant.parse("1970-01-02T00:00:00Z");
  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  private Bounds() {}

  static String name(String text) {
    return cut(text, NAME);
  }

  static @Nullable String nameOrNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : cut(text, NAME);
  }

  static @Nullable String addressOrNull(@Nullable String text) {
    return text == null || text.isEmpty() || text.length() > ADDRESS ? null : cut(text, ADDRESS);
  }

  static Instant instant(String field, Instant at) {
    if (at.isBefore(FIRST) || at.isAfter(LAST)) {
      throw new IllegalArgumentException(field + " must be between " + FIRST + " and " + LAST);
    }
    return at.truncatedTo(ChronoUnit.MILLIS);
  }

  private static String cut(String text, int length) {
    String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    if (clean.length() <= length) {
      return clean;
    }
    boolean splitsPair = Character.isHighSurrogate(clean.charAt(length - 1));
    return clean.substring(0, splitsPair ? length - 1 : length);
  }
}
