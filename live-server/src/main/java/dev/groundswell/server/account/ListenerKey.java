package dev.groundswell.server.account;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The data key of one listener: seals each value for its column, and opens it only there. */
final class ListenerKey {

  /** Columns of {@code account} that hold ciphertext. */
  enum Column {
    SUBJECT("subject"),
    DISPLAY_NAME("display_name"),
    ACCESS_TOKEN("access_token"),
    REFRESH_TOKEN("refresh_token");

    private final String sqlName;

    Column(String sqlName) {
      this.sqlName = sqlName;
    }
  }

  private final long listenerId;
  private final SecretKey key;
  private final SecureRandom random;

  ListenerKey(long listenerId, SecretKey key, SecureRandom random) {
    this.listenerId = listenerId;
    this.key = key;
    this.random = random;
  }

  long listenerId() {
    return listenerId;
  }

  byte[] encoded() {
    return key.getEncoded();
  }

  Buffer seal(Column column, String plaintext) {
    byte[] bytes = plaintext.getBytes(StandardCharsets.UTF_8);
    return Buffer.buffer(
        Sealing.seal(key, bytes, Secrets.place(column.sqlName, listenerId), random));
  }

  @Nullable Buffer sealNullable(Column column, @Nullable String plaintext) {
    return plaintext == null ? null : seal(column, plaintext);
  }

  /**
   * @throws SecretsException where it was sealed for another listener or column, or changed
   */
  @Nullable String open(Column column, @Nullable Buffer sealed) {
    if (sealed == null) {
      return null;
    }
    byte[] plaintext =
        Sealing.open(key, sealed.getBytes(), Secrets.place(column.sqlName, listenerId));
    return new String(plaintext, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "ListenerKey[listener=" + listenerId + "]";
  }
}
