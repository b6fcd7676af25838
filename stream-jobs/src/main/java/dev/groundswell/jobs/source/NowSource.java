package dev.groundswell.jobs.source;

import dev.groundswell.events.NowPlaying;
import dev.groundswell.jobs.types.NowPlayingSerializer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * What listeners hear at this moment, from lossy streams in Redis.
 *
 * <p>Nothing of it is kept over a restart: the streams hold what still means something. It has no
 * event time, and says so, or the boards would wait for it.
 */
public final class NowSource
    implements Source<NowPlaying, ShardSplit, List<ShardSplit>>, ResultTypeQueryable<NowPlaying> {
  private static final long serialVersionUID = 1;
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LAST_WAIT_MILLIS = 5_000;

  private final URI redisUrl;

  /**
   * @param redisUrl where Redis is, as {@code redis://} or {@code rediss://}
   */
  public NowSource(String redisUrl) {
    this.redisUrl = URI.create(redisUrl);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<ShardSplit, List<ShardSplit>> createEnumerator(
      SplitEnumeratorContext<ShardSplit> context) {
    return PlayLogEnumerator.fromTheBeginning(context);
  }

  @Override
  public SplitEnumerator<ShardSplit, List<ShardSplit>> restoreEnumerator(
      SplitEnumeratorContext<ShardSplit> context, List<ShardSplit> unassigned) {
    return PlayLogEnumerator.restored(context, unassigned);
  }

  @Override
  public SourceReader<NowPlaying, ShardSplit> createReader(SourceReaderContext context) {
    return new Reader(redisUrl, context);
  }

  @Override
  public SimpleVersionedSerializer<ShardSplit> getSplitSerializer() {
    return new ShardSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<ShardSplit>> getEnumeratorCheckpointSerializer() {
    return new UnassignedShardsSerializer();
  }

  @Override
  public TypeInformation<NowPlaying> getProducedType() {
    return NowPlayingSerializer.TYPE;
  }

  /** Hands on what is read; a shard is where it always was. */
  private static final class Reader
      extends SingleThreadMultiplexSourceReaderBase<
          NowPlaying, NowPlaying, ShardSplit, ShardSplit> {

    Reader(URI redisUrl, SourceReaderContext context) {
      super(
          () ->
              new NowSplitReader(
                  redisUrl,
                  new Backoff(new SplittableRandom(), FIRST_WAIT_MILLIS, LAST_WAIT_MILLIS)),
          (now, output, shard) -> output.collect(now),
          context.getConfiguration(),
          context);
    }

    @Override
    protected void onSplitFinished(Map<String, ShardSplit> finished) {
      // A shard has no end.
    }

    @Override
    protected ShardSplit initializedState(ShardSplit split) {
      return split;
    }

    @Override
    protected ShardSplit toSplitType(String splitId, ShardSplit state) {
      return state;
    }
  }
}
