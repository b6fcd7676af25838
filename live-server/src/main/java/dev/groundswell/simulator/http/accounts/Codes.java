package dev.groundswell.simulator.http.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Authorization codes that have been given and not yet used: each is good once, for ten minutes.
 */
final class Codes {
  private static final Duration GOOD_FOR = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  /**
   * What a code stands for.
   *
   * @param redirectUri where the code was sent
   * @param challenge PKCE's challenge (S256), null where the app sent none
   */
  record Granted(Consent consent, String redirectUri, @Nullable String challenge, Instant until) {}

  private final Cache<String, Granted> codes = Caffeine.newBuilder().maximumSize(MOST).build();
  private final Clock clock;
  private final Supplier<String> names;

  Codes(Clock clock, Supplier<String> names) {
    this.clock = clock;
    this.names = names;
  }

  String give(Consent consent, String redirectUri, @Nullable String challenge) {
    String code = names.get();
    codes.put(code, new Granted(consent, redirectUri, challenge, clock.instant().plus(GOOD_FOR)));
    return code;
  }

  /** What {@code code} stands for, once; null where it is unknown, used or too old. */
  @Nullable Granted take(String code) {
    Granted granted = codes.asMap().remove(code);
    return granted != null && clock.instant().isBefore(granted.until()) ? granted : null;
  }
}
