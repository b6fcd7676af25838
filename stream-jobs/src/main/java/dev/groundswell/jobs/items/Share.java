package dev.groundswell.jobs.items;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.diary.Diary;
import dev.groundswell.jobs.related.CoListening;
import dev.groundswell.jobs.window.Item;
import java.util.Map;
import java.util.TreeMap;

/**
 * What some diaries say of one item at one instant. Shares of different diaries can be added.
 *
 * <p>Counted anew from the diaries each time and never changed by differences: so a play that comes
 * late, is corrected or is taken back needs no word here.
 */
final class Share {
  private static final Window[] WINDOWS = Window.values();

  final long item;
  final long asOf;

  /** By the ordinal of the window. */
  final int[] plays = new int[WINDOWS.length];

  final int[] listeners = new int[WINDOWS.length];

  /** By the ordinal of the curve, then by cell, the oldest first. */
  final int[][] cellPlays = new int[Curve.values().length][];

  final int[][] cellListeners = new int[Curve.values().length][];

  /** How many listeners have heard what else beside it. */
  final Map<Long, Long> companions = new TreeMap<>();

  Share(long item, long asOf) {
    this.item = item;
    this.asOf = asOf;
    for (Curve curve : Curve.values()) {
      cellPlays[curve.ordinal()] = new int[curve.cells(kind())];
      cellListeners[curve.ordinal()] = new int[curve.cells(kind())];
    }
  }

  Kind kind() {
    return Item.kindOf(item);
  }

  /** Adds what one listener has heard; says whether the item is in that diary at all. */
  boolean add(Diary diary) {
    long longest = Window.D7.from(asOf);
    int from = diary.firstAfter(longest);
    int until = diary.firstAfter(asOf);
    int newest = -1;
    for (int i = from; i < until; i++) {
      if (diary.credits(i).has(item)) {
        newest = i;
        addPlay(diary.countedAt(i));
      }
    }
    if (newest < 0) {
      return false;
    }
    for (int w = 0; w < WINDOWS.length; w++) {
      listeners[w] += diary.countedAt(newest) > WINDOWS[w].from(asOf) ? 1 : 0;
    }
    for (Curve curve : Curve.values()) {
      addListener(curve, diary, from, until);
    }
    CoListening.of(diary, item, from, until, other -> companions.merge(other, 1L, Long::sum));
    return true;
  }

  private void addPlay(long countedAt) {
    for (int w = 0; w < WINDOWS.length; w++) {
      plays[w] += countedAt > WINDOWS[w].from(asOf) ? 1 : 0;
    }
    for (Curve curve : Curve.values()) {
      int cell = cellOf(curve, countedAt);
      if (cell >= 0) {
        cellPlays[curve.ordinal()][cell]++;
      }
    }
  }

  /** Plays lie in the order of time, so a listener is new to a cell where it is another one. */
  private void addListener(Curve curve, Diary diary, int from, int until) {
    int last = -1;
    for (int i = from; i < until; i++) {
      if (diary.credits(i).has(item)) {
        int cell = cellOf(curve, diary.countedAt(i));
        if (cell > last) {
          cellListeners[curve.ordinal()][cell]++;
          last = cell;
        }
      }
    }
  }

  private int cellOf(Curve curve, long countedAt) {
    return (int) Math.floorDiv(countedAt - curve.begins(kind(), asOf), curve.step(kind()));
  }

  /** Adds what other diaries say of the same item at the same instant. */
  void add(Share other) {
    for (int w = 0; w < WINDOWS.length; w++) {
      plays[w] += other.plays[w];
      listeners[w] += other.listeners[w];
    }
    for (int curve = 0; curve < cellPlays.length; curve++) {
      for (int cell = 0; cell < cellPlays[curve].length; cell++) {
        cellPlays[curve][cell] += other.cellPlays[curve][cell];
        cellListeners[curve][cell] += other.cellListeners[curve][cell];
      }
    }
    other.companions.forEach((companion, both) -> companions.merge(companion, both, Long::sum));
  }
}
