package dev.groundswell.jobs.hours;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Head;
import dev.groundswell.events.Topic;
import dev.groundswell.jobs.window.Minimum;
import dev.groundswell.jobs.window.SteppedBoards;
import dev.groundswell.jobs.window.TimeNews;
import dev.groundswell.jobs.window.WeekHourDelta;
import dev.groundswell.jobs.window.WholeTotal;
import dev.groundswell.jobs.window.WholeTotal.Of;
import dev.groundswell.jobs.window.WholeTotals;
import java.util.ArrayList;
import java.util.List;

/** Keeps plays and distinct listeners of each hour of the week: 168 of them, and two totals. */
public final class WeekHoursBoard extends SteppedBoards<TimeNews> {
  private static final long serialVersionUID = 1;
  private static final long STEP_MILLIS = 5_000;

  private final Minimum minimum;
  private final long fence;

  /** By the hour of the week, from 0. */
  @SuppressWarnings("NullAway.Init")
  private transient int[] plays;

  @SuppressWarnings("NullAway.Init")
  private transient int[] listeners;

  @SuppressWarnings("NullAway.Init")
  private transient boolean[] shown;

  @SuppressWarnings("NullAway.Init")
  private transient WholeTotals totals;

  /**
   * @param fence the number of this run of the jobs
   */
  public WeekHoursBoard(Minimum minimum, long fence) {
    super(TimeNews.TYPE, STEP_MILLIS);
    this.minimum = minimum;
    this.fence = fence;
  }

  @Override
  protected void begin() {
    plays = new int[WeekHourDelta.HOURS];
    listeners = new int[WeekHourDelta.HOURS];
    shown = new boolean[WeekHourDelta.HOURS];
    totals = new WholeTotals();
  }

  @Override
  protected long at(TimeNews news) {
    return news.at();
  }

  @Override
  protected void apply(TimeNews news) {
    if (news instanceof WholeTotal total) {
      totals.apply(total);
    } else if (news instanceof WeekHourDelta delta) {
      int hour = delta.weekHour() - 1;
      plays[hour] += delta.plays();
      listeners[hour] += delta.listeners();
      shown[hour] = minimum.shows(listeners[hour], shown[hour]);
    }
  }

  @Override
  protected List<Board> boards(long asOf) {
    if (!totals.areComplete()) {
      return List.of();
    }
    List<BoardItem> rows = new ArrayList<>();
    for (int hour = 0; hour < WeekHourDelta.HOURS; hour++) {
      if (shown[hour] || minimum.hidesNothing()) {
        rows.add(new BoardItem(hour, plays[hour], listeners[hour], BoardItem.UNKNOWN));
      }
    }
    Figures told = Figures.of(Figure.WITHHELD, WeekHourDelta.HOURS - rows.size());
    if (totals.of(Of.LISTENERS_OF_WEEK) > 0 || minimum.hidesNothing()) {
      told =
          told.with(Figure.PLAYS, totals.of(Of.PLAYS_OF_WEEK))
              .with(Figure.LISTENERS, totals.of(Of.LISTENERS_OF_WEEK));
    }
    Head head = new Head(asOf, Topic.HOURS.window().from(asOf), told);
    return List.of(new Board(Topic.HOURS, fence, 0, head, rows));
  }

  @Override
  protected List<TimeNews> remember() {
    List<TimeNews> all = new ArrayList<>();
    for (int hour = 0; hour < WeekHourDelta.HOURS; hour++) {
      if (plays[hour] != 0) {
        all.add(WeekHourDelta.amounting(hour + 1, plays[hour], listeners[hour]));
      }
    }
    return all;
  }
}
