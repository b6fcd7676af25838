package dev.groundswell.jobs.window;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.types.FlatType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What a bucket of items tells the boards of what rises, once a second: absolute figures, the last
 * word counts. Every item is told of that can rise at all, not only the most played.
 */
public sealed interface RisingNews {
  TypeInformation<RisingNews> TYPE = new FlatType<>(RisingNews.class, new RisingNewsSerializer());

  /** The fewest listeners in an hour with whom anything can rise. */
  int FEWEST = 4;

  /** The board that is told. */
  Kind kind();

  /** The watermark to which this belongs. */
  long at();

  /**
   * An item that can rise.
   *
   * @param item the ledger's number
   * @param isPublic whether enough people stand behind it to show it
   * @param listeners its distinct listeners of the last hour
   * @param sameHour its listeners of this hour of day and those beside it, on past days
   * @param flat its listeners of all hours before
   * @param pace how they came
   */
  record Candidate(
      Kind kind,
      long at,
      long item,
      boolean isPublic,
      long listeners,
      long sameHour,
      long flat,
      Pace pace)
      implements RisingNews {}

  /** An item has too few listeners now. */
  record Gone(Kind kind, long at, long item) implements RisingNews {}

  /**
   * The sums over all items of a bucket, told behind everything else of it.
   *
   * @param firstHour the earliest clock hour of which anything is known
   */
  record Sums(
      Kind kind,
      long at,
      BucketNumber bucket,
      long listeners,
      long sameHour,
      long flat,
      int firstHour)
      implements RisingNews {}
}
