package dev.groundswell.jobs.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.groundswell.events.MalformedEventException;
import dev.groundswell.events.NowPlaying;
import dev.groundswell.events.NowPlayingCodec;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.RedisKeys;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Reads the streams of what is heard now: what they still hold, then what comes.
 *
 * <p>They are lossy and short, and each entry says how long it means something. So nothing is
 * remembered of how far they were read, and a stream that has begun anew is read from its
 * beginning.
 */
final class NowSplitReader implements SplitReader<NowPlaying, ShardSplit> {
  private static final Logger LOG = LoggerFactory.getLogger(NowSplitReader.class);
  private static final int BATCH = 1_000;
  private static final int BLOCK_MILLIS = 1_000;
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final String BEGINNING = "0-0";
  private static final byte[] NOW = RedisKeys.NOW.getBytes(US_ASCII);

  private final URI url;
  private final Backoff backoff;

  /** The id of the last entry read, by key. */
  private final TreeMap<String, String> positions = new TreeMap<>();

  private @Nullable Jedis jedis;

  NowSplitReader(URI url, Backoff backoff) {
    this.url = url;
    this.backoff = backoff;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<ShardSplit> change) {
    change.splits().forEach(split -> positions.put(RedisKeys.now(split.shard()), BEGINNING));
  }

  @Override
  public RecordsWithSplitIds<NowPlaying> fetch() {
    RecordsBySplits.Builder<NowPlaying> records = new RecordsBySplits.Builder<>();
    try {
      take(connection().sendCommand(Command.XREAD, arguments()), records);
      backoff.reset();
    } catch (JedisException e) {
      // Redis may come back empty, with ids from before; what it holds is read again either way.
      close();
      positions.replaceAll((key, id) -> BEGINNING);
      LOG.warn("{}; trying again in {} ms", e.getMessage(), backoff.nextMillis());
      backoff.await();
    }
    return records.build();
  }

  private byte[][] arguments() {
    StringBuilder words =
        new StringBuilder("COUNT " + BATCH + " BLOCK " + BLOCK_MILLIS + " STREAMS");
    positions.keySet().forEach(key -> words.append(' ').append(key));
    positions.values().forEach(id -> words.append(' ').append(id));
    return Arrays.stream(words.toString().split(" ", -1))
        .map(word -> word.getBytes(US_ASCII))
        .toArray(byte[][]::new);
  }

  /** The reply is nested: streams of [key, entries], entries of [id, [field, value, ...]]. */
  private void take(@Nullable Object reply, RecordsBySplits.Builder<NowPlaying> records) {
    if (!(reply instanceof List<?> streams)) {
      return;
    }
    for (Object stream : streams) {
      List<?> keyAndEntries = (List<?>) stream;
      String key = new String((byte[]) keyAndEntries.get(0), US_ASCII);
      for (Object entry : (List<?>) keyAndEntries.get(1)) {
        List<?> idAndFields = (List<?>) entry;
        positions.put(key, new String((byte[]) idAndFields.get(0), US_ASCII));
        take((List<?>) idAndFields.get(1), records);
      }
    }
  }

  private static void take(List<?> fields, RecordsBySplits.Builder<NowPlaying> records) {
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      if (Arrays.equals((byte[]) fields.get(i), NOW)) {
        try {
          NowPlaying now = NowPlayingCodec.decode((byte[]) fields.get(i + 1));
          records.add(ShardSplit.idOf(PlayChange.shardOf(now.listener())), now);
        } catch (MalformedEventException e) {
          LOG.debug("An entry of what is heard now is passed over", e);
        }
      }
    }
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
  public void wakeUp() {
    // A read waits a second at the most, which is soon enough for every reason to be woken.
    backoff.wakeUp();
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
