package dev.groundswell.jobs.window;

import dev.groundswell.jobs.types.FlatType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What the boards of the last hour, minute by minute, are told.
 *
 * <p>Also what they keep over a restart: news that amount to all they were told.
 */
public sealed interface HourNews permits MinuteDelta, HourTotal {
  TypeInformation<HourNews> TYPE = new FlatType<>(HourNews.class, new HourNewsSerializer());

  /** The watermark to which this belongs. */
  long at();
}
