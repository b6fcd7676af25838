package dev.groundswell.simulator.catalogue;

import java.time.LocalDate;
import java.util.Locale;

/**
 * A fictional album or single. Its tracks stand side by side in the catalogue.
 *
 * @param index place in {@link Catalogue#albums()}
 * @param id like Spotify's: 22 digits and letters
 * @param firstTrack index of its first track
 * @param size how many tracks it has
 * @param precision how much of {@code released} is known
 */
public record Album(
    int index,
    String id,
    String title,
    Artist artist,
    Kind kind,
    LocalDate released,
    Precision precision,
    int firstTrack,
    int size) {

  /** What kind of release it is, in Spotify's words once in lower case. */
  public enum Kind {
    ALBUM,
    SINGLE
  }

  /** How much of a release date is known, in Spotify's words once in lower case. */
  public enum Precision {
    YEAR,
    MONTH,
    DAY;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The release date as far as it is known: {@code 1981}, {@code 1981-12}, {@code 1981-12-15}. */
  public String releaseDate() {
    String date = released.toString();
    return switch (precision) {
      case YEAR -> date.substring(0, 4);
      case MONTH -> date.substring(0, 7);
      case DAY -> date;
    };
  }
}
