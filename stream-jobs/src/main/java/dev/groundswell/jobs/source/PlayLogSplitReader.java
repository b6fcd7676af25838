package dev.groundswell.jobs.source;

import dev.groundswell.events.PlayChange;
import dev.groundswell.jobs.source.LogRecord.Opened;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads several shards in one thread: the ledger for those that are behind, one batch at a time,
 * else one waiting read over all streams.
 *
 * <p>When PostgreSQL or Redis is away it waits, longer each time, and goes on where it was.
 */
final class PlayLogSplitReader implements SplitReader<LogRecord, ShardSplit> {
  private static final Logger LOG = LoggerFactory.getLogger(PlayLogSplitReader.class);
  static final int BATCH = 1_000;

  private final ChangeTable ledger;
  private final PlayStreams streams;
  private final Backoff backoff;
  private final Map<Integer, ShardCursor> cursors = new TreeMap<>();
  private final List<ShardCursor> unopened = new ArrayList<>();

  PlayLogSplitReader(ChangeTable ledger, PlayStreams streams, Backoff backoff) {
    this.ledger = ledger;
    this.streams = streams;
    this.backoff = backoff;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<ShardSplit> change) {
    for (ShardSplit split : change.splits()) {
      ShardCursor cursor = new ShardCursor(split);
      cursors.put(split.shard(), cursor);
      unopened.add(cursor);
    }
  }

  @Override
  public RecordsWithSplitIds<LogRecord> fetch() {
    RecordsBySplits.Builder<LogRecord> records = new RecordsBySplits.Builder<>();
    try {
      if (!unopened.isEmpty()) {
        open(records);
      } else if (!readBehind(records)) {
        readStreams(records);
      }
      backoff.reset();
    } catch (PlayLogUnavailableException e) {
      LOG.warn("{}; trying again in {} ms", e.getMessage(), backoff.nextMillis());
      backoff.await();
    }
    return records.build();
  }

  private void open(RecordsBySplits.Builder<LogRecord> records) {
    for (ShardCursor cursor : unopened) {
      cursor.startBehind(ledger.last(cursor.shard()));
    }
    // All in one batch and before any heartbeat, or time would move while some are not counted in.
    for (ShardCursor cursor : unopened) {
      records.add(ShardSplit.idOf(cursor.shard()), new Opened());
    }
    unopened.clear();
  }

  private boolean readBehind(RecordsBySplits.Builder<LogRecord> records) {
    for (ShardCursor cursor : cursors.values()) {
      if (cursor.isBehind()) {
        List<PlayChange> changes =
            ledger.read(cursor.shard(), cursor.position(), cursor.behindUntil(), BATCH);
        records.addAll(
            ShardSplit.idOf(cursor.shard()),
            cursor.acceptFromLedger(changes, changes.size() < BATCH));
        return true;
      }
    }
    return false;
  }

  private void readStreams(RecordsBySplits.Builder<LogRecord> records) {
    Map<Integer, String> after = new HashMap<>();
    cursors.forEach((shard, cursor) -> after.put(shard, cursor.streamId()));
    streams
        .read(after)
        .forEach(
            (shard, entries) -> {
              ShardCursor cursor = cursors.get(shard);
              if (cursor != null) {
                records.addAll(ShardSplit.idOf(shard), cursor.acceptFromStream(entries));
              }
            });
  }

  @Override
  public void wakeUp() {
    // A read waits a second at the most, which is soon enough for every reason to be woken.
    backoff.wakeUp();
  }

  @Override
  public void close() {
    try (ledger) {
      streams.close();
    }
  }
}
