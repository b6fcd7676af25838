package dev.groundswell.jobs;

import com.sun.management.OperatingSystemMXBean;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.sink.BoardSink;
import dev.groundswell.jobs.top.TopBoards;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.util.MiniClusterWithClientResource;
import redis.clients.jedis.RedisClient;

/**
 * Plays per second of processor time from a source to boards in Redis, all four windows on, with
 * checkpoints: the boards of tracks alone, and everything that the jobs compute. Beside them the 5
 * minute board of tracks by overlapping windows, from the same source to the same sink.
 *
 * <p>Run it by {@code ./mvnw -q -Pno-web,bench -pl stream-jobs test-compile exec:exec}, with {@code
 * -Dbench.plays=}, {@code -Dbench.sliding=} (plays for the overlapping windows) and {@code
 * -Dbench.parallelism=} where the defaults do not suit. Processor time is that of the whole JVM:
 * source, network, garbage collection and compiler too. Redis is another process and not in it.
 *
 * <p>Two shapes of time. A week: plays are spread over eight days, so that each enters and leaves
 * every window. A rush: a thousand a second with four heartbeats a second, as a busy site has it.
 */
public final class JobsBenchmark {
  private static final Duration CHECKPOINT = Duration.ofSeconds(10);
  private static final int RECORDINGS = 100_000;
  private static final int PLAYS_A_HEARTBEAT = 250;

  private final EmbeddedRedis redis;
  private final int parallelism;
  private final Path checkpoints;

  private JobsBenchmark(EmbeddedRedis redis, int parallelism, Path checkpoints) {
    this.redis = redis;
    this.parallelism = parallelism;
    this.checkpoints = checkpoints;
  }

  /** What a job is built of. */
  private interface Job {
    void build(StreamExecutionEnvironment env, DataStream<PlayChange> plays);
  }

  /** The newest complete checkpoint, and how far time had come when it was first seen. */
  private record Checkpoint(long number, long bytes, long asOf) {}

  /** Processor time of a run, and the checkpoints seen, the oldest first. */
  private record Cost(long plays, double cpuSeconds, double seconds, List<Checkpoint> checkpoints) {
    double perCpuSecond() {
      return plays / cpuSeconds;
    }

    void print(String what) {
      System.out.printf(
          "%-44s %,9d plays  %7.1f CPU-s  %6.1f s  %,9.0f plays/CPU-s%n",
          what, plays, cpuSeconds, seconds, perCpuSecond());
    }
  }

  public static void main(String[] args) throws Exception {
    long plays = Long.parseLong(args[0]);
    long slidingPlays = Long.parseLong(args[1]);
    int parallelism = Integer.parseInt(args[2]);
    int status = 1;
    Path checkpoints = Files.createTempDirectory("groundswell-bench");
    var cluster =
        new MiniClusterWithClientResource(
            new MiniClusterResourceConfiguration.Builder()
                .setConfiguration(settings(checkpoints))
                .setNumberTaskManagers(1)
                .setNumberSlotsPerTaskManager(parallelism)
                .build());
    cluster.before();
    try (EmbeddedRedis redis = new EmbeddedRedis()) {
      new JobsBenchmark(redis, parallelism, checkpoints).run(plays, slidingPlays);
      status = 0;
    } catch (Exception e) {
      e.printStackTrace();
    } finally {
      cluster.after();
      delete(checkpoints);
    }
    // Flink leaves threads behind that would keep this process from ending.
    System.exit(status);
  }

  private void run(long plays, long slidingPlays) throws Exception {
    Run spread = new Run(Duration.ofDays(8).toMillis() / (double) plays, 20_000, false);
    Run rush = new Run(1, 200_000, false);
    measure(plays / 10, rush, this::everything);
    measure(slidingPlays / 4, rush, this::sliding);

    System.out.printf(
        "%d task(s) a step, checkpoints every %d s%n", parallelism, CHECKPOINT.toSeconds());
    measure(plays, rush, this::nothing).print("source alone");
    compare("rush", plays, slidingPlays, rush);
    Cost weekly = compare("week", plays, slidingPlays, spread);
    for (Checkpoint checkpoint : weekly.checkpoints()) {
      long kept = spread.playsKept(checkpoint.asOf());
      System.out.printf(
          "state on day %.1f: %,11d bytes, %,8d plays kept, %.1f bytes a play%n",
          (checkpoint.asOf() - PlayScript.BEGINNING) / (double) Duration.ofDays(1).toMillis(),
          checkpoint.bytes(),
          kept,
          checkpoint.bytes() / (double) kept);
    }
  }

  /** Returns the cost of everything. */
  private Cost compare(String shape, long plays, long slidingPlays, Run script) throws Exception {
    Cost tracks = measure(plays, script.ofTracks(), this::tracks);
    tracks.print(shape + ": tracks, four rolling windows");
    Cost everything = measure(plays, script, this::everything);
    everything.print(shape + ": all boards");
    Cost sliding = measure(slidingPlays, script.ofTracks(), this::sliding);
    sliding.print(shape + ": tracks, 5m by overlapping windows");
    System.out.printf(
        "%s: tracks %.1f times the overlapping windows, all boards %.1f times%n",
        shape,
        tracks.perCpuSecond() / sliding.perCpuSecond(),
        everything.perCpuSecond() / sliding.perCpuSecond());
    return everything;
  }

  private void nothing(StreamExecutionEnvironment env, DataStream<PlayChange> plays) {
    plays.sinkTo(new DiscardingSink<>());
  }

  private void tracks(StreamExecutionEnvironment env, DataStream<PlayChange> plays) {
    JobOptions options = options();
    TopBoards.build(plays, options.publicMinListeners(), options.fence())
        .boards()
        .sinkTo(new BoardSink(redis.url(), RedisKeys.LIVE))
        .setParallelism(1);
  }

  private void everything(StreamExecutionEnvironment env, DataStream<PlayChange> plays) {
    StreamJobs.define(env, options(), plays, ScriptedPlays.silence(env));
  }

  private void sliding(StreamExecutionEnvironment env, DataStream<PlayChange> plays) {
    StreamJobs.configure(env, options());
    SlidingTracks.build(plays).sinkTo(new BoardSink(redis.url(), "sliding"));
  }

  private JobOptions options() {
    return new JobOptions(
        "jdbc:postgresql://unused",
        "",
        "",
        redis.url(),
        1,
        parallelism,
        CHECKPOINT,
        true,
        RedisKeys.LIVE,
        System.nanoTime());
  }

  private Cost measure(long plays, Run script, Job job) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamJobs.configure(env, options());
    long steps = plays + plays / PLAYS_A_HEARTBEAT;
    job.build(env, ScriptedPlays.of(env, steps, script));
    Configuration onceOnly = new Configuration();
    onceOnly.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    env.configure(onceOnly);
    List<Checkpoint> seen = new CopyOnWriteArrayList<>();
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    var unused =
        watch.scheduleWithFixedDelay(
            () -> newCheckpoint(seen).ifPresent(seen::add), 50, 50, TimeUnit.MILLISECONDS);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    env.execute();
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
    watch.shutdownNow();
    return new Cost(plays, cpuSeconds, seconds, seen);
  }

  private static Configuration settings(Path checkpoints) {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    return settings;
  }

  private Optional<Checkpoint> newCheckpoint(List<Checkpoint> seen) {
    long last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).number();
    try (Stream<Path> files = Files.walk(checkpoints);
        RedisClient client = redis.client()) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(Path::getParent)
          .filter(complete -> numberOf(complete) > last)
          .max(Comparator.comparingLong(JobsBenchmark::numberOf))
          .map(
              newest ->
                  new Checkpoint(
                      numberOf(newest),
                      bytesIn(newest),
                      Long.parseLong(client.get(RedisKeys.asOf(RedisKeys.LIVE)))));
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // deleted while it was looked at
    }
  }

  private static long numberOf(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  private static long bytesIn(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /** Plays drawn from their number alone, a few recordings far ahead of the others. */
  private record Run(double millisAPlay, int listeners, boolean tracksOnly)
      implements ScriptedPlays.Script {
    /** The same plays without artists and genres. */
    Run ofTracks() {
      return new Run(millisAPlay, listeners, true);
    }

    @Override
    public PlayChange step(long number) {
      long block = number / (PLAYS_A_HEARTBEAT + 1);
      long inBlock = number % (PLAYS_A_HEARTBEAT + 1);
      long play = block * PLAYS_A_HEARTBEAT + inBlock;
      long at = PlayScript.BEGINNING + (long) (play * millisAPlay);
      if (inBlock == PLAYS_A_HEARTBEAT) {
        return PlayScript.heartbeat(at);
      }
      long drawn = mix(play);
      double place = (drawn >>> 11) * 0x1.0p-53;
      long recording = (long) Math.pow(RECORDINGS, place);
      long listener = Math.floorMod(mix(drawn), (long) listeners);
      // Polling learns of a play some seconds after it began to count.
      long countedAt = at - Math.floorMod(drawn, 5_000L);
      return tracksOnly
          ? PlayScript.playOfTrack(listener, recording, countedAt)
          : PlayScript.play(listener, recording, countedAt);
    }

    /** How many of the plays up to {@code asOf} are inside the longest window. */
    long playsKept(long asOf) {
      long span = Math.min(asOf - PlayScript.BEGINNING, Window.D7.lengthMillis());
      return (long) (span / millisAPlay);
    }

    private static long mix(long number) {
      long z = (number + 1) * 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      return z ^ (z >>> 31);
    }
  }
}
