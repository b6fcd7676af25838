package dev.groundswell.server.account;

import io.reactivex.rxjava3.core.Single;

/** Where tokens are renewed. */
interface Grants {

  /**
   * @return an error of {@link dev.groundswell.server.poll.ClosedException} where nobody is to ask
   *     now; an error of {@link GrantRefusedException} where the provider says the refresh token is
   *     good no more; any other error says nothing about the token
   */
  Single<Grant> refresh(String refreshToken);
}
