package dev.groundswell.jobs.source;

import dev.groundswell.events.PlayChange;
import java.util.List;

/** The ledger's numbered changes, as the split reader needs them. */
interface ChangeTable extends AutoCloseable {

  /**
   * The number of the last committed change of a shard, 0 where there is none.
   *
   * @throws PlayLogUnavailableException where the ledger cannot be reached
   */
  long last(int shard);

  /**
   * The changes of a shard with {@code after < seq <= until}, in order, at most {@code limit}.
   *
   * @throws PlayLogUnavailableException where the ledger cannot be reached
   */
  List<PlayChange> read(int shard, long after, long until, int limit);

  @Override
  void close();
}
