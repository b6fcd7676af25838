package dev.groundswell.standalone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, stopped in the reverse order.
 *
 * <p>Stopping may begin while something is still being started, on another thread: it waits a
 * little for that, and whatever comes later is stopped at once.
 */
final class RunningParts {
  private static final Logger log = LoggerFactory.getLogger(RunningParts.class);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean starting;
  private boolean stopping;

  private record Part(String name, AutoCloseable part) {}

  /** Starts a part and keeps it for stopping. */
  <T extends AutoCloseable> T start(String name, Callable<T> starter) {
    begin();
    T part;
    try {
      part = starter.call();
    } catch (RuntimeException e) {
      end();
      throw e;
    } catch (Exception e) {
      end();
      throw new StartException(name + " could not be started: " + e.getMessage(), e);
    }
    keep(name, part);
    end();
    return part;
  }

  /** Keeps for stopping what has been started already. */
  synchronized void keep(String name, AutoCloseable part) {
    parts.push(new Part(name, part));
    if (stopping && !starting) {
      close();
    }
  }

  private synchronized void begin() {
    if (stopping) {
      throw new StartException("Stopped while starting.");
    }
    starting = true;
  }

  private synchronized void end() {
    starting = false;
    notifyAll();
    if (stopping) {
      close();
    }
  }

  /**
   * From here on nothing more is started; what is being started right now is stopped at its end.
   */
  synchronized void refuse() {
    stopping = true;
  }

  /** Stops everything, the last started first; a second call finds nothing left to stop. */
  synchronized void stop() {
    refuse();
    awaitStart();
    close();
  }

  /** Whether {@link #refuse} or {@link #stop} has been called. */
  synchronized boolean stopping() {
    return stopping;
  }

  private synchronized void awaitStart() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (long left = PATIENCE.toMillis();
          starting && left > 0;
          left = (end - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void close() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.part().close();
        log.debug("Stopped {}.", part.name());
      } catch (Exception e) {
        log.warn("{} did not stop cleanly: {}", part.name(), e.toString());
      }
    }
  }
}
