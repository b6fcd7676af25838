package dev.groundswell.jobs.rising;

import dev.groundswell.events.Board;
import dev.groundswell.events.FeedState;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.sink.BoardVersion;
import dev.groundswell.jobs.window.RisingNews;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Scores what can rise once a second and tells each version of a board that shows something else.
 *
 * <p>It keeps nothing over a restart: the buckets then tell everything anew. Only previous ranks
 * are unknown for the first ten minutes.
 */
public final class RisingTop extends AbstractStreamOperator<BoardVersion>
    implements OneInputStreamOperator<RisingNews, BoardVersion> {
  private static final long serialVersionUID = 1;
  private static final long STEP_MILLIS = 1000;

  private final long fence;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Kind, RisingBoard> boards;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Kind, Board> told;

  @SuppressWarnings("NullAway.Init")
  private transient List<RisingNews> early;

  private transient long asOf;
  private transient long step;

  /**
   * @param fence the number of this run of the jobs
   */
  public RisingTop(long fence) {
    this.fence = fence;
  }

  @Override
  public void open() throws Exception {
    super.open();
    Surprise surprise = new Surprise();
    boards = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      boards.put(kind, new RisingBoard(kind, surprise));
    }
    told = new EnumMap<>(Kind.class);
    early = new ArrayList<>();
    asOf = Long.MIN_VALUE;
    step = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<RisingNews> element) {
    RisingNews news = element.getValue();
    if (news.at() > asOf) {
      early.add(news);
    } else {
      apply(news);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // The end of a bounded input is not an instant of any board.
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      asOf = mark.getTimestamp();
      applyEarly();
      if (Math.floorDiv(asOf, STEP_MILLIS) != step) {
        step = Math.floorDiv(asOf, STEP_MILLIS);
        boards.forEach(this::tell);
      }
    }
    super.processWatermark(mark);
  }

  private void applyEarly() {
    List<RisingNews> stillEarly = new ArrayList<>();
    for (RisingNews news : early) {
      if (news.at() > asOf) {
        stillEarly.add(news);
      } else {
        apply(news);
      }
    }
    early = stillEarly;
  }

  private void apply(RisingNews news) {
    RisingBoard board = boards.get(news.kind());
    if (board != null) {
      board.apply(news);
    }
  }

  private void tell(Kind kind, RisingBoard board) {
    if (!board.isComplete()) {
      return;
    }
    Board next = board.board(fence, asOf);
    Board last = told.get(kind);
    if (last == null || !FeedState.of(next).showsTheSameAs(FeedState.of(last))) {
      told.put(kind, next);
      output.collect(new StreamRecord<>(new BoardVersion(next, true)));
    }
  }
}
