package dev.groundswell.jobs.hours;

import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.window.Minimum;
import dev.groundswell.jobs.window.MinuteDelta;
import dev.groundswell.jobs.window.TimeNews;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The board of when people listen, from what is told of the hours of the week. */
public final class WeekHours {
  private WeekHours() {}

  /**
   * Lays the way from news to the board.
   *
   * @param minListeners what {@link Minimum} says of public figures, at least 1
   * @param fence the number of this run of the jobs
   */
  public static DataStream<BoardVersion> build(
      DataStream<TimeNews> news, long minListeners, long fence) {
    return news.filter(some -> !(some instanceof MinuteDelta))
        .name("news of the week")
        .uid("week-hours-news")
        .global()
        .transform("hours", BoardVersion.TYPE, new WeekHoursBoard(new Minimum(minListeners), fence))
        .setParallelism(1)
        .uid("week-hours-of-" + minListeners);
  }
}
