package dev.groundswell.jobs.wave;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Head;
import dev.groundswell.events.Minutes;
import dev.groundswell.events.Points;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.window.Item;
import dev.groundswell.jobs.window.Minimum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What of the courses is told at one instant: the shares of all plays that the most played have, in
 * whole minutes.
 *
 * <p>Where less than half of the plays are of a known genre, genres would show what was classified
 * and not what was heard, so it is artists.
 */
final class WaveView {
  /** As many rows as can be told apart, and some. */
  private static final int ROWS = 12;

  /** However the minute lies that runs, so many whole ones are inside the hour. */
  private static final int MINUTES = 59;

  private final Map<Long, Course> courses;
  private final Course whole;
  private final Minimum minimum;
  private final long first;
  private final long last;
  private final long plays;

  WaveView(Map<Long, Course> courses, Minimum minimum, long asOf) {
    this.courses = courses;
    this.minimum = minimum;
    whole = courses.getOrDefault(Item.WHOLE, new Course());
    last = Minutes.lastUpTo(asOf);
    first = last - MINUTES + 1;
    plays = whole.plays(first, last);
  }

  /** An item that is shown. */
  private record Shown(long item, Course course, long plays) {}

  /**
   * The board.
   *
   * @param head with the figures of the whole hour
   */
  Board board(long fence, Head head) {
    Course unclassified = courses.getOrDefault(Item.UNCLASSIFIED, new Course());
    long unknown = unclassified.plays(first, last);
    Kind kind = 2 * (plays - unknown) < plays ? Kind.ARTISTS : Kind.GENRES;
    List<Shown> shown = new ArrayList<>();
    long withheld = 0;
    for (Map.Entry<Long, Course> entry : courses.entrySet()) {
      long item = entry.getKey();
      long some = entry.getValue().plays(first, last);
      if (Item.isRanked(item) && Item.kindOf(item) == kind && some > 0) {
        if (isShown(entry.getValue())) {
          shown.add(new Shown(item, entry.getValue(), some));
        } else {
          withheld++;
        }
      }
    }
    shown.sort(Comparator.comparingLong(Shown::plays).reversed().thenComparingLong(Shown::item));
    Head told = head.with(Figure.WITHHELD, withheld);
    if (plays > 0 && (unknown == 0 || isShown(unclassified)) && isShown(whole)) {
      told = told.with(Figure.UNCLASSIFIED, Math.round(100.0 * unknown / plays));
    }
    return new Board(
        Topic.WAVE,
        fence,
        0,
        told.showing(kind == Topic.WAVE.kind() ? null : kind),
        shown.stream().limit(ROWS).map(this::row).toList());
  }

  private BoardItem row(Shown shown) {
    int[] points = new int[MINUTES - Minutes.SPAN + 1];
    for (int i = 0; i < points.length; i++) {
      points[i] = share(shown.course(), first + Minutes.SPAN - 1 + i);
    }
    return new BoardItem(
        Item.numberOf(shown.item()),
        BoardItem.UNKNOWN,
        Figures.of(Figure.SHARE, partOf(plays, shown.plays())),
        Points.of(points));
  }

  private int share(Course course, long minute) {
    long all = whole.playsAt(minute);
    boolean told = isShownAt(whole, minute) && isShownAt(course, minute);
    return told && all > 0 ? (int) partOf(all, course.playsAt(minute)) : Points.WITHHELD;
  }

  /** Whether enough people stand behind any point; then they stand behind the hour too. */
  private boolean isShown(Course course) {
    for (long minute = first + Minutes.SPAN - 1; minute <= last; minute++) {
      if (course.isShownAt(minute) && whole.isShownAt(minute)) {
        return true;
      }
    }
    return false;
  }

  private boolean isShownAt(Course course, long minute) {
    return minimum.hidesNothing() || course.isShownAt(minute);
  }

  private static long partOf(long all, long some) {
    return Math.round((double) Figure.SHARE.parts() * some / all);
  }
}
