package dev.groundswell.server.ledger;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** How names of genres and artists are written where spelling shall not matter. */
final class GenreWords {
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern EDGES = Pattern.compile("^-+|-+$");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  private GenreWords() {}

  /** A genre's word in addresses: {@code Drum & Bass} is {@code drum-bass}; may be empty. */
  static String slug(String genre) {
    String words = NO_WORD.matcher(folded(genre)).replaceAll("-");
    return EDGES.matcher(words).replaceAll("");
  }

  /** An artist's name by which tags are found: no matter how it is cased, composed or spaced. */
  static String folded(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFKC);
    return SPACES.matcher(composed.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }
}
