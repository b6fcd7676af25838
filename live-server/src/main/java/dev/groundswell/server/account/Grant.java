package dev.groundswell.server.account;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the provider gives for a code or a refresh token.
 *
 * @param expiresIn how long the access token is good, from when it was given
 * @param refreshToken null where the one in use stays good
 * @param scope space-separated, as granted
 */
record Grant(String accessToken, Duration expiresIn, @Nullable String refreshToken, String scope) {

  @Override
  public String toString() {
    return "Grant[expiresIn=" + expiresIn + ", scope=" + scope + "]";
  }
}
