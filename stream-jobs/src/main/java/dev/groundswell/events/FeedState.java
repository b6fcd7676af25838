package dev.groundswell.events;

import dev.groundswell.events.FeedEntry.Delta;
import dev.groundswell.events.FeedEntry.Keyframe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a topic at one version: what a log, applied entry by entry, amounts to.
 *
 * <p>The invariant that feeds rest on: {@code a.apply(a.deltaTo(b, id))} equals {@code b}.
 *
 * @param head the fields that are not rows
 * @param items the rows, best first
 */
public record FeedState(Head head, List<BoardItem> items) {

  public FeedState {
    items = List.copyOf(items);
  }

  public static FeedState of(Board board) {
    return new FeedState(board.head(), board.items());
  }

  public static FeedState of(Keyframe keyframe) {
    return new FeedState(keyframe.head(), keyframe.items());
  }

  /** Whether the rows are alike and the totals too, whatever the instants. */
  public boolean showsTheSameAs(FeedState other) {
    return items.equals(other.items) && head.tellsTheSameAs(other.head);
  }

  /** What leads from this version, whose log id is {@code base}, to {@code next}. */
  public Delta deltaTo(FeedState next, String base) {
    Map<Long, BoardItem> before = byItem();
    List<BoardItem> set = new ArrayList<>();
    for (BoardItem item : next.items) {
      if (!item.equals(before.remove(item.item()))) {
        set.add(item);
      }
    }
    List<Long> order = next.order();
    return new Delta(
        next.head, base, order.equals(order()) ? null : order, set, List.copyOf(before.keySet()));
  }

  /**
   * The version after {@code delta}.
   *
   * @throws MalformedEventException where the order names an item that is in neither
   */
  public FeedState apply(Delta delta) {
    Map<Long, BoardItem> rows = byItem();
    delta.del().forEach(rows::remove);
    for (BoardItem item : delta.set()) {
      rows.put(item.item(), item);
    }
    @Nullable List<Long> order = delta.order();
    List<BoardItem> next = new ArrayList<>(rows.size());
    for (long item : order == null ? order() : order) {
      BoardItem row = rows.get(item);
      if (row == null) {
        throw new MalformedEventException("a delta orders the unknown item " + item);
      }
      next.add(row);
    }
    return new FeedState(delta.head(), next);
  }

  private List<Long> order() {
    return items.stream().map(BoardItem::item).toList();
  }

  private Map<Long, BoardItem> byItem() {
    Map<Long, BoardItem> rows = new LinkedHashMap<>(items.size() * 2);
    for (BoardItem item : items) {
      rows.put(item.item(), item);
    }
    return rows;
  }
}
