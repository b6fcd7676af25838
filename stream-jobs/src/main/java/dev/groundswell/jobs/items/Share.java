package dev.groundswell.jobs.items;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.Item;
import java.util.Map;
import java.util.TreeMap;

/**
 * What some diaries say of one item at one instant. Shares of different diaries can be added.
 *
 * <p>Counted anew each time and never changed by differences: so a play that comes late, is
 * corrected or is taken back needs no word here.
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

  /** How many listeners have heard what else beside it, not skipped. */
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

  /** Adds what one listener has heard of it: when plays began to count, in the order of time. */
  void add(long[] times) {
    long oldest = Window.D7.from(asOf);
    long newest = Long.MIN_VALUE;
    for (long countedAt : times) {
      if (countedAt > oldest && countedAt <= asOf) {
        addPlay(countedAt, newest);
        newest = countedAt;
      }
    }
    for (int w = 0; w < WINDOWS.length; w++) {
      listeners[w] += newest > WINDOWS[w].from(asOf) ? 1 : 0;
    }
  }

  /** A listener is new to a cell where the play before was not in it. */
  private void addPlay(long countedAt, long before) {
    for (int w = 0; w < WINDOWS.length; w++) {
      plays[w] += countedAt > WINDOWS[w].from(asOf) ? 1 : 0;
    }
    for (Curve curve : Curve.values()) {
      int cell = cellOf(curve, countedAt);
      if (cell >= 0) {
        cellPlays[curve.ordinal()][cell]++;
        if (before == Long.MIN_VALUE || cellOf(curve, before) != cell) {
          cellListeners[curve.ordinal()][cell]++;
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
