package dev.groundswell.standalone;

import dev.groundswell.standalone.Checkpoints.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small Flink in this process that runs one job and takes it up where an earlier run left off.
 *
 * <p>It starts from the newest checkpoint that can be read: an unreadable one is passed over for
 * the one before it, and without any the job starts empty and fills itself from PostgreSQL.
 * Checkpoints of earlier runs are deleted as soon as this run has one of its own.
 */
final class EmbeddedFlink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedFlink.class);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
  private static final Duration FINAL_CHECKPOINT_LIMIT = Duration.ofSeconds(3);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final int TIDY_SECONDS = 5;

  /** The name of no job. */
  private static final String NOBODYS = "";

  private final MiniCluster cluster;
  private final Configuration configuration;
  private final JobDefinition definition;
  private final Checkpoints checkpoints;
  private final ScheduledExecutorService tidier;
  private volatile JobID job;

  private EmbeddedFlink(
      MiniCluster cluster,
      Configuration configuration,
      JobDefinition definition,
      Checkpoints checkpoints,
      JobID job,
      ScheduledExecutorService tidier) {
    this.cluster = cluster;
    this.configuration = configuration;
    this.definition = definition;
    this.checkpoints = checkpoints;
    this.job = job;
    this.tidier = tidier;
  }

  /**
   * Starts Flink and the job.
   *
   * @param folder where it keeps checkpoints and scratch files
   */
  static EmbeddedFlink start(Path folder, FlinkOptions options, JobDefinition definition) {
    Path checkpointFolder = folder.resolve("checkpoints");
    Checkpoints checkpoints = new Checkpoints(checkpointFolder);
    MiniCluster cluster = null;
    try {
      Path scratch = folder.resolve("scratch");
      Folders.delete(scratch);
      Files.createDirectories(scratch);
      Files.createDirectories(checkpointFolder);
      Configuration configuration = options.configuration(checkpointFolder, scratch);
      cluster = cluster(configuration, options.parallelism());
      cluster.start();
      JobID job = submit(cluster, configuration, checkpoints, definition);
      ScheduledExecutorService tidier =
          Executors.newSingleThreadScheduledExecutor(EmbeddedFlink::tidierThread);
      EmbeddedFlink flink =
          new EmbeddedFlink(cluster, configuration, definition, checkpoints, job, tidier);
      flink.tidyUp();
      return flink;
    } catch (InterruptedException e) {
      closeQuietly(cluster);
      Thread.currentThread().interrupt();
      throw new StartException("Interrupted.", e);
    } catch (StartException e) {
      closeQuietly(cluster);
      throw e;
    } catch (Exception e) {
      closeQuietly(cluster);
      throw new StartException("The embedded Flink could not be started: " + e.getMessage(), e);
    }
  }

  private static MiniCluster cluster(Configuration configuration, int slots) {
    return new SilentCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(slots)
            .setRpcServiceSharing(RpcServiceSharing.SHARED)
            .setCommonBindAddress("127.0.0.1")
            .withRandomPorts()
            .build());
  }

  /** Tries one checkpoint after the other, then none. */
  private static JobID submit(
      MiniCluster cluster,
      Configuration configuration,
      Checkpoints checkpoints,
      JobDefinition definition)
      throws Exception {
    boolean passedOver = false;
    for (Checkpoint checkpoint : checkpoints.newestFirst()) {
      // Not claimed: this run does not build on its files, so they can be deleted soon after.
      SavepointRestoreSettings restore =
          SavepointRestoreSettings.forPath(
              checkpoint.path().toUri().toString(), false, RecoveryClaimMode.NO_CLAIM);
      JobID job = submit(cluster, configuration, definition, restore);
      if (new RestoreWatch(cluster, job).await() == RestoreWatch.Outcome.RESTORED) {
        log.info("The boards continue from the checkpoint of {}.", checkpoint.completed());
        return job;
      }
      log.debug("The checkpoint {} cannot be read.", checkpoint.path());
      passedOver = true;
      cancel(cluster, job);
    }
    if (passedOver) {
      log.warn("No checkpoint can be read: the boards are rebuilt from PostgreSQL.");
    }
    JobID job = submit(cluster, configuration, definition, SavepointRestoreSettings.none());
    if (new RestoreWatch(cluster, job).await() == RestoreWatch.Outcome.UNREADABLE) {
      throw new StartException("The stream jobs cannot be set up; they do not fit this Flink.");
    }
    return job;
  }

  private static JobID submit(
      MiniCluster cluster,
      Configuration configuration,
      JobDefinition definition,
      SavepointRestoreSettings restore)
      throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    definition.define(environment);
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    graph.setSavepointRestoreSettings(restore);
    return await(cluster.submitJob(graph)).getJobID();
  }

  private static void cancel(MiniCluster cluster, JobID job) throws Exception {
    if (!await(cluster.getJobStatus(job)).isGloballyTerminalState()) {
      var cancelling = await(cluster.cancelJob(job));
      var result = await(cluster.requestJobResult(job));
      log.debug("{}: {} {}", job, cancelling, result.getJobStatus());
    }
  }

  private static <T> T await(CompletableFuture<T> answer) throws Exception {
    return answer.get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tidyUp() {
    ScheduledFuture<?> tidying =
        tidier.scheduleWithFixedDelay(
            () -> {
              if (checkpoints.anyOf(job.toHexString())) {
                checkpoints.deleteAllBut(job.toHexString());
                tidier.shutdown();
              }
            },
            TIDY_SECONDS,
            TIDY_SECONDS,
            TimeUnit.SECONDS);
    log.trace("Tidying {}", tidying);
  }

  private static Thread tidierThread(Runnable work) {
    Thread thread = new Thread(work, "checkpoints");
    thread.setDaemon(true);
    return thread;
  }

  /** How the job is; completes with an error where Flink does not answer. */
  CompletableFuture<JobStatus> status() {
    return cluster.getJobStatus(job).orTimeout(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Makes sure that no checkpoint is left that was taken before this call.
   *
   * <p>Two fresh ones push out all that Flink keeps; those of earlier runs are deleted here.
   */
  CompletableFuture<Void> forgetOlderCheckpoints() {
    return checkpoint()
        .thenCompose(first -> checkpoint())
        .thenRun(() -> checkpoints.deleteAllBut(job.toHexString()));
  }

  /**
   * Ends the job and begins one without a past: every board is built anew from the ledger. Its
   * checkpoints go first, so that a start after a crash in between does not bring its state back.
   */
  CompletableFuture<Void> rebuild() {
    return CompletableFuture.runAsync(this::beginAnew);
  }

  private synchronized void beginAnew() {
    try {
      cancel(cluster, job);
      checkpoints.deleteAllBut(NOBODYS);
      job = submit(cluster, configuration, definition, SavepointRestoreSettings.none());
      log.info("The boards are rebuilt from PostgreSQL.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("Interrupted.", e);
    } catch (Exception e) {
      throw new StartException("The stream jobs could not begin anew: " + e.getMessage(), e);
    }
  }

  private CompletableFuture<Long> checkpoint() {
    return cluster.triggerCheckpoint(job, CheckpointType.FULL);
  }

  /** Takes a last checkpoint where that is quick, and stops; bounded in time. */
  @Override
  public void close() {
    tidier.shutdownNow();
    try {
      Long last = checkpoint().get(FINAL_CHECKPOINT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      log.debug("Last checkpoint: {}", last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.debug("Stopping without a last checkpoint: {}", e.getMessage());
    }
    closeQuietly(cluster);
  }

  private static void closeQuietly(@org.jspecify.annotations.Nullable MiniCluster cluster) {
    if (cluster == null) {
      return;
    }
    try {
      cluster.closeAsync().get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.debug("Flink did not stop cleanly: {}", e.getMessage());
    }
  }
}
