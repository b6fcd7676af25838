package dev.groundswell.jobs.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.RedisKeys;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The relay's streams in Redis, read by one waiting {@code XREAD} over all shards.
 *
 * <p>There is no consumer group: the job's checkpoint is the only memory of what was read.
 */
final class RedisPlayStreams implements PlayStreams {
  private static final int BLOCK_MILLIS = 1_000;
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final byte[] CHANGE = RedisKeys.CHANGE.getBytes(US_ASCII);

  private final URI url;
  private final byte[][] keys =
      IntStream.range(0, PlayChange.SHARDS)
          .mapToObj(shard -> RedisKeys.plays(shard).getBytes(US_ASCII))
          .toArray(byte[][]::new);
  private final Map<String, Integer> shards = new HashMap<>();
  private @Nullable Jedis jedis;

  RedisPlayStreams(URI url) {
    this.url = url;
    for (int shard = 0; shard < PlayChange.SHARDS; shard++) {
      shards.put(RedisKeys.plays(shard), shard);
    }
  }

  @Override
  public Map<Integer, List<StreamEntry>> read(Map<Integer, String> after) {
    try {
      return parse(connection().sendCommand(Command.XREAD, arguments(after)));
    } catch (JedisException e) {
      close();
      throw new PlayLogUnavailableException("Redis cannot be read: " + e.getMessage(), e);
    }
  }

  private byte[][] arguments(Map<Integer, String> after) {
    List<byte[]> arguments = new ArrayList<>(5 + after.size() * 2);
    arguments.add("COUNT".getBytes(US_ASCII));
    arguments.add(Integer.toString(PlayLogSplitReader.BATCH).getBytes(US_ASCII));
    arguments.add("BLOCK".getBytes(US_ASCII));
    arguments.add(Integer.toString(BLOCK_MILLIS).getBytes(US_ASCII));
    arguments.add("STREAMS".getBytes(US_ASCII));
    after.keySet().forEach(shard -> arguments.add(keys[shard]));
    after.values().forEach(id -> arguments.add(id.getBytes(US_ASCII)));
    return arguments.toArray(byte[][]::new);
  }

  /** The reply is nested: streams of [key, entries], entries of [id, [field, value, ...]]. */
  private Map<Integer, List<StreamEntry>> parse(@Nullable Object reply) {
    Map<Integer, List<StreamEntry>> entries = new HashMap<>();
    if (reply instanceof List<?> streams) {
      for (Object stream : streams) {
        List<?> keyAndEntries = (List<?>) stream;
        Integer shard = shards.get(new String((byte[]) keyAndEntries.get(0), US_ASCII));
        if (shard != null) {
          entries.put(shard, ((List<?>) keyAndEntries.get(1)).stream().map(this::entry).toList());
        }
      }
    }
    return entries;
  }

  private StreamEntry entry(Object reply) {
    List<?> idAndFields = (List<?>) reply;
    byte[] id = (byte[]) idAndFields.get(0);
    int dash = 0;
    while (id[dash] != '-') {
      dash++;
    }
    List<?> fields = (List<?>) idAndFields.get(1);
    boolean change = Arrays.equals((byte[]) fields.get(0), CHANGE);
    return new StreamEntry(
        number(id, 0, dash),
        number(id, dash + 1, id.length),
        change ? (byte[]) fields.get(1) : new byte[0]);
  }

  private static long number(byte[] digits, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (digits[i] - '0');
    }
    return number;
  }

  private Jedis connection() {
    Jedis open = jedis;
    if (open == null) {
      open = new Jedis(url, TIMEOUT_MILLIS);
      jedis = open;
    }
    return open;
  }

  @Override
  public void close() {
    Jedis closing = jedis;
    jedis = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (JedisException e) {
        // It is gone already, which is what was wanted.
      }
    }
  }
}
