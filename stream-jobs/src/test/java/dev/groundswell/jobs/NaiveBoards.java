package dev.groundswell.jobs;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Boards computed the slow and obvious way: every play is looked at for every board. */
public final class NaiveBoards {
  private record Play(long listener, PlayState state) {}

  private final List<Play> plays = new ArrayList<>();

  /** The figures of a board that do not depend on when it was looked at before. */
  public record Figures(
      long plays, long listeners, long withheld, int unclassified, List<BoardItem> items) {
    public static Figures of(Board board) {
      List<BoardItem> items =
          board.items().stream()
              .map(row -> new BoardItem(row.item(), row.plays(), row.listeners(), 0))
              .toList();
      return new Figures(
          board.plays(),
          board.listeners(),
          board.withheld(),
          (int) board.total(Figure.UNCLASSIFIED),
          items);
    }
  }

  public void apply(PlayChange change) {
    switch (change.kind()) {
      case VOID -> {}
      case ERASE -> plays.removeIf(play -> play.listener() == change.listener());
      case PLAY -> {
        if (change.before() != null) {
          plays.remove(new Play(change.listener(), change.before()));
        }
        if (change.after() != null) {
          plays.add(new Play(change.listener(), change.after()));
        }
      }
    }
  }

  /** The board of a topic, where {@code needed} distinct listeners make a figure public. */
  public Figures figures(Topic topic, long asOf, int needed) {
    Map<Long, Long> counts = new TreeMap<>();
    Map<Long, Set<Long>> listeners = new TreeMap<>();
    long from = topic.window().from(asOf);
    long all = 0;
    Set<Long> everybody = new HashSet<>();
    for (Play play : plays) {
      PlayState state = play.state();
      if (state.isPublic() && from < state.countedAt() && state.countedAt() <= asOf) {
        for (long item : itemsOf(state, topic.kind())) {
          counts.merge(item, 1L, Long::sum);
          listeners.computeIfAbsent(item, i -> new HashSet<>()).add(play.listener());
        }
        everybody.add(play.listener());
        all++;
      }
    }
    long unclassified = counts.getOrDefault(0L, 0L);
    int unclassifiedListeners = listeners.getOrDefault(0L, Set.of()).size();
    counts.remove(0L);
    List<BoardItem> items = new ArrayList<>();
    counts.forEach((item, n) -> items.add(new BoardItem(item, n, listeners.get(item).size(), 0)));
    int total = items.size();
    items.removeIf(row -> row.listeners() < needed);
    long withheld = total - items.size();
    items.sort(
        Comparator.comparingLong(BoardItem::plays)
            .thenComparingLong(BoardItem::listeners)
            .reversed()
            .thenComparingLong(BoardItem::item));
    boolean shown = everybody.size() >= needed;
    return new Figures(
        shown ? all : 0,
        shown ? everybody.size() : 0,
        withheld,
        topic.kind() == Kind.GENRES
                && shown
                && all > 0
                && (unclassifiedListeners == 0 || unclassifiedListeners >= needed)
            ? (int) Math.round(100.0 * unclassified / all)
            : Board.NOT_TOLD,
        List.copyOf(items.subList(0, Math.min(Board.LIMIT, items.size()))));
  }

  /** The plays inside a window's last hour or any other stretch, from the exclusive old edge on. */
  public void inside(long from, long until, BiConsumer<Long, PlayState> each) {
    for (Play play : plays) {
      PlayState state = play.state();
      if (state.isPublic() && from < state.countedAt() && state.countedAt() <= until) {
        each.accept(play.listener(), state);
      }
    }
  }

  /** The plays of a stretch, as far as they have begun to count. */
  public long plays(long from, long until, long asOf) {
    long[] count = new long[1];
    inside(from, Math.min(until, asOf), (listener, play) -> count[0]++);
    return count[0];
  }

  public long listeners(long from, long until, long asOf) {
    Set<Long> everybody = new HashSet<>();
    inside(from, Math.min(until, asOf), (listener, play) -> everybody.add(listener));
    return everybody.size();
  }

  /** The plays of a stretch by genre, or by their first artist. */
  public long playsOf(Kind kind, long item, long from, long until) {
    long[] count = new long[1];
    inside(
        from,
        until,
        (listener, play) ->
            count[0] +=
                (kind == Kind.GENRES ? play.genre() : play.artists().get(0)) == item ? 1 : 0);
    return count[0];
  }

  static Set<Long> itemsOf(PlayState state, Kind kind) {
    return switch (kind) {
      case TRACKS -> Set.of(state.recording());
      case ARTISTS -> new HashSet<>(state.artists());
      case GENRES -> Set.of(state.genre());
    };
  }
}
