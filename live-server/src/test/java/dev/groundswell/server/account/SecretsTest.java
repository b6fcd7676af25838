package dev.groundswell.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.server.account.ListenerKey.Column;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Secrets secrets = secretsOf(7);

  static Secrets secretsOf(int seed) {
    byte[] key = new byte[32];
    key[0] = (byte) seed;
    return Secrets.of(Base64.getEncoder().encodeToString(key), RANDOM);
  }

  @Test
  void whatWasSealedOpensAgain() {
    ListenerKey key = secrets.newListenerKey(1);

    Buffer sealed = key.seal(Column.REFRESH_TOKEN, "a token ♪");

    assertThat(key.open(Column.REFRESH_TOKEN, sealed)).isEqualTo("a token ♪");
    assertThat(sealed.toString()).doesNotContain("a token");
  }

  @Test
  void theSameTextIsNeverSealedAlike() {
    ListenerKey key = secrets.newListenerKey(1);

    assertThat(key.seal(Column.SUBJECT, "ada")).isNotEqualTo(key.seal(Column.SUBJECT, "ada"));
  }

  @Test
  void everyChangedByteIsNoticed() {
    ListenerKey key = secrets.newListenerKey(1);
    byte[] sealed = key.seal(Column.ACCESS_TOKEN, "token").getBytes();

    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> key.open(Column.ACCESS_TOKEN, Buffer.buffer(changed)))
          .isInstanceOf(SecretsException.class);
    }
  }

  @Test
  void aTruncatedValueIsNoticed() {
    ListenerKey key = secrets.newListenerKey(1);
    Buffer sealed = key.seal(Column.ACCESS_TOKEN, "token");

    for (int length = 0; length < sealed.length(); length++) {
      Buffer shorter = sealed.slice(0, length);
      assertThatThrownBy(() -> key.open(Column.ACCESS_TOKEN, shorter))
          .isInstanceOf(SecretsException.class);
    }
  }

  @Test
  void aValueOpensOnlyInItsColumn() {
    ListenerKey key = secrets.newListenerKey(1);
    Buffer sealed = key.seal(Column.ACCESS_TOKEN, "token");

    assertThatThrownBy(() -> key.open(Column.REFRESH_TOKEN, sealed))
        .isInstanceOf(SecretsException.class);
  }

  @Test
  void aListenersKeyOpensOnlyForThatListener() {
    ListenerKey key = secrets.newListenerKey(1);
    byte[] wrapped = secrets.wrap(key);

    assertThat(secrets.unwrap(1, secrets.keyId(), wrapped).encoded()).isEqualTo(key.encoded());
    assertThatThrownBy(() -> secrets.unwrap(2, secrets.keyId(), wrapped))
        .isInstanceOf(SecretsException.class);
  }

  @Test
  void anotherSecretKeyOpensNothingAndIsNamed() {
    byte[] wrapped = secrets.wrap(secrets.newListenerKey(1));
    Secrets other = secretsOf(8);

    assertThatThrownBy(() -> other.unwrap(1, secrets.keyId(), wrapped))
        .isInstanceOf(SecretsException.class)
        .hasMessageContaining(secrets.keyId())
        .hasMessageContaining(other.keyId());
    assertThatThrownBy(() -> other.unwrap(1, other.keyId(), wrapped))
        .isInstanceOf(SecretsException.class);
  }

  @Test
  void theSameSecretKeyFindsTheSameSubject() {
    assertThat(secretsOf(7).subjectHash("spotify", "ada"))
        .isEqualTo(secrets.subjectHash("spotify", "ada"))
        .isNotEqualTo(secrets.subjectHash("spotify", "bob"))
        .isNotEqualTo(secretsOf(8).subjectHash("spotify", "ada"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "c2hvcnQ="})
  void aSecretKeyOfAnotherShapeIsRefusedAndNotRepeated(String value) {
    assertThatThrownBy(() -> Secrets.of(value, RANDOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("SECRET_KEY")
        .satisfies(
            error -> {
              if (!value.isEmpty()) {
                assertThat(error).hasMessageNotContaining(value);
              }
            });
  }
}
