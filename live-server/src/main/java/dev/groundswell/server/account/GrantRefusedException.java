package dev.groundswell.server.account;

/** Thrown where the provider answers {@code invalid_grant}: this code or token is good no more. */
public final class GrantRefusedException extends RuntimeException {
  public GrantRefusedException() {
    super("invalid_grant", null, false, false);
  }
}
