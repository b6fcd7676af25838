package dev.groundswell.jobs.source;

/** How far a shard has been handed on to the job; what a checkpoint remembers of it. */
final class ShardSplitState {
  private final int shard;
  private long position;

  ShardSplitState(ShardSplit split) {
    this.shard = split.shard();
    this.position = split.position();
  }

  void advanceTo(long seq) {
    position = seq;
  }

  ShardSplit toSplit() {
    return new ShardSplit(shard, position);
  }
}
