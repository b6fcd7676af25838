package dev.groundswell.jobs.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.FeedEntry;
import dev.groundswell.events.FeedEntry.Delta;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic.Family;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.params.SetParams;

/** Boards in Redis, written by one script ({@code board.lua}) that compares and appends at once. */
final class RedisBoardStore implements BoardStore {
  private static final int LOG_LENGTH = 5000;
  private static final Duration LOG_AGE = Duration.ofHours(1);

  /** A portrait that nobody looks at any more goes by itself. */
  private static final Duration PORTRAIT_AGE = Duration.ofMinutes(1);

  private static final int PORTRAIT_LOG_LENGTH = 200;
  private static final byte[] NOTHING = new byte[0];

  private final RedisLine line;
  private final String scope;
  private final byte[] script = script();
  private final byte[] scriptName = sha1(script);

  RedisBoardStore(RedisLine line, String scope) {
    this.line = line;
    this.scope = scope;
  }

  @Override
  public Answer write(Board board, @Nullable FeedEntry entry) {
    String topic = board.topic().name();
    boolean portrait = board.topic().family() == Family.PORTRAIT;
    List<byte[]> keys =
        List.of(bytes(RedisKeys.board(scope, topic)), bytes(RedisKeys.log(scope, topic)));
    List<byte[]> arguments =
        List.of(
            bytes(board.fence()),
            bytes(board.asOf()),
            bytes(board.n()),
            BoardCodec.encode(board),
            entry == null ? NOTHING : BoardCodec.encode(entry),
            entry instanceof Delta delta ? bytes(delta.base()) : NOTHING,
            bytes(RedisKeys.BOARD_FENCE),
            bytes(RedisKeys.BOARD_AS_OF),
            bytes(RedisKeys.BOARD_N),
            bytes(RedisKeys.BOARD_BODY),
            bytes(RedisKeys.BOARD_LOG_ID),
            bytes(RedisKeys.ENTRY),
            bytes(portrait ? PORTRAIT_LOG_LENGTH : LOG_LENGTH),
            bytes(LOG_AGE.toMillis()),
            bytes(portrait ? PORTRAIT_AGE.toMillis() : 0));
    return answer(line.call(redis -> run(redis, keys, arguments)));
  }

  @Override
  public void noteAsOf(long asOf) {
    String done = line.call(redis -> redis.set(RedisKeys.asOf(scope), Long.toString(asOf)));
    expectOk(done);
  }

  @Override
  public boolean markWasMissing() {
    // Redis answers nothing where the key was there already.
    return line.<@Nullable String>call(
            redis -> redis.set(RedisKeys.epoch(scope), "1", SetParams.setParams().nx()))
        != null;
  }

  @Override
  public void close() {
    line.close();
  }

  private Object run(UnifiedJedis redis, List<byte[]> keys, List<byte[]> arguments) {
    try {
      return redis.evalsha(scriptName, keys, arguments);
    } catch (JedisNoScriptException e) {
      // Redis has been restarted or replaced; this also makes it remember the script.
      return redis.eval(script, keys, arguments);
    }
  }

  private static Answer answer(Object raw) {
    List<?> parts = (List<?>) raw;
    return switch (text(parts.get(0))) {
      case "written" -> new Answer.Written(text(parts.get(1)));
      case "refused" ->
          new Answer.Refused(
              Long.parseLong(text(parts.get(1))), Long.parseLong(text(parts.get(2))));
      case "keyframe" -> new Answer.KeyframeWanted();
      default -> throw new IllegalStateException("board.lua answered " + text(parts.get(0)));
    };
  }

  private static void expectOk(String answer) {
    if (!"OK".equals(answer)) {
      throw new IllegalStateException("Redis answered " + answer + ", not OK");
    }
  }

  private static String text(Object part) {
    return new String((byte[]) part, UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] bytes(long number) {
    return bytes(Long.toString(number));
  }

  private static byte[] script() {
    try (InputStream in = RedisBoardStore.class.getResourceAsStream("board.lua")) {
      if (in == null) {
        throw new IllegalStateException("board.lua is not beside its class");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("board.lua cannot be read", e);
    }
  }

  private static byte[] sha1(byte[] script) {
    try {
      return bytes(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(script)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
