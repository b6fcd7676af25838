package dev.groundswell.server.spotify;

import java.net.URI;
import java.time.Duration;

/**
 * How Spotify is reached.
 *
 * @param base of every request, such as {@code https://api.spotify.com/v1}
 * @param connections at most this many at a time
 * @param waiting at most this many requests wait for a connection; more fail at once
 * @param connectTimeout for a connection, waiting included
 * @param answerTimeout for the whole answer from when the request is sent
 */
public record SpotifyOptions(
    URI base, int connections, int waiting, Duration connectTimeout, Duration answerTimeout) {

  private static final String VERSION = "/v1";

  public SpotifyOptions {
    String scheme = base.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || base.getHost() == null) {
      throw new IllegalArgumentException("Spotify needs an http or https URL, not " + base);
    }
  }

  /**
   * Options for the Web API.
   *
   * @param root where it is, with its version ({@code /v1}) or without, at a path of its own or not
   */
  public static SpotifyOptions webApi(URI root) {
    String base = root.toString().replaceAll("/+$", "");
    return of(URI.create(base.endsWith(VERSION) ? base : base + VERSION));
  }

  /** Options for a base URL, with bounds that suit a few thousand listeners. */
  public static SpotifyOptions of(URI base) {
    return new SpotifyOptions(base, 32, 256, Duration.ofSeconds(5), Duration.ofSeconds(10));
  }
}
