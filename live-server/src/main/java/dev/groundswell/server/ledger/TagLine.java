package dev.groundswell.server.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a line of a tag file says: that an artist is of a genre, and how much so.
 *
 * @param artist as the file writes it
 * @param tag the genre as it is shown
 * @param weight greater is more; 0 takes an earlier import of this tag back
 */
record TagLine(String artist, String tag, double weight) {
  private static final int LONGEST = 2_000;
  private static final double HEAVIEST = 1e12;

  /** Thrown where a line cannot be taken; the message names the column and what is wrong. */
  static final class BadLineException extends Exception {
    private static final long serialVersionUID = 1;

    BadLineException(String message) {
      super(message);
    }
  }

  /** Whether a first line names the columns. */
  static boolean isHeader(String line) {
    return line.strip().toLowerCase(Locale.ROOT).replace("\"", "").startsWith("artist,tag");
  }

  /** Reads a line of the columns artist, tag and weight, quoted where a comma is inside. */
  static TagLine parse(String line) throws BadLineException {
    if (line.length() > LONGEST) {
      throw new BadLineException("longer than " + LONGEST + " characters");
    }
    List<String> columns = columns(line);
    if (columns.size() != 3) {
      throw new BadLineException(
          columns.size() + " columns instead of artist,tag,weight; quote what contains a comma");
    }
    String artist = Bounds.name(columns.get(0).strip());
    if (GenreWords.folded(artist).isEmpty()) {
      throw new BadLineException("artist is empty");
    }
    String tag = Bounds.name(columns.get(1).strip());
    if (GenreWords.slug(tag).isEmpty()) {
      throw new BadLineException("tag has neither letters nor digits");
    }
    return new TagLine(artist, tag, weight(columns.get(2).strip()));
  }

  private static double weight(String text) throws BadLineException {
    try {
      double weight = Double.parseDouble(text);
      if (weight >= 0 && weight <= HEAVIEST) {
        return weight;
      }
    } catch (NumberFormatException e) {
      // Said below, like a number out of range.
    }
    throw new BadLineException("weight is no number from 0 to 1e12");
  }

  private static List<String> columns(String line) throws BadLineException {
    List<String> columns = new ArrayList<>();
    StringBuilder column = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        column.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        columns.add(column.toString());
        column.setLength(0);
      } else {
        column.append(c);
      }
    }
    if (quoted) {
      throw new BadLineException("a quote is not closed");
    }
    columns.add(column.toString());
    return columns;
  }
}
