package dev.groundswell.server.ledger;

import java.util.random.RandomGenerator;

/** Makes the opaque ids that are shown outside: 16 characters of base62, some 95 random bits. */
public final class PublicIds {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 16;

  private final RandomGenerator random;

  /** Ids that cannot be guessed need a {@link java.security.SecureRandom}. */
  public PublicIds(RandomGenerator random) {
    this.random = random;
  }

  public String next() {
    char[] id = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      id[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }
    return new String(id);
  }
}
