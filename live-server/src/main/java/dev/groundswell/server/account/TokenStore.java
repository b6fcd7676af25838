package dev.groundswell.server.account;

import dev.groundswell.server.poll.Roster;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a listener's tokens are kept. */
interface TokenStore {

  /**
   * @param accessExpiresAt null where there is no access token
   */
  record Stored(
      Account.State state,
      @Nullable String accessToken,
      @Nullable Instant accessExpiresAt,
      @Nullable String refreshToken,
      Instant consentedAt) {
    @Override
    public String toString() {
      return "Stored[state=" + state + ", accessExpiresAt=" + accessExpiresAt + "]";
    }
  }

  /** Empty where the listener has no account any more. */
  Maybe<Stored> read(long listenerId);

  /**
   * Keeps renewed tokens. Without a new refresh token the old one stays. Changes nothing where the
   * listener has consented anew since {@code consentedAt}, or is gone.
   */
  Completable renewed(long listenerId, Instant consentedAt, Grant grant, Instant expiresAt);

  /** Marks a consent as over, unless it was given anew since. Erases nothing. */
  Completable expired(long listenerId, Instant consentedAt);

  /** Takes the mark of an ended consent back; empty where there is no account any more. */
  Maybe<Roster.Joined> reinstated(long listenerId);
}
