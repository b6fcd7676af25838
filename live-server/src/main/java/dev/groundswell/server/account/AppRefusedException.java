package dev.groundswell.server.account;

/** Thrown where the provider does not know the app, or takes another secret for it. */
public final class AppRefusedException extends RuntimeException {
  public AppRefusedException() {
    super("the provider refuses the app's id or secret", null, false, false);
  }
}
