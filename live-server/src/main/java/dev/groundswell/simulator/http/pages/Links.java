package dev.groundswell.simulator.http.pages;

/**
 * Addresses of the simulator's own covers and pages, as a browser reaches them.
 *
 * @param base without a slash at its end
 */
public record Links(String base) {

  /** The picture of an album, an artist or a person. */
  public String image(String id) {
    return base + "/image/" + id + ".svg";
  }

  /**
   * Where a person opens something.
   *
   * @param type track, artist, album, playlist or user
   */
  public String open(String type, String id) {
    return base + "/" + type + "/" + id;
  }
}
