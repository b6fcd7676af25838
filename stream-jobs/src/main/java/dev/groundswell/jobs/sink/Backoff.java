package dev.groundswell.jobs.sink;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.random.RandomGenerator;

/** How long to leave a store alone after it has failed: longer each time, and never in step. */
final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 10_000;

  private final RandomGenerator chance;
  private int failures;

  Backoff(RandomGenerator chance) {
    this.chance = chance;
  }

  /** The pause after one more failure, in milliseconds. */
  long afterFailure() {
    long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
    failures++;
    return full / 2 + chance.nextLong(full / 2 + 1);
  }

  /** Notes a success; says whether it ends a row of failures. */
  @CanIgnoreReturnValue
  boolean afterSuccess() {
    boolean ended = failures > 0;
    failures = 0;
    return ended;
  }

  boolean isFirstFailure() {
    return failures == 1;
  }
}
