package dev.groundswell.jobs.time;

import dev.groundswell.events.PlayChange;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The jobs' event time: watermarks are the relay's heartbeats and nothing else.
 *
 * <p>A heartbeat of a shard says that everything committed before its instant has been published.
 * The source emits it as the watermark of that shard, so the watermark of the job, the least of all
 * shards, is the {@code as_of} of every board. A shard that falls silent holds all boards at its
 * last word: there is no idleness, since a board must not claim an instant that one of its shards
 * has not reached. Plays are never dropped as late; operators apply them to the windows they belong
 * to.
 */
public final class HeartbeatWatermarks {
  private HeartbeatWatermarks() {}

  /** No generator of its own: the source emits the watermarks, shard by shard. */
  public static WatermarkStrategy<PlayChange> strategy() {
    return WatermarkStrategy.noWatermarks();
  }
}
