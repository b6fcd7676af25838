package dev.groundswell.jobs.source;

import dev.groundswell.events.PlayChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;

/**
 * Deals the 16 shards out to the readers, once every reader has come.
 *
 * <p>A reader is given all its shards in one message: it holds back time until each of them has
 * spoken, and must know from the start how many they are.
 */
final class PlayLogEnumerator implements SplitEnumerator<ShardSplit, List<ShardSplit>> {
  private final SplitEnumeratorContext<ShardSplit> context;
  private final List<ShardSplit> unassigned;

  private PlayLogEnumerator(
      SplitEnumeratorContext<ShardSplit> context, List<ShardSplit> unassigned) {
    this.context = context;
    this.unassigned = new ArrayList<>(unassigned);
  }

  /** For a job without a past: every shard, from its beginning. */
  static PlayLogEnumerator fromTheBeginning(SplitEnumeratorContext<ShardSplit> context) {
    return new PlayLogEnumerator(
        context,
        IntStream.range(0, PlayChange.SHARDS).mapToObj(shard -> new ShardSplit(shard, 0)).toList());
  }

  static PlayLogEnumerator restored(
      SplitEnumeratorContext<ShardSplit> context, List<ShardSplit> unassigned) {
    return new PlayLogEnumerator(context, unassigned);
  }

  @Override
  public void start() {}

  @Override
  public void addReader(int subtask) {
    assignWhenComplete();
  }

  @Override
  public void addSplitsBack(List<ShardSplit> splits, int subtask) {
    unassigned.addAll(splits);
    assignWhenComplete();
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    // Readers are given their shards unasked.
  }

  @Override
  public List<ShardSplit> snapshotState(long checkpointId) {
    return List.copyOf(unassigned);
  }

  @Override
  public void close() {}

  private void assignWhenComplete() {
    int readers = context.currentParallelism();
    if (unassigned.isEmpty() || context.registeredReaders().size() < readers) {
      return;
    }
    Map<Integer, List<ShardSplit>> assignment = new HashMap<>();
    for (ShardSplit split : unassigned) {
      assignment.computeIfAbsent(split.shard() % readers, reader -> new ArrayList<>()).add(split);
    }
    unassigned.clear();
    context.assignSplits(new SplitsAssignment<>(assignment));
  }
}
