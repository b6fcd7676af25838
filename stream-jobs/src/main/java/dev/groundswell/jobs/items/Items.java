package dev.groundswell.jobs.items;

import dev.groundswell.events.PlayChange;
import dev.groundswell.jobs.diary.DiaryChange;
import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.window.ListeningNow;
import dev.groundswell.jobs.window.Minimum;
import java.time.Clock;
import java.util.SplittableRandom;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The portraits of the items that somebody looks at. */
public final class Items {
  private Items() {}

  /** The watch list that the live servers keep in Redis. */
  public static WatchList.Opening watchedIn(String redisUrl, String scope) {
    return () -> new RedisWatchList(redisUrl, scope, Clock.systemUTC(), new SplittableRandom());
  }

  /**
   * Lays the way from changes to portraits.
   *
   * @param boards those of the most played, among others
   * @param listening how many listen to items at this moment
   * @param watched what portraits are made of
   * @param minListeners what {@link Minimum} says of public figures, at least 1
   * @param fence the number of this run of the jobs
   */
  public static DataStream<BoardVersion> build(
      DataStream<PlayChange> plays,
      DataStream<BoardVersion> boards,
      DataStream<ListeningNow> listening,
      WatchList.Opening watched,
      long minListeners,
      long fence) {
    DataStream<PortraitNews> news =
        plays
            .flatMap(DiaryChange::of)
            .returns(DiaryChange.TYPE)
            .name("changes of diaries")
            .uid("items-changes")
            .keyBy(DiaryChange::listener, Types.LONG)
            .transform("diaries", PortraitNews.TYPE, new Diaries(watched))
            .uid("items-diaries");
    DataStream<PortraitNews> moment =
        listening
            .<PortraitNews>map(PortraitNews.Listening::new)
            .returns(PortraitNews.TYPE)
            .setParallelism(1)
            .name("listening now")
            .uid("items-listening");
    return news.union(moment)
        .global()
        .connect(
            boards.filter(BoardVersion::logged).name("standings").uid("items-standings").global())
        .transform("portraits", BoardVersion.TYPE, new Portraits(new Minimum(minListeners), fence))
        .setParallelism(1)
        .uid("items-portraits");
  }
}
