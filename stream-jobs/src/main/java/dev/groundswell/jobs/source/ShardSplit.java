package dev.groundswell.jobs.source;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A shard of the play log and how far it has been read.
 *
 * @param shard 0 to 15
 * @param position the number of the last change that was handed on, 0 at the beginning
 */
public record ShardSplit(int shard, long position) implements SourceSplit {
  private static final String PREFIX = "shard-";

  @Override
  public String splitId() {
    return idOf(shard);
  }

  static String idOf(int shard) {
    return PREFIX + shard;
  }
}
