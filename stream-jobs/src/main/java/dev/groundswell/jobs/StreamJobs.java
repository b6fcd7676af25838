package dev.groundswell.jobs;

import dev.groundswell.events.NowPlaying;
import dev.groundswell.events.PlayChange;
import dev.groundswell.jobs.JobOptions.BadOptionException;
import dev.groundswell.jobs.hours.WeekHours;
import dev.groundswell.jobs.items.Items;
import dev.groundswell.jobs.listening.Listening;
import dev.groundswell.jobs.pulse.Pulse;
import dev.groundswell.jobs.rising.Rising;
import dev.groundswell.jobs.sink.BoardSink;
import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.sink.SampleSink;
import dev.groundswell.jobs.source.NowSource;
import dev.groundswell.jobs.source.PlayLogSource;
import dev.groundswell.jobs.time.HeartbeatWatermarks;
import dev.groundswell.jobs.time.NoTime;
import dev.groundswell.jobs.top.TopBoards;
import dev.groundswell.jobs.wave.Wave;
import dev.groundswell.jobs.window.TimeNews;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs: from the play log to boards. */
public final class StreamJobs {
  /** Fixed, since the state is kept by as many groups of keys. */
  public static final int MAX_PARALLELISM = 128;

  private StreamJobs() {}

  /** Submits the jobs to the Flink cluster from which this is called. */
  public static void main(String[] args) throws Exception {
    if (Arrays.asList(args).contains("--help")) {
      System.out.print(JobOptions.help());
      return;
    }
    JobOptions options;
    try {
      options = numbered(JobOptions.parse(args));
    } catch (BadOptionException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    define(env, options);
    var unused = env.execute("groundswell " + options.scope());
  }

  /** Lays out the jobs; also used by the server that runs them in its own process. */
  public static void define(StreamExecutionEnvironment env, JobOptions options) {
    // First: what is laid out before it keeps another parallelism, and between two steps of
    // different parallelism the changes of one listener would take several ways and lose their
    // order.
    configure(env, options);
    layOut(options, plays(env, options), now(env, options));
  }

  /** Lays out the jobs behind other sources. */
  static void define(
      StreamExecutionEnvironment env,
      JobOptions options,
      DataStream<PlayChange> plays,
      DataStream<NowPlaying> now) {
    configure(env, options);
    layOut(options, plays, now);
  }

  private static void layOut(
      JobOptions options, DataStream<PlayChange> plays, DataStream<NowPlaying> now) {
    TopBoards top = TopBoards.build(plays, options.publicMinListeners(), options.fence());
    Listening listening =
        Listening.build(now, plays, options.publicMinListeners(), options.fence());
    DataStream<BoardVersion> portraits =
        Items.build(
            plays,
            top.boards(),
            listening.items(),
            Items.watchedIn(options.redisUrl(), options.scope()),
            options.publicMinListeners(),
            options.fence());
    DataStream<TimeNews> pulse = top.times().union(listening.total());
    top.boards()
        .union(
            Rising.build(top.rising(), options.fence()),
            Pulse.build(pulse, options.publicMinListeners(), options.fence()),
            Wave.build(top.times(), options.publicMinListeners(), options.fence()),
            listening.boards(),
            WeekHours.build(top.times(), options.publicMinListeners(), options.fence()),
            portraits)
        .sinkTo(new BoardSink(options.redisUrl(), options.scope()))
        // One writer for all boards: it is what notices that Redis was emptied.
        .setParallelism(1)
        .name("boards to Redis")
        .uid("board-sink");
    if (options.sampledPlays()) {
      top.sampled()
          .sinkTo(new SampleSink(options.redisUrl(), options.scope()))
          .setParallelism(1)
          // It may wait for Redis, and nothing else shall wait with it.
          .disableChaining()
          .name("sampled plays to Redis")
          .uid("sample-sink");
    }
  }

  /** The same options with a number for this run, greater than that of every run before. */
  public static JobOptions numbered(JobOptions options) throws SQLException {
    if (options.fence() != 0) {
      return options;
    }
    try (Connection ledger =
            DriverManager.getConnection(
                options.databaseUrl(), options.databaseUser(), options.databasePassword());
        Statement statement = ledger.createStatement();
        ResultSet row = statement.executeQuery("select nextval('run_fence')")) {
      if (!row.next()) {
        throw new SQLException("the sequence run_fence gave no number");
      }
      return options.withFence(row.getLong(1));
    }
  }

  static void configure(StreamExecutionEnvironment env, JobOptions options) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    // Latency is decided here: Flink's own 200 ms and 100 ms are made for throughput. What is sent
    // has been merged for some milliseconds already, so small buffers cost little.
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(20));
    settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(2));
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpointInterval());
    settings.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    env.configure(settings);
    if (options.parallelism() > 0) {
      env.setParallelism(options.parallelism());
    }
  }

  /** The one place that knows where it comes from what is heard now. */
  private static DataStream<NowPlaying> now(StreamExecutionEnvironment env, JobOptions options) {
    return env.fromSource(new NowSource(options.redisUrl()), NoTime.strategy(), "now playing")
        .setParallelism(1)
        .uid("now-playing");
  }

  /** The one place that knows where changes come from. */
  private static DataStream<PlayChange> plays(StreamExecutionEnvironment env, JobOptions options) {
    return env.fromSource(
            PlayLogSource.builder()
                .database(options.databaseUrl(), options.databaseUser(), options.databasePassword())
                .redis(options.redisUrl())
                .build(),
            HeartbeatWatermarks.strategy(),
            "play log")
        .uid("play-log");
  }
}
