package dev.groundswell.jobs.source;

import dev.groundswell.events.PlayChange;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/** Runs one {@link PlayLogSplitReader} for all shards of a subtask. */
final class PlayLogSourceReader
    extends SingleThreadMultiplexSourceReaderBase<
        LogRecord, PlayChange, ShardSplit, ShardSplitState> {

  PlayLogSourceReader(Supplier<PlayLogSplitReader> readers, SourceReaderContext context) {
    super(readers::get, new PlayLogRecordEmitter(), context.getConfiguration(), context);
  }

  @Override
  protected void onSplitFinished(Map<String, ShardSplitState> finished) {
    // A shard has no end.
  }

  @Override
  protected ShardSplitState initializedState(ShardSplit split) {
    return new ShardSplitState(split);
  }

  @Override
  protected ShardSplit toSplitType(String splitId, ShardSplitState state) {
    return state.toSplit();
  }
}
