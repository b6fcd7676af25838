package dev.groundswell.jobs.window;

import dev.groundswell.events.Window;
import dev.groundswell.jobs.types.FlatType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What a bucket of items tells the board of one window: absolute figures, the last word counts.
 *
 * <p>The best of all items are among the best of each bucket, so no bucket tells of more than
 * {@link RollingSums#BEST}.
 */
public sealed interface BucketNews {
  TypeInformation<BucketNews> TYPE = new FlatType<>(BucketNews.class, new BucketNewsSerializer());

  /** The window of the board that is told. */
  Window window();

  /** The watermark to which this belongs. */
  long at();

  /** An item is among its bucket's best. */
  record Candidate(Window window, long at, long item, long plays, long listeners)
      implements BucketNews {}

  /** An item is no longer among its bucket's best, or no longer public. */
  record Gone(Window window, long at, long item) implements BucketNews {}

  /** The whole board's figures; all 0 while too few listeners stand behind them. */
  record Whole(Window window, long at, long plays, long listeners) implements BucketNews {}

  /** How many items of a bucket are not shown because too few listeners stand behind them. */
  record Withheld(Window window, long at, int bucket, long items) implements BucketNews {}
}
