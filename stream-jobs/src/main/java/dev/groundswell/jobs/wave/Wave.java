package dev.groundswell.jobs.wave;

import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.window.Minimum;
import dev.groundswell.jobs.window.TimeNews;
import dev.groundswell.jobs.window.WeekHourDelta;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The board of each genre's share along the last hour, from what is told of its minutes. */
public final class Wave {
  private Wave() {}

  /**
   * Lays the way from news to the board.
   *
   * @param minListeners what {@link Minimum} says of public figures, at least 1
   * @param fence the number of this run of the jobs
   */
  public static DataStream<BoardVersion> build(
      DataStream<TimeNews> news, long minListeners, long fence) {
    // One task: shares are of the sum over all, and a minute of an item is told in one message.
    return news.filter(some -> !(some instanceof WeekHourDelta))
        .name("news of the hour")
        .uid("wave-news")
        .global()
        .transform("wave", BoardVersion.TYPE, new WaveBoard(new Minimum(minListeners), fence))
        .setParallelism(1)
        .uid("wave-of-" + minListeners);
  }
}
