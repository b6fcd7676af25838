package dev.groundswell.jobs.items;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Head;
import dev.groundswell.events.Part;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.related.Relations;
import dev.groundswell.jobs.related.Relations.Relation;
import dev.groundswell.jobs.window.Item;
import dev.groundswell.jobs.window.Minimum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * One watched item as its shares have told it so far, and which of its figures are public.
 *
 * <p>A figure that has appeared stays down to the minimum for as long as the item is watched.
 */
final class Portrait {
  private final long item;
  private final Minimum minimum;

  /** The newest share of each task. */
  private final Map<Integer, Share> shares = new HashMap<>();

  /** The rows that are public; see {@link Part}. */
  private Set<Long> shown = new HashSet<>();

  private int tasks = Integer.MAX_VALUE;
  private long newest = Long.MIN_VALUE;
  private boolean due;
  private long withheld;

  Portrait(long item, Minimum minimum) {
    this.item = item;
    this.minimum = minimum;
  }

  /** Takes the newest word of a task. */
  void take(PortraitNews.Told told) {
    shares.put(told.task(), told.share());
    tasks = told.tasks();
    newest = Math.max(newest, told.share().asOf);
    due = true;
  }

  /** The newest instant of which anything was told. */
  long newest() {
    return newest;
  }

  /** Whether there is something new, and all tasks have told of the same instant. */
  boolean isComplete() {
    return due
        && shares.size() == tasks
        && shares.values().stream().allMatch(share -> share.asOf == newest);
  }

  /**
   * The portrait as of the newest instant.
   *
   * @param standings where the item stands and stood
   * @param audience how many have heard a companion
   * @param listening how many listen to it at this moment; {@link Board#NOT_TOLD} where too few do
   */
  Board board(long fence, Standings standings, LongUnaryOperator audience, long listening) {
    due = false;
    Share sum = new Share(item, newest);
    shares.values().forEach(sum::add);
    Set<Long> before = shown;
    shown = new HashSet<>();
    withheld = 0;
    List<BoardItem> rows = new ArrayList<>();
    long listeners = sum.listeners[Window.D7.ordinal()];
    Topic topic = Topic.portrait(Item.kindOf(item), Item.numberOf(item));
    Head head = new Head(newest, topic.window().from(newest), Figures.NONE);
    if (!admits(before, Part.WINDOW.row(Window.D7.ordinal()), listeners)) {
      long missing = minimum.toAppear() - listeners;
      return new Board(topic, fence, 0, head.with(Figure.NEEDED, missing), rows);
    }
    addWindows(sum, before, rows);
    rows.addAll(standings.now(item));
    addCurve(Curve.RECENT, Part.RECENT, sum, before, rows);
    addCurve(Curve.HOURLY, Part.HOUR, sum, before, rows);
    standings.trail(
        item,
        (part, instant, rank) -> rows.add(row(part.row(instant), Figures.of(Figure.RANK, rank))));
    addRelated(sum, before, audience, rows);
    if (listening == Board.NOT_TOLD) {
      withheld++;
    } else if (listening > 0) {
      head = head.with(Figure.LISTENING, listening);
    }
    return new Board(
        topic,
        fence,
        0,
        head.with(Figure.LISTENERS, listeners).with(Figure.WITHHELD, withheld),
        rows);
  }

  private void addWindows(Share sum, Set<Long> before, List<BoardItem> rows) {
    for (Window window : Window.values()) {
      int w = window.ordinal();
      long id = Part.WINDOW.row(w);
      if (isTold(before, id, sum.listeners[w])) {
        rows.add(
            row(id, Figures.of(Figure.PLAYS, sum.plays[w], Figure.LISTENERS, sum.listeners[w])));
      }
    }
  }

  private void addCurve(Curve curve, Part part, Share sum, Set<Long> before, List<BoardItem> rows) {
    int[] plays = sum.cellPlays[curve.ordinal()];
    int[] listeners = sum.cellListeners[curve.ordinal()];
    long start = curve.begins(sum.kind(), newest);
    for (int cell = 0; cell < plays.length; cell++) {
      long id = part.row(start);
      if (isTold(before, id, listeners[cell])) {
        rows.add(row(id, Figures.of(Figure.PLAYS, plays[cell], Figure.LISTENERS, listeners[cell])));
      }
      start += curve.step(sum.kind());
    }
  }

  private void addRelated(
      Share sum, Set<Long> before, LongUnaryOperator audience, List<BoardItem> rows) {
    Map<Long, Long> companions = new HashMap<>();
    sum.companions.forEach(
        (companion, both) -> {
          if (admits(before, Part.RELATED.row(Item.numberOf(companion)), both)) {
            companions.put(companion, both);
          }
        });
    for (Relation relation : Relations.best(companions, audience.applyAsLong(item), audience)) {
      rows.add(
          row(
              Part.RELATED.row(Item.numberOf(relation.item())),
              Figures.of(
                  Figure.LISTENERS, relation.listeners(), Figure.AFFINITY, relation.score())));
    }
  }

  private static BoardItem row(long id, Figures figures) {
    return new BoardItem(id, BoardItem.UNKNOWN, figures);
  }

  /** Whether a figure is told; if not although there is something to tell, it is withheld. */
  private boolean isTold(Set<Long> before, long id, long listeners) {
    boolean told = admits(before, id, listeners);
    withheld += !told && listeners > 0 ? 1 : 0;
    return told;
  }

  private boolean admits(Set<Long> before, long id, long listeners) {
    boolean admitted = minimum.shows(listeners, before.contains(id));
    if (admitted) {
      shown.add(id);
    }
    return admitted;
  }
}
