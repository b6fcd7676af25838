package dev.groundswell.server.poll;

import io.reactivex.rxjava3.core.Single;

/** The poller's way to a listener's access token; the account stage keeps and renews them. */
public interface AccessTokens {

  /**
   * A token that should be valid now, renewed first where it is about to end. One renewal at a time
   * for a listener.
   *
   * @return an error of {@link ConsentEndedException} where the listener must sign in again, of
   *     {@link ClosedException} where there is no token and none is to be asked for now
   */
  Single<String> current(long listenerId);

  /** A token other than {@code refused}, which Spotify has just refused with 401. */
  Single<String> afterRefusal(long listenerId, String refused);
}
