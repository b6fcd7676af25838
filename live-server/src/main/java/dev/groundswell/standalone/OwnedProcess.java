package dev.groundswell.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that an embedded part left its pid file for, and that really is that part.
 *
 * <p>A pid file may be older than the machine's last start, and its number by now be anyone's: only
 * a process whose command line names our data folder is ours.
 */
record OwnedProcess(String name, ProcessHandle process) {
  private static final Logger log = LoggerFactory.getLogger(OwnedProcess.class);

  static Optional<OwnedProcess> find(String name, Path pidFile, Path dataFolder) {
    return pid(pidFile)
        .flatMap(ProcessHandle::of)
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(command -> command.contains(dataFolder + "/"))
                    .isPresent())
        .map(process -> new OwnedProcess(name, process));
  }

  private static Optional<Long> pid(Path pidFile) {
    try (var lines = Files.lines(pidFile)) {
      return lines.findFirst().map(line -> Long.valueOf(line.strip()));
    } catch (IOException | java.io.UncheckedIOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Stops what an earlier run, killed, has left running. */
  void stopLeftOver(String signal, Duration patience) {
    log.info("Stopping the {} that an earlier run left behind.", name);
    stop(signal, patience);
  }

  /**
   * Sends {@code signal} and waits; ends it the hard way where that takes too long.
   *
   * <p>Goes on although this thread has been interrupted: that is when stopping matters most.
   */
  void stop(String signal, Duration patience) {
    boolean interrupted = Thread.interrupted();
    send(signal);
    if (!gone(patience)) {
      log.warn("{} did not stop within {} s and is killed.", name, patience.toSeconds());
      boolean asked = process.destroyForcibly();
      if (asked && !gone(Duration.ofSeconds(2))) {
        log.warn("{} (process {}) still runs.", name, process.pid());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String signal) {
    String pid = Long.toString(process.pid());
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -\"$1\" \"$2\"", "sh", signal, pid)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = kill.waitFor(2, TimeUnit.SECONDS);
      log.debug("kill -{} {}: {}", signal, pid, ended);
    } catch (IOException e) {
      log.warn("Could not signal {}: {}", name, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A process that has ended, but that nobody has fetched yet, has no command line any more. */
  private boolean gone(Duration patience) {
    return Waiting.until(
        patience, () -> !process.isAlive() || process.info().commandLine().isEmpty());
  }
}
