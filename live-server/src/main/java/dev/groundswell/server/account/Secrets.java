package dev.groundswell.server.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * What follows from SECRET_KEY. The key itself encrypts nothing: HKDF derives one key for each
 * purpose.
 *
 * <p>Every listener has a data key of their own, stored only wrapped. Destroying that row makes all
 * that was sealed under it unreadable, in backups too.
 */
public final class Secrets {
  private static final int KEY_BYTES = 32;
  private static final String MAC = "HmacSHA256";

  private final SecureRandom random;
  private final SecretKey wrapping;
  private final SecretKey signIns;
  private final SecretKey subjects;
  private final String keyId;

  private Secrets(byte[] master, SecureRandom random) {
    this.random = random;
    byte[] extracted = mac(new SecretKeySpec(bytes("groundswell secrets 1"), MAC), master);
    SecretKey root = new SecretKeySpec(extracted, MAC);
    this.wrapping = new SecretKeySpec(expand(root, "listener keys"), "AES");
    this.signIns = new SecretKeySpec(expand(root, "sign-ins"), "AES");
    this.subjects = new SecretKeySpec(expand(root, "subjects"), MAC);
    this.keyId = HexFormat.of().formatHex(expand(root, "key id"), 0, 8);
  }

  /**
   * @param secretKey 32 bytes in base64
   * @throws IllegalArgumentException where it is anything else; the value is not repeated
   */
  public static Secrets of(String secretKey, SecureRandom random) {
    byte[] master;
    try {
      master = Base64.getDecoder().decode(secretKey.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("SECRET_KEY is not base64");
    }
    if (master.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "SECRET_KEY must be 32 bytes in base64, but has " + master.length);
    }
    return new Secrets(master, random);
  }

  /** Names the SECRET_KEY in use, without telling anything about it. */
  public String keyId() {
    return keyId;
  }

  /** A data key for a new listener. */
  ListenerKey newListenerKey(long listenerId) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return new ListenerKey(listenerId, new SecretKeySpec(key, "AES"), random);
  }

  byte[] wrap(ListenerKey key) {
    return Sealing.seal(wrapping, key.encoded(), place("data key", key.listenerId()), random);
  }

  /**
   * A listener's data key as it was stored.
   *
   * @throws SecretsException where it was wrapped under another SECRET_KEY, or changed
   */
  ListenerKey unwrap(long listenerId, String wrappedUnder, byte[] wrapped) {
    if (!wrappedUnder.equals(keyId)) {
      throw new SecretsException(
          "sealed under SECRET_KEY " + wrappedUnder + ", but this server has " + keyId);
    }
    byte[] key = Sealing.open(wrapping, wrapped, place("data key", listenerId));
    return new ListenerKey(listenerId, new SecretKeySpec(key, "AES"), random);
  }

  /** By which the account of a provider's user is found again; reveals the user to no one else. */
  byte[] subjectHash(String provider, String subject) {
    return mac(subjects, bytes(provider + '\0' + subject));
  }

  /** Seals what a sign-in has to remember, bound to that sign-in. */
  byte[] sealVerifier(String verifier, byte[] stateHash) {
    return Sealing.seal(signIns, bytes(verifier), stateHash, random);
  }

  String openVerifier(byte[] sealed, byte[] stateHash) {
    return new String(Sealing.open(signIns, sealed, stateHash), StandardCharsets.UTF_8);
  }

  static byte[] place(String column, long listenerId) {
    byte[] name = bytes(column);
    return ByteBuffer.allocate(name.length + 1 + Long.BYTES)
        .put(name)
        .put((byte) 0)
        .putLong(listenerId)
        .array();
  }

  @Override
  public String toString() {
    return "Secrets[" + keyId + "]";
  }

  /** HKDF-Expand (RFC 5869) for one block, which is all that 32 bytes need. */
  private static byte[] expand(SecretKey root, String purpose) {
    return mac(root, bytes(purpose + '\1'));
  }

  private static byte[] mac(SecretKey key, byte[] input) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no " + MAC, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
