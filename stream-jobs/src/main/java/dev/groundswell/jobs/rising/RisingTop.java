package dev.groundswell.jobs.rising;

import dev.groundswell.events.Board;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.window.RisingNews;
import dev.groundswell.jobs.window.SteppedBoards;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Scores what can rise once a second and tells each version of a board that shows something else.
 *
 * <p>It keeps nothing over a restart: the buckets then tell everything anew. Only previous ranks
 * are unknown for the first ten minutes.
 */
public final class RisingTop extends SteppedBoards<RisingNews> {
  private static final long serialVersionUID = 1;
  private static final long STEP_MILLIS = 1000;

  private final long fence;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Kind, RisingBoard> boards;

  /**
   * @param fence the number of this run of the jobs
   */
  public RisingTop(long fence) {
    super(RisingNews.TYPE, STEP_MILLIS);
    this.fence = fence;
  }

  @Override
  protected void begin() {
    Surprise surprise = new Surprise();
    boards = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      boards.put(kind, new RisingBoard(kind, surprise));
    }
  }

  @Override
  protected long at(RisingNews news) {
    return news.at();
  }

  @Override
  protected void apply(RisingNews news) {
    RisingBoard board = boards.get(news.kind());
    if (board != null) {
      board.apply(news);
    }
  }

  @Override
  protected List<Board> boards(long asOf) {
    return boards.values().stream()
        .filter(RisingBoard::isComplete)
        .map(board -> board.board(fence, asOf))
        .toList();
  }

  @Override
  protected List<RisingNews> remember() {
    return List.of();
  }
}
