package dev.groundswell.simulator.shown;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One page of the history.
 *
 * @param items newest first, but for those that are swapped
 * @param next the query of the next page, null where this is the last
 */
public record HistoryPage(
    HistoryQuery query, List<HistoryItem> items, @Nullable HistoryQuery next) {

  public HistoryPage {
    items = List.copyOf(items);
  }

  /** The page of {@code listed}, the newest first, that is asked for. */
  static HistoryPage of(List<HistoryItem> listed, HistoryQuery query) {
    Long after = query.after();
    return after != null ? after(listed, query, after) : before(listed, query);
  }

  /** The next page is older. */
  private static HistoryPage before(List<HistoryItem> listed, HistoryQuery query) {
    Long before = query.before();
    List<HistoryItem> older =
        before == null ? listed : filter(listed, item -> item.playedAtMs() < before);
    List<HistoryItem> items = older.subList(0, Math.min(query.limit(), older.size()));
    return new HistoryPage(
        query,
        items,
        items.size() < older.size()
            ? HistoryQuery.before(items.get(items.size() - 1).playedAtMs(), query.limit())
            : null);
  }

  /** The next page is newer. */
  private static HistoryPage after(List<HistoryItem> listed, HistoryQuery query, long after) {
    List<HistoryItem> newer = filter(listed, item -> item.playedAtMs() > after);
    List<HistoryItem> items =
        newer.subList(Math.max(0, newer.size() - query.limit()), newer.size());
    return new HistoryPage(
        query,
        items,
        items.size() < newer.size()
            ? HistoryQuery.after(items.get(0).playedAtMs(), query.limit())
            : null);
  }

  private static List<HistoryItem> filter(List<HistoryItem> items, Predicate<HistoryItem> which) {
    return items.stream().filter(which).toList();
  }
}
