package dev.groundswell.jobs.sink;

import dev.groundswell.events.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest version of each topic, on its way from Flink's thread to the courier's.
 *
 * <p>It never holds more than one version a topic: boards are absolute, so an older one that has
 * not left yet is of no use to anybody.
 */
final class Inbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Topic, BoardVersion> versions = new HashMap<>();
  private long asOf = Long.MIN_VALUE;
  private boolean settled = true;
  private boolean closed;

  /** What has come since the last time. */
  record Mail(List<BoardVersion> versions, long asOf) {}

  void put(BoardVersion version) {
    lock.lock();
    try {
      versions.merge(
          version.board().topic(),
          version,
          (older, newer) -> new BoardVersion(newer.board(), older.logged() || newer.logged()));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Notes how far event time has come; nobody is woken for it. */
  void reach(long instant) {
    lock.lock();
    try {
      asOf = instant;
      settled = false;
    } finally {
      lock.unlock();
    }
  }

  /** Takes what is there, after waiting for it at most so long. */
  Mail take(long maxWaitMillis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(maxWaitMillis);
      while (versions.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      Mail mail = new Mail(List.copyOf(versions.values()), asOf);
      settled = settled && versions.isEmpty();
      versions.clear();
      return mail;
    } finally {
      lock.unlock();
    }
  }

  /** Notes whether everything taken so far has been delivered. */
  void settle(boolean all) {
    lock.lock();
    try {
      settled = all;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits at most so long until everything has been delivered; says whether it has. */
  boolean awaitSettled(long maxWaitMillis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(maxWaitMillis);
      while (!(settled && versions.isEmpty()) && left > 0) {
        left = changed.awaitNanos(left);
      }
      return settled && versions.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
