package dev.groundswell.simulator.http.api;

import dev.groundswell.simulator.listening.Play;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One page of recently-played.
 *
 * @param query as it was asked: {@code limit=20&before=1484811043508}
 * @param plays newest first
 * @param next the query of the next page, null where this is the last
 */
record HistoryPage(int limit, String query, List<Play> plays, @Nullable String next) {

  HistoryPage {
    plays = List.copyOf(plays);
  }

  /** The newest {@code limit} plays that ended before {@code before}; the next page is older. */
  static HistoryPage before(List<Play> known, int limit, long before, boolean asked) {
    List<Play> older = filter(known, play -> play.endAt() < before);
    List<Play> plays = older.subList(0, Math.min(limit, older.size()));
    String next =
        plays.size() < older.size()
            ? "before=" + plays.get(plays.size() - 1).endAt() + "&limit=" + limit
            : null;
    return new HistoryPage(
        limit, (asked ? "before=" + before + "&" : "") + "limit=" + limit, plays, next);
  }

  /** The oldest {@code limit} plays that ended after {@code after}; the next page is newer. */
  static HistoryPage after(List<Play> known, int limit, long after) {
    List<Play> newer = filter(known, play -> play.endAt() > after);
    List<Play> plays = newer.subList(Math.max(0, newer.size() - limit), newer.size());
    String next =
        plays.size() < newer.size() ? "after=" + plays.get(0).endAt() + "&limit=" + limit : null;
    return new HistoryPage(limit, "after=" + after + "&limit=" + limit, plays, next);
  }

  private static List<Play> filter(List<Play> plays, Predicate<Play> which) {
    return plays.stream().filter(which).toList();
  }
}
