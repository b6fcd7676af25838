package dev.groundswell.jobs.pulse;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Head;
import dev.groundswell.events.Minutes;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.Item;
import dev.groundswell.jobs.window.Minimum;
import dev.groundswell.jobs.window.MinuteDelta;
import dev.groundswell.jobs.window.SteppedBoards;
import dev.groundswell.jobs.window.TimeNews;
import dev.groundswell.jobs.window.WholeTotal;
import dev.groundswell.jobs.window.WholeTotal.Of;
import dev.groundswell.jobs.window.WholeTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the minutes of the last hour and tells them with the figures of the whole.
 *
 * <p>Its state is an hour of minutes and a number a bucket, some kilobytes whatever is played.
 */
public final class PulseBoard extends SteppedBoards<TimeNews> {
  private static final long serialVersionUID = 1;
  private static final long STEP_MILLIS = 500;
  private static final int MINUTES_OF_RATE = 5;

  private final Minimum minimum;
  private final long fence;

  @SuppressWarnings("NullAway.Init")
  private transient TreeMap<Long, Minute> minutes;

  @SuppressWarnings("NullAway.Init")
  private transient WholeTotals totals;

  private static final class Minute {
    int plays;
    int listeners;
    boolean shown;
  }

  /**
   * @param fence the number of this run of the jobs
   */
  public PulseBoard(Minimum minimum, long fence) {
    super(TimeNews.TYPE, STEP_MILLIS);
    this.minimum = minimum;
    this.fence = fence;
  }

  @Override
  protected void begin() {
    minutes = new TreeMap<>();
    totals = new WholeTotals();
  }

  @Override
  protected long at(TimeNews news) {
    return news.at();
  }

  @Override
  protected void reach(long asOf) {
    minutes.headMap(Minutes.firstBehind(Window.H1.from(asOf))).clear();
  }

  @Override
  protected void apply(TimeNews news) {
    if (news instanceof WholeTotal total) {
      totals.apply(total);
    } else if (news instanceof MinuteDelta delta && delta.item() == Item.WHOLE) {
      Minute minute = minutes.computeIfAbsent(delta.minute(), number -> new Minute());
      minute.plays += delta.plays();
      minute.listeners += delta.listeners();
      minute.shown = minimum.shows(minute.listeners, minute.shown);
    }
  }

  @Override
  protected List<Board> boards(long asOf) {
    if (!totals.areComplete()) {
      return List.of();
    }
    long from = Window.H1.from(asOf);
    List<BoardItem> rows = new ArrayList<>();
    long withheld = 0;
    for (long number = Minutes.firstBehind(from); number <= Minutes.of(asOf); number++) {
      Minute minute = minutes.get(number);
      if (isShown(minute)) {
        rows.add(row(number, minute));
      } else {
        withheld++;
      }
    }
    return List.of(new Board(Topic.PULSE, fence, 0, head(asOf, withheld), rows));
  }

  /** A minute of which too little is told might as well be one in which nothing was played. */
  private boolean isShown(@Nullable Minute minute) {
    return minimum.hidesNothing() || (minute != null && minute.shown);
  }

  private static BoardItem row(long number, @Nullable Minute minute) {
    Figures figures =
        minute == null
            ? Figures.of(Figure.PLAYS, 0, Figure.LISTENERS, 0)
            : Figures.of(Figure.PLAYS, minute.plays, Figure.LISTENERS, minute.listeners);
    return new BoardItem(number, BoardItem.UNKNOWN, figures);
  }

  private Head head(long asOf, long withheld) {
    Figures told = Figures.of(Figure.WITHHELD, withheld);
    if (isTold(totals.of(Of.LISTENERS))) {
      told =
          told.with(Figure.PLAYS, totals.of(Of.PLAYS))
              .with(Figure.LISTENERS, totals.of(Of.LISTENERS))
              .with(Figure.TRACKS, totals.of(Of.TRACKS));
    }
    long lately = totals.of(Of.PLAYS_OF_FIVE_MINUTES);
    if (isTold(lately)) {
      told = told.with(Figure.RATE, lately * Figure.RATE.parts() / MINUTES_OF_RATE);
    }
    long listening = totals.of(Of.LISTENING);
    if (totals.has(Of.LISTENING) && listening >= 0) {
      told = told.with(Figure.LISTENING, listening);
    }
    return new Head(asOf, Window.H1.from(asOf), told);
  }

  /** What is withheld reaches us as none. */
  private boolean isTold(long number) {
    return number > 0 || minimum.hidesNothing();
  }

  @Override
  protected List<TimeNews> remember() {
    List<TimeNews> all = new ArrayList<>();
    minutes.forEach(
        (number, minute) ->
            all.add(MinuteDelta.amounting(Item.WHOLE, number, minute.plays, minute.listeners, 0)));
    return all;
  }
}
