package dev.groundswell.server.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with places to be filled: {@code %NAME%} takes a text, which is escaped, and {@code
 * <!--%NAME%-->} takes markup as it is.
 *
 * <p>All places are filled at once, so that what fills one is never taken for another.
 */
final class Template {
  private static final Pattern PLACE = Pattern.compile("<!--%([A-Z0-9_]+)%-->|%([A-Z0-9_]+)%");

  private final List<Piece> pieces = new ArrayList<>();

  /** Text of the page, then a place; the last piece has none. */
  private record Piece(String before, String place, boolean isMarkup) {}

  Template(String page) {
    Matcher found = PLACE.matcher(page);
    int end = 0;
    while (found.find()) {
      String markup = found.group(1);
      pieces.add(
          new Piece(
              page.substring(end, found.start()),
              markup != null ? markup : found.group(2),
              markup != null));
      end = found.end();
    }
    pieces.add(new Piece(page.substring(end), "", true));
  }

  /** The page; a place that is given nothing is left empty. */
  String filled(Map<String, String> values) {
    StringBuilder page = new StringBuilder();
    for (Piece piece : pieces) {
      String value = values.getOrDefault(piece.place(), "");
      page.append(piece.before()).append(piece.isMarkup() ? value : escaped(value));
    }
    return page.toString();
  }

  /** A text as it stands in markup and in quoted attributes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
