package dev.groundswell.jobs.listening;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.NowPlaying;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.window.Item;
import dev.groundswell.jobs.window.Minimum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who listens to what at this moment, as they were last seen: about 200 bytes for each who listens,
 * and nothing of anybody else.
 */
final class Audience {
  private static final int MOST_ARTISTS = 8;

  /** A state further ahead means that somebody's clock is wrong. */
  private static final long LONGEST_MILLIS = 12 * 3_600_000L;

  private final Minimum minimum;
  private final Map<Long, NowPlaying> listeners = new HashMap<>();
  private final Map<Long, Count> counts = new HashMap<>();

  /** Items whose number may be another than was last taken. */
  private final Set<Long> changed = new HashSet<>();

  private static final class Count {
    int listeners;
    boolean shown;
  }

  Audience(Minimum minimum) {
    this.minimum = minimum;
  }

  /** Takes what a listener was last seen to hear; what was seen before that is passed over. */
  void see(NowPlaying now, long instant) {
    NowPlaying before = listeners.get(now.listener());
    if (before != null && before.observedAt() > now.observedAt()) {
      return;
    }
    if (before != null) {
      listeners.remove(now.listener());
      count(before, -1);
    }
    if (isHeard(now, instant)) {
      listeners.put(now.listener(), now);
      count(now, 1);
    }
  }

  private static boolean isHeard(NowPlaying now, long instant) {
    return now.recording() != 0
        && now.trends()
        && now.expiresAt() > instant
        && now.expiresAt() < instant + LONGEST_MILLIS;
  }

  /** Forgets what means nothing any more; answers since when the rest was last seen. */
  long reach(long instant) {
    long oldest = instant;
    for (Iterator<NowPlaying> each = listeners.values().iterator(); each.hasNext(); ) {
      NowPlaying now = each.next();
      if (now.expiresAt() <= instant) {
        each.remove();
        count(now, -1);
      } else {
        oldest = Math.min(oldest, now.observedAt());
      }
    }
    return oldest;
  }

  /** How many listen, as far as it is public; {@link Board#NOT_TOLD} where they are too few. */
  long total() {
    Count whole = counts.get(Item.WHOLE);
    if (minimum.hidesNothing()) {
      return whole == null ? 0 : whole.listeners;
    }
    return whole != null && whole.shown ? whole.listeners : Board.NOT_TOLD;
  }

  /** What of a kind most listen to, best first. */
  List<BoardItem> best(Kind kind) {
    List<BoardItem> rows = new ArrayList<>();
    counts.forEach(
        (item, count) -> {
          if (Item.isRanked(item) && Item.kindOf(item) == kind && count.shown) {
            rows.add(
                new BoardItem(
                    Item.numberOf(item),
                    BoardItem.UNKNOWN,
                    Figures.of(Figure.LISTENERS, count.listeners)));
          }
        });
    rows.sort(
        Comparator.comparingLong(BoardItem::listeners)
            .reversed()
            .thenComparingLong(BoardItem::item));
    return rows.subList(0, Math.min(Board.LIMIT, rows.size()));
  }

  /** How much of a kind too few listen to. */
  long withheld(Kind kind) {
    return counts.entrySet().stream()
        .filter(
            entry ->
                Item.isRanked(entry.getKey())
                    && Item.kindOf(entry.getKey()) == kind
                    && !entry.getValue().shown)
        .count();
  }

  /**
   * How many listen to what has changed since this was last asked: 0 where nobody does, {@link
   * Board#NOT_TOLD} where too few do.
   */
  Map<Long, Long> takeChanges() {
    Map<Long, Long> listeners = new HashMap<>();
    for (Long item : changed) {
      Count count = counts.get(item);
      long number = count == null ? 0 : count.shown ? count.listeners : Board.NOT_TOLD;
      listeners.put(item, number);
    }
    changed.clear();
    return listeners;
  }

  private void count(NowPlaying now, int sign) {
    add(Item.WHOLE, sign);
    add(Item.of(Kind.TRACKS, now.recording()), sign);
    now.artists().stream()
        .distinct()
        .limit(MOST_ARTISTS)
        .forEach(artist -> add(Item.of(Kind.ARTISTS, artist), sign));
    if (now.genre() != 0) {
      add(Item.of(Kind.GENRES, now.genre()), sign);
    }
  }

  private void add(long item, int sign) {
    Count count = counts.computeIfAbsent(item, any -> new Count());
    count.listeners += sign;
    count.shown = minimum.shows(count.listeners, count.shown);
    if (count.listeners == 0) {
      counts.remove(item);
    }
    if (Item.isRanked(item)) {
      changed.add(item);
    }
  }
}
