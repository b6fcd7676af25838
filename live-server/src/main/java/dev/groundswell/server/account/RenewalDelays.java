package dev.groundswell.server.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.groundswell.server.poll.ClosedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Until when a listener's renewal is not tried again: after a failure 1 s, 2 s, 4 s ... 5 min,
 * jittered; where the provider has said how long to wait, as long as that.
 */
final class RenewalDelays {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private record Delay(int failures, Instant until, RuntimeException why) {}

  private final Clock clock;
  private final RandomGenerator chance;
  private final Cache<Long, Delay> delays = Caffeine.newBuilder().maximumSize(100_000).build();

  RenewalDelays(Clock clock, RandomGenerator chance) {
    this.clock = clock;
    this.chance = chance;
  }

  /** Why not to try now, null where now is right. */
  @Nullable RuntimeException hindrance(long listenerId) {
    Delay delay = delays.getIfPresent(listenerId);
    return delay == null || !clock.instant().isBefore(delay.until()) ? null : delay.why();
  }

  RenewalDelayedException failed(long listenerId) {
    int failures = failures(listenerId) + 1;
    Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
    long millis = Math.min(pause.toMillis(), LONGEST.toMillis());
    Instant until = clock.instant().plusMillis((long) (millis * (0.5 + chance.nextDouble() / 2)));
    RenewalDelayedException why = new RenewalDelayedException(until);
    delays.put(listenerId, new Delay(failures, until, why));
    return why;
  }

  /** Nobody is to ask: that says nothing of this listener. */
  void closed(long listenerId, ClosedException closed) {
    delays.put(listenerId, new Delay(failures(listenerId), closed.until(), closed));
  }

  void forget(long listenerId) {
    delays.invalidate(listenerId);
  }

  private int failures(long listenerId) {
    Delay before = delays.getIfPresent(listenerId);
    return before == null ? 0 : before.failures();
  }
}
