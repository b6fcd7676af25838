package dev.groundswell.server.account;

/** Thrown where the provider answers nobody because the app's owner has no Premium (403). */
public final class OwnerWithoutPremiumException extends RuntimeException {
  public OwnerWithoutPremiumException() {
    super("the app's owner has no Premium", null, false, false);
  }
}
