package dev.groundswell.simulator.http.accounts;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where codes may be sent: the registered addresses, or whatever Spotify would let one register.
 */
final class RedirectUris {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

  private final Set<String> registered;

  /**
   * @param registered to be matched exactly; where it is empty, https anywhere and http on a
   *     loopback address will do
   */
  RedirectUris(Set<String> registered) {
    this.registered = Set.copyOf(registered);
  }

  boolean allows(String redirectUri) {
    if (!registered.isEmpty()) {
      return registered.contains(redirectUri);
    }
    try {
      var uri = new URI(redirectUri);
      String host = uri.getHost();
      if (host == null || uri.getFragment() != null) {
        return false;
      }
      return "https".equals(uri.getScheme())
          || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
