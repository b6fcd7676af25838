package dev.groundswell.simulator.catalogue;

import dev.groundswell.simulator.chance.Chance;
import java.util.ArrayList;
import java.util.List;

/**
 * What listeners of another service have called the artists: a source of genres beside the Web API,
 * such as hosts import. It knows most artists, not all.
 */
public final class Tags {
  private static final double UNKNOWN = 0.06;
  private static final int USUAL_WEIGHT = 100;

  private Tags() {}

  /**
   * A word for an artist.
   *
   * @param weight how many agree, 1 to 100
   */
  public record Tag(Artist artist, String word, int weight) {}

  /** All of them, by artist, the most agreed first. */
  public static List<Tag> of(long seed, Catalogue catalogue) {
    List<Tag> tags = new ArrayList<>();
    for (Artist artist : catalogue.artists()) {
      Chance chance = Chance.of(seed, "tags", artist.index());
      if (chance.happens(UNKNOWN)) {
        continue;
      }
      tags.add(new Tag(artist, artist.genre().name(), USUAL_WEIGHT));
      Genre other = chance.pick(catalogue.genres());
      if (chance.happens(0.4) && !other.equals(artist.genre())) {
        tags.add(new Tag(artist, other.name(), 5 + chance.below(45)));
      }
    }
    return tags;
  }
}
