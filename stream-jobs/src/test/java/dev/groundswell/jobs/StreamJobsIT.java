package dev.groundswell.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.ChangeCodec;
import dev.groundswell.events.FeedEntry;
import dev.groundswell.events.FeedEntry.Delta;
import dev.groundswell.events.FeedEntry.Keyframe;
import dev.groundswell.events.FeedState;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import dev.groundswell.jobs.NaiveBoards.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.resps.StreamEntry;

/** The jobs as they run, on a small cluster and with a Redis. */
class StreamJobsIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private EmbeddedRedis redis;
  private RedisClient client;

  @BeforeEach
  void start() throws Exception {
    redis = new EmbeddedRedis();
    client = redis.client();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {51, 52, 53})
  void boardsInRedisAreWhatThePlaysSay(long seed) throws Exception {
    List<PlayChange> script = PlayScript.ofEverything(seed, 1200);
    List<PlayChange> half = script.subList(0, script.size() / 2 + 1);
    NaiveBoards naive = new NaiveBoards();
    half.forEach(naive::apply);
    long asOf =
        half.stream()
            .filter(PlayScript::isHeartbeat)
            .mapToLong(PlayChange::committedAt)
            .max()
            .orElseThrow();

    run(1, half);

    int followed = 0;
    for (Topic topic : Topic.trends()) {
      Board board = board(topic);
      assertThat(Figures.of(board)).as(topic.name()).isEqualTo(naive.figures(topic, asOf, 1));
      FeedState subscriber = logged(topic);
      if (subscriber != null) {
        assertThat(subscriber.items()).isEqualTo(board.items());
        followed++;
      }
    }
    assertThat(followed).as("logs that still hold a keyframe").isPositive();
    assertThat(client.get(RedisKeys.asOf(RedisKeys.LIVE))).isEqualTo(Long.toString(asOf));
    assertThat(client.exists(RedisKeys.epoch(RedisKeys.LIVE))).isTrue();
    assertThat(client.xlen(RedisKeys.sampled(RedisKeys.LIVE))).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void noFigureIsPublicThatTooFewStandBehind(int minListeners) throws Exception {
    List<PlayChange> script = PlayScript.ofArrivals(7, 300, Duration.ofMinutes(4).toMillis());
    NaiveBoards naive = new NaiveBoards();
    script.forEach(naive::apply);
    long asOf = script.get(script.size() - 1).committedAt();

    run(minListeners, script);

    for (Topic topic : Topic.trends()) {
      assertThat(Figures.of(board(topic)))
          .as(topic.name())
          .isEqualTo(naive.figures(topic, asOf, minListeners + 1));
    }
  }

  private void run(int minListeners, List<PlayChange> script) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    JobOptions options =
        new JobOptions(
            "jdbc:postgresql://unused",
            "",
            "",
            redis.url(),
            minListeners,
            2,
            Duration.ofMillis(50),
            true,
            RedisKeys.LIVE,
            1);
    StreamJobs.define(
        env,
        options,
        ScriptedPlays.of(env, script.size(), Steps.of(script)),
        ScriptedPlays.silence(env));
    env.execute();
  }

  private Board board(Topic topic) {
    byte[] body =
        client.hget(
            RedisKeys.board(RedisKeys.LIVE, topic.name()).getBytes(UTF_8),
            RedisKeys.BOARD_BODY.getBytes(UTF_8));
    return BoardCodec.decodeBoard(body);
  }

  /**
   * What a subscriber has who has followed the log from its first keyframe. The script's time
   * leaps, so what is older than the log reaches back may be gone, on a slow machine every
   * keyframe.
   */
  private @Nullable FeedState logged(Topic topic) {
    @Nullable FeedState state = null;
    String last = "";
    for (StreamEntry entry : client.xrange(RedisKeys.log(RedisKeys.LIVE, topic.name()), "-", "+")) {
      Map<String, String> fields = entry.getFields();
      FeedEntry feed = BoardCodec.decodeEntry(fields.get(RedisKeys.ENTRY).getBytes(UTF_8));
      if (feed instanceof Keyframe keyframe) {
        state = FeedState.of(keyframe);
      } else if (feed instanceof Delta delta) {
        if (state == null) {
          continue;
        }
        assertThat(delta.base()).isEqualTo(last);
        state = state.apply(delta);
      }
      last = entry.getID().toString();
    }
    return state;
  }

  /** A script that travels with the job as the bytes of its changes. */
  private record Steps(byte[][] changes) implements ScriptedPlays.Script {
    static Steps of(List<PlayChange> script) {
      return new Steps(script.stream().map(ChangeCodec::encode).toArray(byte[][]::new));
    }

    @Override
    public PlayChange step(long number) {
      return ChangeCodec.decode(changes[(int) number]);
    }
  }
}
