package dev.groundswell.jobs.wave;

import dev.groundswell.events.Board;
import dev.groundswell.events.Minutes;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.Minimum;
import dev.groundswell.jobs.window.MinuteDelta;
import dev.groundswell.jobs.window.SteppedBoards;
import dev.groundswell.jobs.window.TimeNews;
import dev.groundswell.jobs.window.WholeTotal;
import dev.groundswell.jobs.window.WholeTotals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Keeps the course of everything, of each genre and of each artist that was played in the last
 * hour, and tells those that matter.
 *
 * <p>About 700 bytes for each of these; nothing of what was not played for an hour.
 */
public final class WaveBoard extends SteppedBoards<TimeNews> {
  private static final long serialVersionUID = 1;
  private static final long STEP_MILLIS = 5_000;

  private final Minimum minimum;
  private final long fence;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Long, Course> courses;

  @SuppressWarnings("NullAway.Init")
  private transient WholeTotals totals;

  /** The earliest minute that is kept; after a restart the earliest that was. */
  private transient long first;

  private transient boolean restarted;

  /**
   * @param fence the number of this run of the jobs
   */
  public WaveBoard(Minimum minimum, long fence) {
    super(TimeNews.TYPE, STEP_MILLIS);
    this.minimum = minimum;
    this.fence = fence;
  }

  @Override
  protected void begin() {
    courses = new HashMap<>();
    totals = new WholeTotals();
    first = Long.MAX_VALUE;
    restarted = true;
  }

  @Override
  protected long at(TimeNews news) {
    return news.at();
  }

  @Override
  protected void reach(long asOf) {
    long next = Minutes.firstBehind(Window.H1.from(asOf));
    if (next > first) {
      boolean all = next - first >= Course.PLACES;
      for (Iterator<Course> each = courses.values().iterator(); each.hasNext(); ) {
        Course course = each.next();
        for (long minute = first; !all && minute < next; minute++) {
          course.forget(minute);
        }
        if (all || course.isEmpty()) {
          each.remove();
        }
      }
    }
    first = next;
    restarted = false;
  }

  @Override
  protected void apply(TimeNews news) {
    if (news instanceof WholeTotal total) {
      totals.apply(total);
    } else if (news instanceof MinuteDelta delta && (restarted || delta.minute() >= first)) {
      first = Math.min(first, delta.minute());
      courses.computeIfAbsent(delta.item(), item -> new Course()).add(delta, minimum);
    }
  }

  @Override
  protected List<Board> boards(long asOf) {
    if (!totals.areComplete()) {
      return List.of();
    }
    return List.of(new WaveView(courses, minimum, asOf).board(fence, totals.head(asOf, 0)));
  }

  @Override
  protected List<TimeNews> remember() {
    List<TimeNews> all = new ArrayList<>();
    courses.forEach((item, course) -> course.remember(item, first, all));
    return all;
  }
}
