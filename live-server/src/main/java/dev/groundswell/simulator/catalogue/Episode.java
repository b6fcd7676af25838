package dev.groundswell.simulator.catalogue;

import java.time.LocalDate;

/**
 * One episode of a podcast.
 *
 * @param id like Spotify's: 22 digits and letters
 */
public record Episode(String id, Show show, String title, int durationMs, LocalDate released)
    implements Playable {

  /**
   * A podcast.
   *
   * @param index its place among the podcasts
   * @param id like Spotify's: 22 digits and letters
   */
  public record Show(int index, String id, String name, String publisher) {}

  @Override
  public String uri() {
    return "spotify:episode:" + id;
  }
}
