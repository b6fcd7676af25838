package dev.groundswell.simulator.catalogue;

/**
 * An advertisement between two tracks. Players do not say which one.
 *
 * @param id like Spotify's: 22 digits and letters
 */
public record Advert(String id, int durationMs) implements Playable {

  @Override
  public String title() {
    return "Advertisement";
  }

  @Override
  public String uri() {
    return "spotify:ad:" + id;
  }
}
