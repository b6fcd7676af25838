package dev.groundswell.jobs.source;

import dev.groundswell.events.PlayChange;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Every change of the ledger, exactly once and in order within its shard: PostgreSQL for what lies
 * behind, then the relay's Redis streams.
 *
 * <p>The checkpoint holds one number a shard. Build one with {@link #builder()}.
 */
public final class PlayLogSource
    implements Source<PlayChange, ShardSplit, List<ShardSplit>>, ResultTypeQueryable<PlayChange> {
  private static final long serialVersionUID = 1;
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LAST_WAIT_MILLIS = 5_000;

  private final String databaseUrl;
  private final String databaseUser;
  private final String databasePassword;
  private final URI redisUrl;

  PlayLogSource(String databaseUrl, String databaseUser, String databasePassword, URI redisUrl) {
    this.databaseUrl = databaseUrl;
    this.databaseUser = databaseUser;
    this.databasePassword = databasePassword;
    this.redisUrl = redisUrl;
  }

  public static PlayLogSourceBuilder builder() {
    return new PlayLogSourceBuilder();
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
  public SourceReader<PlayChange, ShardSplit> createReader(SourceReaderContext context) {
    return new PlayLogSourceReader(
        () ->
            new PlayLogSplitReader(
                new PgChangeTable(databaseUrl, databaseUser, databasePassword),
                new RedisPlayStreams(redisUrl),
                new Backoff(new SplittableRandom(), FIRST_WAIT_MILLIS, LAST_WAIT_MILLIS)),
        context);
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
  public TypeInformation<PlayChange> getProducedType() {
    return new PlayChangeType();
  }
}
