package dev.groundswell.jobs.source;

import java.util.List;
import java.util.Map;

/** The relay's streams, as the split reader needs them. */
interface PlayStreams extends AutoCloseable {

  /**
   * The next entries of several shards, waiting a bounded time for the first.
   *
   * @param after shard to the id after which to read, {@code seq-millis}
   * @return shard to entries in order; shards with nothing new are left out
   * @throws PlayLogUnavailableException where the streams cannot be reached
   */
  Map<Integer, List<StreamEntry>> read(Map<Integer, String> after);

  @Override
  void close();
}
