package dev.groundswell.server.account;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Spotify sends people back to after they have signed in; it has to be registered there,
 * letter for letter.
 */
public record RedirectUri(URI uri) {
  /** Below PUBLIC_URL. */
  static final String PATH = "/auth/spotify/callback";

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

  /**
   * @param publicUrl what the outside calls this server, without a slash at its end
   */
  public static RedirectUri of(URI publicUrl) {
    return new RedirectUri(URI.create(publicUrl + PATH));
  }

  /** What Spotify has against this address and what to set instead. */
  public record Refusal(String reason, String fix) {}

  /**
   * Why it cannot be registered at Spotify, null where it can: since 2025 it takes https, or plain
   * http on a loopback address in digits, and no {@code localhost} at all.
   */
  public @Nullable Refusal refusal() {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return new Refusal("it does not take localhost", "Set PUBLIC_URL=" + inDigits() + ".");
    }
    if (uri.getScheme().equals("http") && !LOOPBACK.contains(host)) {
      return new Refusal(
          "it takes plain http on 127.0.0.1 and [::1] alone",
          "Put a proxy with https in front and set PUBLIC_URL=https://"
              + uri.getHost()
              + ", or use "
              + inDigits()
              + " on this machine alone.");
    }
    return null;
  }

  private String inDigits() {
    return "http://127.0.0.1" + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
