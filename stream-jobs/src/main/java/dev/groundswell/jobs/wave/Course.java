package dev.groundswell.jobs.wave;

import dev.groundswell.events.Minutes;
import dev.groundswell.jobs.window.Minimum;
import dev.groundswell.jobs.window.MinuteDelta;
import dev.groundswell.jobs.window.TimeNews;
import java.util.BitSet;
import java.util.List;

/**
 * One item's plays minute by minute, and its distinct listeners at each point.
 *
 * <p>A ring that holds the minutes of an hour and the points ahead that count them. Whoever owns it
 * forgets minutes before their places are needed again.
 */
final class Course {
  /** An hour, the minute that runs, the points ahead of it, and some to spare. */
  static final int PLACES = 72;

  private final int[] plays = new int[PLACES];
  private final int[] listeners = new int[PLACES];
  private final BitSet shown = new BitSet(PLACES);

  void add(MinuteDelta delta, Minimum minimum) {
    plays[place(delta.minute())] += delta.plays();
    for (int later = 0; later < Minutes.SPAN; later++) {
      if (delta.listenersAt(later) != 0) {
        int place = place(delta.minute() + later);
        listeners[place] += delta.listenersAt(later);
        shown.set(place, minimum.shows(listeners[place], shown.get(place)));
      }
    }
  }

  void forget(long minute) {
    int place = place(minute);
    plays[place] = 0;
    listeners[place] = 0;
    shown.clear(place);
  }

  /** The plays of some minutes, both ends included. */
  long plays(long first, long last) {
    long sum = 0;
    for (long minute = first; minute <= last; minute++) {
      sum += plays[place(minute)];
    }
    return sum;
  }

  /** The plays that the point at the end of a minute counts. */
  long playsAt(long minute) {
    return plays(minute - Minutes.SPAN + 1, minute);
  }

  boolean isShownAt(long minute) {
    return shown.get(place(minute));
  }

  boolean isEmpty() {
    for (int some : plays) {
      if (some != 0) {
        return false;
      }
    }
    return true;
  }

  /** Adds what amounts to this to {@code all}, where the earliest minute is {@code first}. */
  void remember(long item, long first, List<TimeNews> all) {
    for (long minute = first; minute < first + PLACES; minute++) {
      int place = place(minute);
      if (plays[place] != 0 || listeners[place] != 0) {
        all.add(MinuteDelta.amounting(item, minute, plays[place], 0, listeners[place]));
      }
    }
  }

  private static int place(long minute) {
    return (int) Math.floorMod(minute, (long) PLACES);
  }
}
