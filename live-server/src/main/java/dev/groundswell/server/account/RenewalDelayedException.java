package dev.groundswell.server.account;

import java.time.Instant;

/** Thrown where a token cannot be renewed now, though the consent may well be good. */
public final class RenewalDelayedException extends RuntimeException {
  private final Instant retryAt;

  public RenewalDelayedException(Instant retryAt) {
    super("token renewal is put off until " + retryAt, null, false, false);
    this.retryAt = retryAt;
  }

  /** Before this instant asking again is in vain. */
  public Instant retryAt() {
    return retryAt;
  }
}
