package dev.groundswell.jobs.window;

import dev.groundswell.jobs.types.FlatType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What the boards are told whose rows, or points, are of time.
 *
 * <p>Also what they keep over a restart: news that amount to all they were told.
 */
public sealed interface TimeNews permits MinuteDelta, WeekHourDelta, WholeTotal {
  TypeInformation<TimeNews> TYPE = new FlatType<>(TimeNews.class, new TimeNewsSerializer());

  /** The watermark to which this belongs. */
  long at();
}
