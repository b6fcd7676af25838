package dev.groundswell.server.ledger;

/** Thrown where PostgreSQL is away or too busy; nothing was stored, and trying again is right. */
public final class LedgerUnavailableException extends RuntimeException {
  public LedgerUnavailableException(String message) {
    super(message, null, false, false);
  }

  public LedgerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  static LedgerUnavailableException of(Throwable failure) {
    return failure instanceof LedgerUnavailableException already
        ? already
        : new LedgerUnavailableException(
            "PostgreSQL is away or too busy: " + failure.getMessage(), failure);
  }
}
