package dev.groundswell.standalone;

import dev.groundswell.server.SettingException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of this process: started, failed, ended by a signal.
 *
 * <p>INT and TERM stop all parts, whether or not the start has come to its end. A failed start
 * leaves nothing running.
 */
final class Lifecycle {
  private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);
  private static final int FAILED = 1;
  private static final int BAD_USAGE = 2;

  /** After this the process ends however far stopping has come; the guard does what is left. */
  private static final Duration HALT_AFTER = Duration.ofSeconds(15);

  private Lifecycle() {}

  static void run(Consumer<RunningParts> start) {
    RunningParts running = new RunningParts();
    AtomicBoolean failed = new AtomicBoolean();
    Thread starter = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(running, starter, failed.get()), "stop"));
    ParentWatch.begin();
    try {
      start.accept(running);
    } catch (RuntimeException e) {
      if (running.stopping()) {
        return; // The signal that stopped the start ends the process, too.
      }
      failed.set(true);
      running.stop();
      report(e);
      System.exit(FAILED);
    }
  }

  static void badUsage(String argument) {
    System.err.println(
        "Groundswell: unknown argument \""
            + argument.replaceAll("\\p{C}", "?")
            + "\". Settings are environment variables; --help lists them.");
    System.exit(BAD_USAGE);
  }

  private static void stop(RunningParts running, Thread starter, boolean failed) {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread halting = new Thread(() -> haltUnless(stopped), "halt");
    halting.setDaemon(true);
    halting.start();
    if (!failed) {
      log.info("Stopping.");
      // First, so that whatever the interrupt breaks is known to be no failure.
      running.refuse();
      starter.interrupt();
    }
    running.stop();
    if (!failed) {
      log.info("Stopped.");
    }
    stopped.countDown();
  }

  private static void haltUnless(CountDownLatch stopped) {
    try {
      if (!stopped.await(HALT_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("Not everything stopped in time.");
        Runtime.getRuntime().halt(FAILED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was foreseen is one line; anything else is a defect, and its trace helps to mend it. */
  private static void report(RuntimeException e) {
    if (e instanceof StartException || e instanceof SettingException) {
      log.debug("", e);
      System.err.println(
          "Groundswell cannot start: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    } else {
      log.error("Groundswell cannot start, and this is not the fault of a setting.", e);
    }
  }
}
