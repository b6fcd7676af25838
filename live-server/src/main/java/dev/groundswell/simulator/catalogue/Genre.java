package dev.groundswell.simulator.catalogue;

import java.util.List;

/**
 * A kind of music.
 *
 * @param index its place in the catalogue's list of genres
 * @param name as Spotify would write it
 * @param share of the artists, relative to the other genres
 * @param peakHour the hour of a listener's day, 0 to 23, at which it is played most
 * @param languages names of the languages its artists sing in, repeated by weight
 */
public record Genre(int index, String name, double share, int peakHour, List<String> languages) {
  public Genre {
    languages = List.copyOf(languages);
  }
}
