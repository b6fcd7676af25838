package dev.groundswell.server.account;

/** Thrown where the provider lets a person sign in but this app may not have them (403). */
public final class NotAllowedException extends RuntimeException {
  public NotAllowedException() {
    super("this person is not on the app's list at the provider", null, false, false);
  }
}
