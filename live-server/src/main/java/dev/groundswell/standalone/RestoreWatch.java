package dev.groundswell.standalone;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.scheduler.ExecutionGraphInfo;
import org.apache.flink.util.SerializedThrowable;
import org.apache.flink.util.StateMigrationException;

/**
 * Watches a job that has just been submitted until it is clear whether its state could be restored.
 *
 * <p>Flink starts a job again whose state cannot be read, for ever. What fails while state is being
 * read is told from what fails for other reasons (Redis is away) by where it was thrown.
 */
final class RestoreWatch {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  /** Methods of Flink in which state is read, on the side of the tasks and of the coordinators. */
  private static final Set<String> READING =
      Set.of(
          "initializeState",
          "streamOperatorStateContext",
          "resetToCheckpoint",
          "restoreLatestCheckpointedStateInternal",
          "restoreSavepoint",
          "loadAndValidateCheckpoint");

  private final MiniCluster cluster;
  private final JobID job;

  RestoreWatch(MiniCluster cluster, JobID job) {
    this.cluster = cluster;
    this.job = job;
  }

  /** How the start of a job went. */
  enum Outcome {
    /** It runs, or fails for a reason that another checkpoint would not mend. */
    RESTORED,
    /** Its state cannot be read. */
    UNREADABLE
  }

  /** Waits, at most 30 s, until it is clear. */
  Outcome await() {
    boolean unreadable =
        Waiting.until(LIMIT, () -> look() != Sight.NOT_YET) && look() == Sight.FAILED;
    return unreadable ? Outcome.UNREADABLE : Outcome.RESTORED;
  }

  private enum Sight {
    NOT_YET,
    FAILED,
    RUNS
  }

  private Sight look() {
    ExecutionGraphInfo info = info();
    AccessExecutionGraph graph = info.getArchivedExecutionGraph();
    // Flink never gives up a job that once began, so one that has ended could not be set up.
    if (graph.getState().isGloballyTerminalState() || failedReading(info)) {
      return Sight.FAILED;
    }
    return runs(graph) ? Sight.RUNS : Sight.NOT_YET;
  }

  private ExecutionGraphInfo info() {
    try {
      return cluster.getExecutionGraphInfo(job).get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("Interrupted.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StartException("The embedded Flink does not answer: " + e.getMessage(), e);
    }
  }

  /** While a job is being set up it is already there, without any tasks. */
  private static boolean runs(AccessExecutionGraph graph) {
    List<ExecutionState> tasks =
        StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
            .map(vertex -> vertex.getExecutionState())
            .toList();
    return !tasks.isEmpty()
        && tasks.stream()
            .allMatch(task -> task == ExecutionState.RUNNING || task == ExecutionState.FINISHED);
  }

  private static boolean failedReading(ExecutionGraphInfo info) {
    var failure = info.getArchivedExecutionGraph().getFailureInfo();
    return Stream.concat(
            Stream.ofNullable(failure == null ? null : failure.getException()),
            StreamSupport.stream(info.getExceptionHistory().spliterator(), false)
                .map(entry -> entry.getException()))
        .anyMatch(RestoreWatch::ofReading);
  }

  /** Whether {@code thrown}, or a cause of it, was thrown while state was being read. */
  static boolean ofReading(Throwable thrown) {
    ClassLoader loader = RestoreWatch.class.getClassLoader();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Throwable real =
          cause instanceof SerializedThrowable serialized
              ? serialized.deserializeError(loader)
              : cause;
      if (real instanceof StateMigrationException
          || Arrays.stream(real.getStackTrace())
              .anyMatch(frame -> READING.contains(frame.getMethodName()))) {
        return true;
      }
    }
    return false;
  }
}
