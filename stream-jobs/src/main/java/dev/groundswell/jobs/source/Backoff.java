package dev.groundswell.jobs.source;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/** A growing wait between attempts, with jitter, that can be cut short. */
final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long LAST_MILLIS = 5_000;

  private final RandomGenerator chance;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private long nextMillis = FIRST_MILLIS;

  Backoff(RandomGenerator chance) {
    this.chance = chance;
  }

  /** How long the next wait takes, before jitter of a half up or down. */
  long nextMillis() {
    return nextMillis;
  }

  void reset() {
    nextMillis = FIRST_MILLIS;
  }

  /** Waits; returns early when woken or interrupted. */
  void await() {
    long wait = nextMillis / 2 + chance.nextLong(nextMillis);
    nextMillis = Math.min(nextMillis * 2, LAST_MILLIS);
    lock.lock();
    try {
      boolean ignored = woken.await(wait, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  void wakeUp() {
    lock.lock();
    try {
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
