package dev.groundswell.server.spotify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the token endpoint gives.
 *
 * @param expiresIn how long the access token is good; null where it is not said
 * @param refreshToken null where the one in use stays good
 * @param scope as granted, space-separated; null where it is not said
 */
public record TokenReply(
    String accessToken,
    @Nullable Duration expiresIn,
    @Nullable String refreshToken,
    @Nullable String scope) {

  @Override
  public String toString() {
    return "TokenReply[expiresIn=" + expiresIn + "]";
  }
}
