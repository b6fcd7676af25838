package dev.groundswell.server;

import dev.groundswell.server.ServerConfig.Spotify;
import dev.groundswell.server.account.RedirectUri;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SPOTIFY_ settings taken together: each may be well-formed and the whole still lead nowhere.
 */
final class SpotifySettings {
  private static final String DASHBOARD =
      "Copy it from your app's page at developer.spotify.com/dashboard";

  private SpotifySettings() {}

  /**
   * The app, null where nothing is set and the simulator stands in.
   *
   * @throws SettingException where a part is missing, or Spotify would refuse it
   */
  static @Nullable Spotify in(Map<String, String> environment, URI publicUrl) {
    String id = ServerConfig.SPOTIFY_CLIENT_ID.ifSet(environment);
    Secret secret = ServerConfig.SPOTIFY_CLIENT_SECRET.ifSet(environment);
    boolean elsewhere =
        ServerConfig.SPOTIFY_API_URL.isSet(environment)
            || ServerConfig.SPOTIFY_ACCOUNTS_URL.isSet(environment);
    if (id == null && secret == null && !elsewhere) {
      return null;
    }
    if (id == null) {
      throw new SettingException(
          "SPOTIFY_CLIENT_ID",
          "is missing while another SPOTIFY_ setting is there",
          DASHBOARD + ", or remove all SPOTIFY_ settings to use the simulator.");
    }
    if (secret == null) {
      throw new SettingException(
          "SPOTIFY_CLIENT_SECRET",
          "is missing while SPOTIFY_CLIENT_ID is there",
          DASHBOARD + " (View client secret).");
    }
    if (secret.value().equals(id)) {
      throw new SettingException(
          "SPOTIFY_CLIENT_SECRET",
          "is the same as SPOTIFY_CLIENT_ID",
          DASHBOARD + " (View client secret).");
    }
    URI api = ServerConfig.SPOTIFY_API_URL.in(environment);
    URI accounts = ServerConfig.SPOTIFY_ACCOUNTS_URL.in(environment);
    checkHost("SPOTIFY_API_URL", api, ServerConfig.REAL_API, ServerConfig.REAL_API + "/v1");
    checkHost("SPOTIFY_ACCOUNTS_URL", accounts, ServerConfig.REAL_ACCOUNTS);
    if (accounts.toString().equals(ServerConfig.REAL_ACCOUNTS)) {
      checkRedirect(publicUrl);
    }
    return new Spotify(id, secret, api, accounts);
  }

  /** A host of Spotify's has to be the right one of them, over https. */
  private static void checkHost(String name, URI given, String... right) {
    boolean spotifys = given.getHost().toLowerCase(Locale.ROOT).endsWith(".spotify.com");
    if (spotifys && !List.of(right).contains(given.toString())) {
      throw new SettingException(
          name,
          "\"" + given + "\" is not where Spotify's service is",
          "Set " + name + "=" + right[0] + ", or remove it.");
    }
  }

  private static void checkRedirect(URI publicUrl) {
    RedirectUri.Refusal refusal = RedirectUri.of(publicUrl).refusal();
    if (refusal != null) {
      throw new SettingException(
          "PUBLIC_URL",
          "\""
              + publicUrl
              + "\" is an address to which Spotify sends nobody back: "
              + refusal.reason(),
          refusal.fix());
    }
  }
}
