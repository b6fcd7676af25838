package dev.groundswell.server.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Until when a listener's failed renewal is not tried again: 1 s, 2 s, 4 s ... 5 min, jittered. */
final class RenewalDelays {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private record Delay(int failures, Instant until) {}

  private final Clock clock;
  private final RandomGenerator chance;
  private final Cache<Long, Delay> delays = Caffeine.newBuilder().maximumSize(100_000).build();

  RenewalDelays(Clock clock, RandomGenerator chance) {
    this.clock = clock;
    this.chance = chance;
  }

  /** When to try again, null where now is right. */
  @Nullable Instant until(long listenerId) {
    Delay delay = delays.getIfPresent(listenerId);
    return delay == null || !clock.instant().isBefore(delay.until()) ? null : delay.until();
  }

  Instant failed(long listenerId) {
    Delay before = delays.getIfPresent(listenerId);
    int failures = before == null ? 1 : before.failures() + 1;
    Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
    long millis = Math.min(pause.toMillis(), LONGEST.toMillis());
    Instant until = clock.instant().plusMillis((long) (millis * (0.5 + chance.nextDouble() / 2)));
    delays.put(listenerId, new Delay(failures, until));
    return until;
  }

  void forget(long listenerId) {
    delays.invalidate(listenerId);
  }
}
