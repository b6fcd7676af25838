package dev.groundswell.server.ops;

import dev.groundswell.server.poll.EndpointClass;
import java.util.Map;

/** What a person can do about an error, in a sentence or two. */
final class Advice {
  private static final Map<String, String> ERRORS =
      Map.of(
          "rate_limited",
          "Spotify wants fewer calls. Nothing is asked before its time is over; nothing to do,"
              + " unless another program uses the same developer account.",
          "unauthorized",
          "Access tokens were refused and renewed. Many of them: look whether the app's secret"
              + " is still the one in SPOTIFY_CLIENT_SECRET.",
          "forbidden",
          "Spotify does not admit these listeners. Add them to the app's list of users in the"
              + " developer dashboard, or have them sign in again. If it is everybody, look whether"
              + " the app's owner still has Premium.",
          "server_error",
          "Spotify has trouble of its own. It is tried again by itself; see status.spotify.dev.",
          "timeout",
          "Spotify does not answer in time. Look at this machine's network if it lasts.",
          "unreachable",
          "No connection to Spotify. Look at this machine's network, name resolution and"
              + " SPOTIFY_API_URL.",
          "malformed",
          "Answers could not be read. If it lasts, a proxy may be in between, or Spotify has"
              + " changed: look for a newer version.",
          "no_token",
          "Tokens could not be renewed. Look at SPOTIFY_ACCOUNTS_URL, the app's id and secret,"
              + " and whether PostgreSQL answers.",
          "consent_ended",
          "These listeners have to sign in again; their page tells them.");

  private static final Map<String, String> GAPS =
      Map.of(
          "history_page_full",
          "More was played than Spotify lists, while this server was away or slow.",
          "not_watched",
          "Nobody looked at the player for a while, and Spotify's list omits some plays.",
          "between_looks",
          "Something may have been played between two looks at the player.");

  private Advice() {}

  /** Whether an outcome of a turn is an error at all. */
  static boolean isError(String outcome) {
    return ERRORS.containsKey(outcome);
  }

  static String onError(String outcome) {
    return ERRORS.getOrDefault(outcome, "");
  }

  /** What follows from a class of endpoints being closed that the poller does not ask. */
  static String onClosed(EndpointClass endpoint) {
    return switch (endpoint) {
      case TOKENS ->
          "Nobody can sign in, and tokens are not renewed: whoever's ends is polled again after"
              + " that. Nothing to do.";
      case PROFILE -> "Nobody can sign in; the login page says so. Nothing to do.";
      default -> "";
    };
  }

  static String onGap(String reason) {
    return GAPS.getOrDefault(reason, "");
  }
}
