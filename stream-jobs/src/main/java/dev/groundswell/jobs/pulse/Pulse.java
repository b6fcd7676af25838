package dev.groundswell.jobs.pulse;

import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.window.Item;
import dev.groundswell.jobs.window.Minimum;
import dev.groundswell.jobs.window.MinuteDelta;
import dev.groundswell.jobs.window.TimeNews;
import dev.groundswell.jobs.window.WholeTotal;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The board of how much is played, from what is told of the last hour. */
public final class Pulse {
  private Pulse() {}

  /**
   * Lays the way from news to the board.
   *
   * @param minListeners what {@link Minimum} says of public figures, at least 1
   * @param fence the number of this run of the jobs
   */
  public static DataStream<BoardVersion> build(
      DataStream<TimeNews> news, long minListeners, long fence) {
    return news.filter(Pulse::concerns)
        // One task: the last word counts, and by several ways an earlier one could come last.
        .setParallelism(1)
        .name("news of the whole")
        .uid("pulse-news")
        .global()
        .transform("pulse", BoardVersion.TYPE, new PulseBoard(new Minimum(minListeners), fence))
        .setParallelism(1)
        .uid("pulse-of-" + minListeners);
  }

  /** All but what is told of single genres and artists, and of the week. */
  private static boolean concerns(TimeNews news) {
    return news instanceof WholeTotal
        || (news instanceof MinuteDelta delta && delta.item() == Item.WHOLE);
  }
}
