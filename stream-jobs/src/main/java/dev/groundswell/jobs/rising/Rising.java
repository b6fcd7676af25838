package dev.groundswell.jobs.rising;

import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.window.RisingNews;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The boards of what rises, from what the buckets of the windows tell. */
public final class Rising {
  private Rising() {}

  /**
   * Lays the way from news to boards.
   *
   * @param fence the number of this run of the jobs
   */
  public static DataStream<BoardVersion> build(DataStream<RisingNews> news, long fence) {
    // One task: each board needs the sums over all buckets, and few items can rise at a time.
    return news.global()
        .transform("rising", BoardVersion.TYPE, new RisingTop(fence))
        .setParallelism(1)
        .uid("rising");
  }
}
