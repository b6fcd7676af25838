package dev.groundswell.jobs.window;

import dev.groundswell.events.Topic;
import dev.groundswell.jobs.types.FlatType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What a bucket, the items of one task, tells one board: absolute figures, the last word counts.
 *
 * <p>The best of all items are among the best of each bucket, so no bucket tells of more than
 * {@link RollingSums#BEST}. It tells everything when it begins, {@link Withheld} last: who has
 * heard that of each bucket knows all there is.
 */
public sealed interface BucketNews {
  TypeInformation<BucketNews> TYPE = new FlatType<>(BucketNews.class, new BucketNewsSerializer());

  /** The board that is told. */
  Topic topic();

  /** The watermark to which this belongs. */
  long at();

  /** An item, by the ledger's number, is among its bucket's best. */
  record Candidate(Topic topic, long at, long item, long plays, long listeners)
      implements BucketNews {}

  /** An item is no longer among its bucket's best, or no longer public. */
  record Gone(Topic topic, long at, long item) implements BucketNews {}

  /** The whole board's figures; all 0 while too few listeners stand behind them. */
  record Whole(Topic topic, long at, long plays, long listeners) implements BucketNews {}

  /** The plays of no known genre; -1 while too few listeners stand behind them. */
  record Unclassified(Topic topic, long at, long plays) implements BucketNews {}

  /** How many items of a bucket are not shown because too few listeners stand behind them. */
  record Withheld(Topic topic, long at, BucketNumber bucket, long items) implements BucketNews {}

  /** How many items of a bucket there are, shown or not; of the tracks of the last hour alone. */
  record Present(Topic topic, long at, BucketNumber bucket, long items) implements BucketNews {}
}
