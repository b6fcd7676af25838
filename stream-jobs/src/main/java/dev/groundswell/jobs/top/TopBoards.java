package dev.groundswell.jobs.top;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.SampledPlay;
import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.types.SampledPlaySerializer;
import dev.groundswell.jobs.window.BucketNews;
import dev.groundswell.jobs.window.ItemDelta;
import dev.groundswell.jobs.window.ListenerWindows;
import dev.groundswell.jobs.window.LocalSum;
import dev.groundswell.jobs.window.PublicChange;
import dev.groundswell.jobs.window.RisingNews;
import dev.groundswell.jobs.window.RollingSums;
import dev.groundswell.jobs.window.TimeNews;
import dev.groundswell.jobs.window.TimeSum;
import dev.groundswell.jobs.window.WholeTotal;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The boards of the most played tracks, artists and genres, from the ledger's changes.
 *
 * @param boards each version of a board that shows something else
 * @param sampled a few plays a second, shown in passing
 * @param rising what the boards of what rises are told
 * @param times what the boards are told whose rows, or points, are of time
 */
public record TopBoards(
    DataStream<BoardVersion> boards,
    DataStream<SampledPlay> sampled,
    DataStream<RisingNews> rising,
    DataStream<TimeNews> times) {
  private static final OutputTag<SampledPlay> SAMPLED =
      new OutputTag<>("sampled plays", SampledPlaySerializer.TYPE);
  private static final OutputTag<RisingNews> RISING = new OutputTag<>("rising", RisingNews.TYPE);

  /**
   * Lays the way from changes to boards.
   *
   * @param minListeners what {@link dev.groundswell.jobs.window.Minimum} says of public figures, at
   *     least 1
   * @param fence the number of this run of the jobs
   */
  public static TopBoards build(DataStream<PlayChange> plays, long minListeners, long fence) {
    // What is public follows from the minimum and is part of the state of the last two steps. Their
    // names carry it, so that state under another minimum is refused and built anew.
    SingleOutputStreamOperator<ItemDelta> windows =
        plays
            .flatMap(PublicChange::of)
            .returns(PublicChange.TYPE)
            .name("public changes")
            .uid("top-public-changes")
            .keyBy(PublicChange::listener, Types.LONG)
            .transform("windows of each listener", ItemDelta.TYPE, new ListenerWindows())
            .uid("top-listener-windows");
    SingleOutputStreamOperator<BucketNews> buckets =
        windows
            .transform("local sums", ItemDelta.TYPE, new LocalSum())
            .uid("top-local-sums")
            .keyBy(ItemDelta::item, Types.LONG)
            .transform(
                "rolling sums", BucketNews.TYPE, new RollingSums(minListeners, SAMPLED, RISING))
            .uid("top-rolling-sums-of-" + minListeners);
    DataStream<BoardVersion> boards =
        buckets
            .keyBy(news -> news.topic().name(), Types.STRING)
            .transform("boards", BoardVersion.TYPE, new BoardTop(fence))
            .uid("top-boards-of-" + minListeners);
    return new TopBoards(
        boards,
        buckets.getSideOutput(SAMPLED),
        buckets.getSideOutput(RISING),
        times(windows, buckets));
  }

  private static DataStream<TimeNews> times(
      SingleOutputStreamOperator<ItemDelta> windows, DataStream<BucketNews> buckets) {
    return windows
        .getSideOutput(ListenerWindows.TIMES)
        .transform("local sums of times", TimeNews.TYPE, new TimeSum())
        .uid("top-local-sums-of-times")
        .union(
            buckets
                .<TimeNews>flatMap(WholeTotal::of)
                .returns(TimeNews.TYPE)
                .name("totals of windows")
                .uid("top-totals"));
  }
}
