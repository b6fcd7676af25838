package dev.groundswell.server.account;

import io.reactivex.rxjava3.core.Single;

/** Who an access token belongs to; reads the provider's {@code /v1/me}. */
public interface Profiles {

  /**
   * @return an error of {@link NotAllowedException} where the provider answers 403, of {@link
   *     dev.groundswell.server.poll.ClosedException} where it is not to be asked now
   */
  Single<Profile> of(String accessToken);
}
