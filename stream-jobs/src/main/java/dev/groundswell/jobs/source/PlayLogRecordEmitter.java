package dev.groundswell.jobs.source;

import dev.groundswell.events.PlayChange;
import dev.groundswell.jobs.source.LogRecord.Change;
import dev.groundswell.jobs.source.LogRecord.Heartbeat;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/** Turns log records into elements and watermarks, and moves the shard's position along. */
final class PlayLogRecordEmitter implements RecordEmitter<LogRecord, PlayChange, ShardSplitState> {
  @Override
  public void emitRecord(LogRecord record, SourceOutput<PlayChange> output, ShardSplitState state) {
    if (record instanceof Change change) {
      output.collect(change.change(), change.change().committedAt());
      state.advanceTo(change.change().seq());
    } else if (record instanceof Heartbeat heartbeat) {
      output.emitWatermark(new Watermark(heartbeat.at()));
    }
    // Opened needs nothing more: asking for the shard's output has entered it into the minimum.
  }
}
