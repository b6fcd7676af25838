package dev.groundswell.jobs.source;

import dev.groundswell.events.ChangeCodec;
import dev.groundswell.events.PlayChange;
import dev.groundswell.jobs.source.LogRecord.Change;
import dev.groundswell.jobs.source.LogRecord.Heartbeat;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the reading of one shard stands, and whether the stream or the ledger comes next.
 *
 * <p>The invariant: changes are handed on in the order of their numbers, each once, and a heartbeat
 * only when every change up to its number has been. Numbers are dense, so whatever the stream no
 * longer holds shows as a hole; then the ledger is read up to the far side of the hole and the
 * stream from there on. A shard begins like that too, with everything up to the ledger's last
 * number for its first hole.
 */
final class ShardCursor {
  private static final long NOT_BEHIND = -1;

  private final int shard;
  private long position;
  private long behindUntil = NOT_BEHIND;
  private String streamId;

  ShardCursor(ShardSplit split) {
    this.shard = split.shard();
    this.position = split.position();
    this.streamId = idAfter(position);
  }

  int shard() {
    return shard;
  }

  long position() {
    return position;
  }

  /** The id after which to read the stream. */
  String streamId() {
    return streamId;
  }

  boolean isBehind() {
    return behindUntil != NOT_BEHIND;
  }

  /** The number up to which the ledger is to be read. */
  long behindUntil() {
    return behindUntil;
  }

  /** Asks for the ledger to be read up to {@code last} before anything else. */
  void startBehind(long last) {
    if (last < position) {
      throw new IllegalStateException(
          "shard %d: the checkpoint has seen change %d, but the ledger ends at %d. The database was restored from an older backup; start the jobs without a checkpoint, they rebuild from the ledger."
              .formatted(shard, position, last));
    }
    if (last > position) {
      behindUntil = last;
    }
  }

  /**
   * Takes what the ledger gave.
   *
   * @param changes the next ones after the position, in order
   * @param complete whether there are no more of them up to {@link #behindUntil}
   */
  List<LogRecord> acceptFromLedger(List<PlayChange> changes, boolean complete) {
    List<LogRecord> records = new ArrayList<>(changes.size());
    for (PlayChange change : changes) {
      records.add(new Change(change));
      position = change.seq();
    }
    if (complete) {
      // Numbers that are not there any more were too old for every window when they were dropped.
      position = behindUntil;
      behindUntil = NOT_BEHIND;
      streamId = idAfter(position);
    }
    return records;
  }

  /** Takes what the stream gave, up to the first hole. */
  List<LogRecord> acceptFromStream(List<StreamEntry> entries) {
    List<LogRecord> records = new ArrayList<>(entries.size());
    for (StreamEntry entry : entries) {
      long published = entry.isHeartbeat() ? entry.seq() : entry.seq() - 1;
      if (published > position) {
        behindUntil = published;
        return records;
      }
      streamId = entry.seq() + "-" + entry.millis();
      if (entry.isHeartbeat()) {
        if (entry.seq() == position) {
          records.add(new Heartbeat(entry.millis()));
        }
      } else if (entry.seq() == position + 1) {
        records.add(new Change(ChangeCodec.decode(entry.body())));
        position = entry.seq();
      }
    }
    return records;
  }

  /** The id of the change itself; its heartbeats, which follow it, are read. */
  private static String idAfter(long position) {
    return position + "-0";
  }
}
