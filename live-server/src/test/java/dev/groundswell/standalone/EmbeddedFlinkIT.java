package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.standalone.Checkpoints.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded Flink goes on from the newest checkpoint that can be read. */
class EmbeddedFlinkIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final FlinkOptions OPTIONS = new FlinkOptions(1, Duration.ofMillis(300));

  /** The first count that the job saw after its start, and the latest. */
  private static final AtomicLong first = new AtomicLong();

  private static final AtomicLong latest = new AtomicLong();

  @TempDir Path folder;

  @Test
  void aRestartGoesOnFromTheNewestCheckpoint() throws Exception {
    long counted = run(EmbeddedFlinkIT::count);
    assertThat(run(EmbeddedFlinkIT::count)).isGreaterThan(counted);
    assertThat(first).hasValueGreaterThan(1);
  }

  @Test
  void anUnreadableCheckpointIsPassedOverForTheOneBefore() throws Exception {
    long counted = run(EmbeddedFlinkIT::count);
    List<Checkpoint> all = new Checkpoints(folder.resolve("checkpoints")).newestFirst();
    assertThat(all).hasSizeGreaterThan(1);
    Files.write(all.get(0).path().resolve("_metadata"), new byte[] {1, 2, 3});
    assertThat(run(EmbeddedFlinkIT::count)).isPositive();
    assertThat(first).hasValueGreaterThan(1).hasValueLessThanOrEqualTo(counted);
  }

  @Test
  void withoutAReadableCheckpointTheJobStartsEmpty() throws Exception {
    assertThat(run(EmbeddedFlinkIT::count)).isPositive();
    for (Checkpoint checkpoint : new Checkpoints(folder.resolve("checkpoints")).newestFirst()) {
      Path metadata = checkpoint.path().resolve("_metadata");
      byte[] bytes = Files.readAllBytes(metadata);
      Files.write(metadata, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }
    assertThat(run(EmbeddedFlinkIT::count)).isPositive();
    assertThat(first).hasValue(1);
  }

  @Test
  void stateOfAnotherTypeIsPassedOver() throws Exception {
    assertThat(run(EmbeddedFlinkIT::count)).isPositive();
    assertThat(run(EmbeddedFlinkIT::countInWords)).isPositive();
    assertThat(first).hasValue(1);
  }

  @Test
  void aDeletedFolderIsNoObstacle() throws Exception {
    assertThat(run(EmbeddedFlinkIT::count)).isPositive();
    Folders.delete(folder.resolve("checkpoints"));
    assertThat(run(EmbeddedFlinkIT::count)).isPositive();
    assertThat(first).hasValue(1);
  }

  @Test
  void onlyCheckpointsTakenAfterwardsAreLeftOnceOlderOnesAreForgotten() throws Exception {
    assertThat(run(EmbeddedFlinkIT::count)).isPositive();
    FlinkOptions rare = new FlinkOptions(1, Duration.ofHours(1));
    Checkpoints checkpoints = new Checkpoints(folder.resolve("checkpoints"));
    List<Path> before = checkpoints.newestFirst().stream().map(Checkpoint::path).toList();
    try (EmbeddedFlink flink = EmbeddedFlink.start(folder, rare, EmbeddedFlinkIT::count)) {
      flink.forgetOlderCheckpoints().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(checkpoints.newestFirst())
          .hasSize(2)
          .extracting(Checkpoint::path)
          .doesNotContainAnyElementsOf(before);
      try (var jobs = Files.list(folder.resolve("checkpoints"))) {
        assertThat(jobs).hasSize(1);
      }
    }
  }

  /** Runs the job until it has counted on and completed checkpoints of its own. */
  private long run(JobDefinition job) throws IOException {
    first.set(0);
    latest.set(0);
    Checkpoints checkpoints = new Checkpoints(folder.resolve("checkpoints"));
    List<Path> before = checkpoints.newestFirst().stream().map(Checkpoint::path).toList();
    try (EmbeddedFlink flink = EmbeddedFlink.start(folder, OPTIONS, job)) {
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                assertThat(flink.status().get()).isEqualTo(JobStatus.RUNNING);
                assertThat(latest).hasValueGreaterThan(0);
                assertThat(checkpoints.newestFirst())
                    .extracting(Checkpoint::path)
                    .filteredOn(path -> !before.contains(path))
                    .hasSizeGreaterThan(1);
              });
    }
    return latest.get();
  }

  private static void count(StreamExecutionEnvironment environment) {
    define(environment, new Counting<>(Types.LONG, text -> text, number -> number));
  }

  private static void countInWords(StreamExecutionEnvironment environment) {
    define(environment, new Counting<>(Types.STRING, Long::valueOf, String::valueOf));
  }

  private static <T> void define(StreamExecutionEnvironment environment, Counting<T> counting) {
    environment
        .fromSource(
            new org.apache.flink.connector.datagen.source.DataGeneratorSource<>(
                number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(200), Types.LONG),
            org.apache.flink.api.common.eventtime.WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .keyBy(number -> 0)
        .process(counting)
        .returns(Types.LONG)
        .uid("count")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
  }

  /** Counts what comes, in a state of the given type. */
  private static final class Counting<T> extends KeyedProcessFunction<Integer, Long, Long> {
    private final org.apache.flink.api.common.typeinfo.TypeInformation<T> type;
    private final SerializableFunction<T, Long> read;
    private final SerializableFunction<Long, T> write;
    private transient ValueState<T> count;

    Counting(
        org.apache.flink.api.common.typeinfo.TypeInformation<T> type,
        SerializableFunction<T, Long> read,
        SerializableFunction<Long, T> write) {
      this.type = type;
      this.read = read;
      this.write = write;
    }

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", type));
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
      T before = count.value();
      long now = (before == null ? 0 : read.apply(before)) + 1;
      count.update(write.apply(now));
      first.compareAndSet(0, now);
      latest.set(now);
      out.collect(now);
    }
  }

  private interface SerializableFunction<A, B>
      extends java.util.function.Function<A, B>, java.io.Serializable {}
}
