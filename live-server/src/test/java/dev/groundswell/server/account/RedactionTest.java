package dev.groundswell.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds a secret does not print it, wherever somebody logs it. */
class RedactionTest {
  private static final String SECRET = "s3cr3t";
  private static final Instant NOW = Instant.EPOCH;

  static Stream<Object> holders() {
    URI url = URI.create("https://host.example");
    var grant = new Grant(SECRET, Duration.ofHours(1), SECRET, "scope");
    var secrets = Secrets.of("c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I=", new SecureRandom());
    return Stream.of(
        grant,
        new Profile(SECRET, SECRET),
        new TokenStore.Stored(Account.State.ACTIVE, SECRET, NOW, SECRET, NOW),
        new Tokens.Held(SECRET, NOW),
        new Tokens.Unsaved(NOW, grant, NOW),
        new SignInStore.Begun(SECRET.getBytes(), SECRET, new Wishes(true, null), NOW),
        new Sessions.NewSession(
            SECRET, SECRET, Buffer.buffer(SECRET), Buffer.buffer(SECRET), null, NOW),
        new Account(SECRET, true, "UTC", NOW, Account.State.ACTIVE, NOW, NOW),
        new AuthorizationServer.Options(url, "id", SECRET, url),
        new Accounts.Options(url, url, "id", SECRET),
        secrets,
        secrets.newListenerKey(1),
        List.of(grant));
  }

  @ParameterizedTest
  @MethodSource("holders")
  void noHolderOfASecretPrintsIt(Object holder) {
    assertThat(holder.toString()).doesNotContain(SECRET);
  }
}
