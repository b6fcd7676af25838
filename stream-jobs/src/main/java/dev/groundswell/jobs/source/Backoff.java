package dev.groundswell.jobs.source;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/** A growing wait between attempts, with jitter, that can be cut short. */
final class Backoff {
  private final RandomGenerator chance;
  private final long firstMillis;
  private final long lastMillis;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private long nextMillis;

  Backoff(RandomGenerator chance, long firstMillis, long lastMillis) {
    this.chance = chance;
    this.firstMillis = firstMillis;
    this.lastMillis = lastMillis;
    this.nextMillis = firstMillis;
  }

  /** How long the next wait takes, before jitter of a half up or down. */
  long nextMillis() {
    return nextMillis;
  }

  void reset() {
    nextMillis = firstMillis;
  }

  /** Waits; returns early when woken or interrupted. */
  void await() {
    long wait = nextMillis / 2 + chance.nextLong(nextMillis);
    nextMillis = Math.min(nextMillis * 2, lastMillis);
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
