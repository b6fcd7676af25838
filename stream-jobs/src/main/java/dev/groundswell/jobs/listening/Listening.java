package dev.groundswell.jobs.listening;

import dev.groundswell.events.NowPlaying;
import dev.groundswell.events.PlayChange;
import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.types.NowPlayingSerializer;
import dev.groundswell.jobs.window.ListeningNow;
import dev.groundswell.jobs.window.Minimum;
import dev.groundswell.jobs.window.TimeNews;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The boards of what people listen to at this moment.
 *
 * @param boards each version of a board that shows something else
 * @param total how many listen, for the pulse
 * @param items how many listen to each item, for portraits
 */
public record Listening(
    DataStream<BoardVersion> boards, DataStream<TimeNews> total, DataStream<ListeningNow> items) {
  private static final OutputTag<TimeNews> TOTAL = new OutputTag<>("listening", TimeNews.TYPE);
  private static final OutputTag<ListeningNow> ITEMS =
      new OutputTag<>("listening to items", ListeningNow.TYPE);

  /**
   * Lays the way from what is heard now to the boards.
   *
   * @param plays of which only those matter that erase a listener
   * @param minListeners what {@link Minimum} says of public figures, at least 1
   * @param fence the number of this run of the jobs
   */
  public static Listening build(
      DataStream<NowPlaying> now, DataStream<PlayChange> plays, long minListeners, long fence) {
    DataStream<NowPlaying> erased =
        plays
            .filter(change -> change.kind() == PlayChange.Kind.ERASE)
            .name("erased listeners")
            .uid("listening-erased")
            .map(erase -> NowPlaying.silence(erase.listener(), Long.MAX_VALUE, false))
            .returns(NowPlayingSerializer.TYPE)
            .name("their silence")
            .uid("listening-silence");
    SingleOutputStreamOperator<BoardVersion> boards =
        now.union(erased)
            // One task: who listens at this moment is few beside what was played in a week.
            .global()
            .transform(
                "listening",
                BoardVersion.TYPE,
                new ListeningBoards(new Minimum(minListeners), fence, TOTAL, ITEMS))
            .setParallelism(1)
            .uid("listening-of-" + minListeners);
    return new Listening(boards, boards.getSideOutput(TOTAL), boards.getSideOutput(ITEMS));
  }
}
