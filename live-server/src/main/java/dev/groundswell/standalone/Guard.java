package dev.groundswell.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A shell that stops the embedded PostgreSQL and Redis when this process dies.
 *
 * <p>It waits at the end of a pipe that this process alone holds: however this process ends, even
 * by kill -9, the pipe closes. It ignores the signals of the terminal. A line on the pipe tells it
 * that everything has been stopped already. It acts only while the data folder still belongs to
 * this run.
 */
final class Guard implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' HUP INT QUIT TERM
      data=$1 run=$2
      if read -r word; then exit 0; fi

      # Sends signal $2 to the process in pid file $1, if it is one of ours; fails if there is none.
      stop() {
        pid=$(head -n 1 "$1" 2>/dev/null) || return 1
        case $pid in ''|*[!0-9]*) return 1;; esac
        if [ -d /proc/self ]; then
          command=$(tr '\\0' ' ' <"/proc/$pid/cmdline") || return 1
        else
          command=$(ps -ww -o args= -p "$pid") || return 1
        fi
        case $command in *"$data/"*) kill -"$2" "$pid";; *) return 1;; esac
      }

      # More than once, because PostgreSQL may have been about to start.
      for attempt in 1 2 3 4 5 6 7 8 9 10; do
        [ "$(cat "$data/run")" = "$run" ] || exit 0
        stop "$data/redis/redis.pid" TERM
        stop "$data/postgres/postmaster.pid" INT
        sleep 1
      done
      """;

  private final OutputStream pipe;
  private volatile boolean partStarting;

  private Guard(OutputStream pipe) {
    this.pipe = pipe;
  }

  static Guard start(DataDir data) {
    ProcessBuilder shell =
        new ProcessBuilder(
            "sh", "-c", SCRIPT, "groundswell-guard", data.folder().toString(), data.run());
    shell.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    shell.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return new Guard(shell.start().getOutputStream());
    } catch (IOException e) {
      throw new StartException("No shell (sh) could be started, which the embedded parts need.", e);
    }
  }

  /** Says that a part is being started, which nobody else could stop yet. */
  void partStarts() {
    partStarting = true;
  }

  /** Says that the part runs and whoever started it will stop it. */
  void partRuns() {
    partStarting = false;
  }

  /** Tells the guard that there is nothing left to stop; a part half started is left to it. */
  @Override
  public void close() {
    try (pipe) {
      if (!partStarting) {
        pipe.write("done\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
