package dev.groundswell.jobs.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.FeedEntry;
import dev.groundswell.events.FeedEntry.Delta;
import dev.groundswell.events.FeedEntry.Keyframe;
import dev.groundswell.events.FeedState;
import dev.groundswell.events.Head;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.EmbeddedRedis;
import dev.groundswell.jobs.sink.BoardStore.Answer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.api.common.eventtime.Watermark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.resps.StreamEntry;

/** The script and the writer against a real Redis. */
class BoardSinkIT {
  private static final Topic TOPIC = new Topic(Topic.Kind.TRACKS, Window.M5);
  private static final String BOARD = RedisKeys.board(RedisKeys.LIVE, TOPIC.name());
  private static final String LOG = RedisKeys.log(RedisKeys.LIVE, TOPIC.name());
  private static final long AS_OF = 1_795_000_000_000L;

  private EmbeddedRedis redis;
  private RedisClient client;
  private BoardStore store;

  @BeforeEach
  void start() throws Exception {
    redis = new EmbeddedRedis();
    client = redis.client();
    store = new RedisBoardStore(RedisLine.to(redis.url()), RedisKeys.LIVE);
  }

  @AfterEach
  void stop() throws Exception {
    store.close();
    client.close();
    redis.close();
  }

  @Test
  void whatIsNotLaterIsRefused() {
    assertThat(store.write(board(2, AS_OF, 3), null)).isEqualTo(new Answer.Written(""));
    Answer refused = new Answer.Refused(2, AS_OF);
    assertThat(store.write(board(2, AS_OF, 3), null)).as("itself").isEqualTo(refused);
    assertThat(store.write(board(2, AS_OF, 2), null)).as("a smaller n").isEqualTo(refused);
    assertThat(store.write(board(2, AS_OF - 1, 9), null)).as("an older one").isEqualTo(refused);
    assertThat(store.write(board(1, AS_OF + 9, 9), null)).as("an old run").isEqualTo(refused);
    assertThat(store.write(board(2, AS_OF, 4), null)).isInstanceOf(Answer.Written.class);
    assertThat(store.write(board(3, AS_OF - 5, 0), null))
        .as("a later run that begins earlier")
        .isInstanceOf(Answer.Written.class);
    assertThat(client.hget(BOARD, RedisKeys.BOARD_FENCE)).isEqualTo("3");
  }

  @Test
  void idsRiseEvenWhereTimeDoesNot() {
    List<String> ids = new ArrayList<>();
    ids.add(logged(board(1, AS_OF, 0)));
    ids.add(logged(board(1, AS_OF, 1)));
    ids.add(logged(board(1, AS_OF + 250, 0)));
    ids.add(logged(board(2, AS_OF - 9_000, 0)));
    ids.add(logged(board(2, AS_OF + 500, 7)));
    assertThat(ids)
        .containsExactly(
            AS_OF + "-0",
            AS_OF + "-1",
            (AS_OF + 250) + "-0",
            (AS_OF + 250) + "-1",
            (AS_OF + 500) + "-7");
    assertThat(client.hget(BOARD, RedisKeys.BOARD_LOG_ID)).isEqualTo(ids.get(4));
  }

  @Test
  void aDeltaIsAppendedOnlyWhereTheLogEndsWithItsBase() {
    Board first = board(1, AS_OF, 0);
    String base = logged(first);
    Board second = board(1, AS_OF + 1, 0);
    assertThat(store.write(second, delta(first, second, "1-1")))
        .isEqualTo(new Answer.KeyframeWanted());
    assertThat(client.hget(BOARD, RedisKeys.BOARD_AS_OF)).isEqualTo(Long.toString(AS_OF));
    assertThat(store.write(second, delta(first, second, base)))
        .isEqualTo(new Answer.Written((AS_OF + 1) + "-0"));

    client.del(LOG);
    Board third = board(1, AS_OF + 2, 0);
    assertThat(store.write(third, delta(second, third, (AS_OF + 1) + "-0")))
        .as("whose log is gone")
        .isEqualTo(new Answer.KeyframeWanted());
  }

  @Test
  void theLogIsBoundedByLengthAndAge() {
    for (int i = 0; i < 5_500; i++) {
      logged(board(1, AS_OF + i, 0));
    }
    assertThat(client.xlen(LOG)).isBetween(5_000L, 5_200L);
    logged(board(1, AS_OF + 2 * 3_600_000, 0));
    assertThat(client.xlen(LOG)).isLessThan(200L);
  }

  @Test
  void aForgottenScriptIsSentAgain() {
    store.write(board(1, AS_OF, 0), null);
    client.scriptFlush();
    assertThat(store.write(board(1, AS_OF, 1), null)).isInstanceOf(Answer.Written.class);
  }

  @Test
  void afterFlushAllBoardsComeBackWhole() throws Exception {
    try (BoardWriter writer = writer()) {
      writer.write(new BoardVersion(board(1, AS_OF, 0), true), null);
      writer.write(new BoardVersion(board(1, AS_OF + 250, 0), true), null);
      writer.writeWatermark(new Watermark(AS_OF + 250));
      await()
          .until(() -> client.hget(BOARD, RedisKeys.BOARD_AS_OF), v -> "1795000000250".equals(v));

      client.flushAll();

      await().until(() -> client.exists(BOARD));
      await().until(() -> client.get(RedisKeys.asOf(RedisKeys.LIVE)) != null);
      assertThat(client.exists(RedisKeys.epoch(RedisKeys.LIVE))).isTrue();
      assertThat(entries()).hasSize(1).first().isInstanceOf(Keyframe.class);
    }
  }

  @Test
  void whileRedisIsAwayNobodyWaitsAndThenTheNewestIsWritten() throws Exception {
    try (BoardWriter writer = writer()) {
      writer.write(new BoardVersion(board(1, AS_OF, 0), true), null);
      await().until(() -> client.exists(LOG));
      redis.close();
      for (int i = 1; i <= 1_000; i++) {
        writer.write(new BoardVersion(board(1, AS_OF + i, 0), true), null);
        writer.flush(false);
      }
      redis.start();
      await()
          .ignoreExceptions()
          .until(() -> BoardCodec.decodeBoard(body()).asOf() == AS_OF + 1_000);
      assertThat(entries()).as("Redis came back empty").hasSize(1);
    }
  }

  @Test
  void aReplayIsRefusedQuietlyAndThenOvertaken() throws Exception {
    try (BoardWriter writer = writer()) {
      writer.write(new BoardVersion(board(1, AS_OF + 1_000, 0), true), null);
      writer.writeWatermark(new Watermark(AS_OF + 1_000));
      writer.flush(true);
    }
    try (BoardWriter restored = writer()) {
      restored.write(new BoardVersion(board(1, AS_OF, 0), true), null);
      restored.writeWatermark(new Watermark(AS_OF));
      restored.flush(true);
      assertThat(BoardCodec.decodeBoard(body()).asOf()).isEqualTo(AS_OF + 1_000);

      restored.writeWatermark(new Watermark(AS_OF + 1_250));
      await().until(() -> BoardCodec.decodeBoard(body()).asOf() == AS_OF + 1_250);
      assertThat(BoardCodec.decodeBoard(body()).items()).isEqualTo(board(1, AS_OF, 0).items());
    }
  }

  private BoardWriter writer() {
    return new BoardWriter(
        new RedisBoardStore(RedisLine.to(redis.url()), RedisKeys.LIVE),
        true,
        Clock.systemUTC(),
        new SplittableRandom(1));
  }

  private String logged(Board board) {
    Answer answer = store.write(board, Keyframe.of(board));
    assertThat(answer).isInstanceOf(Answer.Written.class);
    return ((Answer.Written) answer).logId();
  }

  private byte[] body() {
    return client.hget(BOARD.getBytes(UTF_8), RedisKeys.BOARD_BODY.getBytes(UTF_8));
  }

  private List<FeedEntry> entries() {
    List<FeedEntry> entries = new ArrayList<>();
    for (StreamEntry entry : client.xrange(LOG, "-", "+")) {
      entries.add(BoardCodec.decodeEntry(entry.getFields().get(RedisKeys.ENTRY).getBytes(UTF_8)));
    }
    return entries;
  }

  private static Delta delta(Board from, Board to, String base) {
    return FeedState.of(from).deltaTo(FeedState.of(to), base);
  }

  private static Board board(long fence, long asOf, long n) {
    long plays = 1 + Math.floorMod(asOf, 1_000L);
    return new Board(
        TOPIC,
        fence,
        n,
        new Head(asOf, Window.M5.from(asOf), plays, 1, 0),
        List.of(new BoardItem(7, plays, 1, BoardItem.UNKNOWN)));
  }
}
