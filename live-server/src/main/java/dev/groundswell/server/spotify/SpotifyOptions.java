package dev.groundswell.server.spotify;

import java.net.URI;
import java.time.Duration;

/**
 * How Spotify is reached.
 *
 * @param api the base of every request, version included, such as {@code
 *     https://api.spotify.com/v1}
 * @param connections at most this many at a time
 * @param waiting at most this many requests wait for a connection; more fail at once
 * @param connectTimeout for a connection, waiting included
 * @param answerTimeout for the whole answer from when the request is sent
 */
public record SpotifyOptions(
    URI api, int connections, int waiting, Duration connectTimeout, Duration answerTimeout) {

  public SpotifyOptions {
    String scheme = api.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || api.getHost() == null) {
      throw new IllegalArgumentException("Spotify's API needs an http or https URL, not " + api);
    }
  }

  /** Options for a base URL, with bounds that suit a few thousand listeners. */
  public static SpotifyOptions of(URI api) {
    return new SpotifyOptions(api, 32, 256, Duration.ofSeconds(5), Duration.ofSeconds(10));
  }
}
