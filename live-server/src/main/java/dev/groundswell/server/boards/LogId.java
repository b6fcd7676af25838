package dev.groundswell.server.boards;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of an entry in a log, as Redis writes it: {@code 1795328621018-0}.
 *
 * @param millis the first half
 * @param n tells entries of one millisecond apart
 */
public record LogId(long millis, long n) implements Comparable<LogId> {
  /** Before every entry. */
  public static final LogId START = new LogId(0, 0);

  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
  private static final Comparator<LogId> ORDER =
      Comparator.comparingLong(LogId::millis).thenComparingLong(LogId::n);

  /** Reads an id; empty where the text is none, whoever sent it. */
  public static Optional<LogId> of(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new LogId(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
        : Optional.empty();
  }

  /** The smallest id after this one. */
  public LogId next() {
    return new LogId(millis, n + 1);
  }

  @Override
  public int compareTo(LogId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return millis + "-" + n;
  }
}
