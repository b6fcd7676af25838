package dev.groundswell.jobs.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.SampledPlay;
import dev.groundswell.jobs.sink.BoardStore.StoreUnavailableException;
import java.time.Clock;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import redis.clients.jedis.params.XAddParams;

/** Writes sampled plays to their stream in Redis; what cannot be written is let go. */
public final class SampleSink implements Sink<SampledPlay> {
  private static final long serialVersionUID = 1;
  private static final int LENGTH = 1000;

  private final String redisUrl;
  private final String scope;

  public SampleSink(String redisUrl, String scope) {
    this.redisUrl = redisUrl;
    this.scope = scope;
  }

  @Override
  public SinkWriter<SampledPlay> createWriter(WriterInitContext context) {
    return new Writer(RedisLine.to(redisUrl), RedisKeys.sampled(scope), Clock.systemUTC());
  }

  /** Writes each play at once, and none for a while after Redis has failed. */
  private static final class Writer implements SinkWriter<SampledPlay> {
    private final RedisLine line;
    private final byte[] key;
    private final Clock clock;
    private final Backoff backoff = new Backoff(new SplittableRandom());
    private long nextTry = Long.MIN_VALUE;

    Writer(RedisLine line, String key, Clock clock) {
      this.line = line;
      this.key = key.getBytes(UTF_8);
      this.clock = clock;
    }

    @Override
    public void write(SampledPlay play, Context context) {
      if (clock.millis() < nextTry) {
        return;
      }
      XAddParams bounded = XAddParams.xAddParams().maxLen(LENGTH).approximateTrimming();
      Map<byte[], byte[]> entry = Map.of(RedisKeys.ENTRY.getBytes(UTF_8), BoardCodec.encode(play));
      try {
        var unused = line.call(redis -> redis.xadd(key, bounded, entry));
        backoff.afterSuccess();
      } catch (StoreUnavailableException e) {
        nextTry = clock.millis() + backoff.afterFailure();
      }
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {
      line.close();
    }
  }
}
