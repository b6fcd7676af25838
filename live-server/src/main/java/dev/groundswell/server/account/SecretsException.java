package dev.groundswell.server.account;

/** Thrown where stored ciphertext does not open; says nothing of what is in it. */
public final class SecretsException extends RuntimeException {
  public SecretsException(String message) {
    super(message);
  }
}
