package dev.groundswell.jobs.window;

import dev.groundswell.events.Window;
import java.util.Arrays;

/**
 * One listener's public plays of the longest window, and which of them are inside each window now.
 *
 * <p>Plays lie sorted by the instant they began to count. So at any instant those that have begun
 * are a prefix, those that have left a window are a prefix of that, and what is inside a window is
 * the stretch between. The invariant: {@code left[w] <= begun <= size} for every window {@code w},
 * and after {@link #advance} they are exactly what the instant says.
 *
 * <p>A stretch is searched from end to end to tell whether the listener is already counted for an
 * item. It holds what one person can hear in a week, some hundreds of plays, and a scan of that is
 * cheaper than any index that would have to be kept, stored and restored.
 */
final class ListenerPlays {
  private static final Window[] WINDOWS = Window.values();
  private static final int LONGEST = Window.D7.ordinal();
  static final long NEVER = Long.MAX_VALUE;

  /** Takes the steps by which a listener's plays move into and out of windows. */
  interface Steps {
    /**
     * Tells of one play that enters or leaves some windows at once.
     *
     * @param item what is played
     * @param countedAt when it began to count
     * @param sign 1 for entering, -1 for leaving
     * @param windows the windows concerned, bit {@code 1 << ordinal} for each
     * @param first those of them in which it is the listener's first or last play of this item
     * @param only those of them in which it is the listener's first or last play of all
     */
    void step(long item, long countedAt, int sign, int windows, int first, int only);
  }

  long[] countedAt;
  long[] item;
  int size;
  int begun;
  final int[] left = new int[WINDOWS.length];

  /** The instant reached; it stays where a restored job does not yet know the time again. */
  long asOf = Long.MIN_VALUE;

  /** The instant of the one timer that is set for this listener; none while {@link #NEVER}. */
  long timer = NEVER;

  ListenerPlays() {
    this(2);
  }

  ListenerPlays(int capacity) {
    countedAt = new long[capacity];
    item = new long[capacity];
  }

  ListenerPlays(ListenerPlays other) {
    countedAt = Arrays.copyOf(other.countedAt, other.size);
    item = Arrays.copyOf(other.item, other.size);
    size = other.size;
    begun = other.begun;
    System.arraycopy(other.left, 0, left, 0, left.length);
    asOf = other.asOf;
    timer = other.timer;
  }

  /** A log whose plays are inside the windows that hold them at {@code asOf}. */
  static ListenerPlays restored(long asOf, long timer, long[] countedAt, long[] item) {
    ListenerPlays log = new ListenerPlays(0);
    log.asOf = asOf;
    log.timer = timer;
    log.countedAt = countedAt;
    log.item = item;
    log.size = item.length;
    log.begun = log.firstAfter(asOf);
    for (int w = 0; w < WINDOWS.length; w++) {
      while (log.left[w] < log.begun && WINDOWS[w].leavesAt(countedAt[log.left[w]]) <= asOf) {
        log.left[w]++;
      }
    }
    return log;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The next instant at which a play begins to count or leaves a window. */
  long nextDue() {
    long due = begun < size ? countedAt[begun] : NEVER;
    for (int w = 0; w < WINDOWS.length; w++) {
      if (left[w] < begun) {
        due = Math.min(due, WINDOWS[w].leavesAt(countedAt[left[w]]));
      }
    }
    return due;
  }

  /** Moves on to {@code instant}: plays leave and begin as their time has come. */
  void advance(long instant, Steps steps) {
    asOf = Math.max(asOf, instant);
    for (int w = 0; w < WINDOWS.length; w++) {
      while (left[w] < begun && WINDOWS[w].leavesAt(countedAt[left[w]]) <= asOf) {
        leave(w, steps);
      }
    }
    while (begun < size && countedAt[begun] <= asOf) {
      int windows = insideNow(countedAt[begun]);
      for (int w = 0; w < WINDOWS.length; w++) {
        // Whatever came before it has left this window too, so the prefix of the gone grows by it.
        left[w] += (windows >> w & 1) ^ 1;
      }
      begun++;
      enter(begun - 1, windows, steps);
    }
    dropLeftAll();
  }

  /** Adds a play, to all windows at once that hold it now. */
  void add(long at, long what, Steps steps) {
    int windows = insideNow(at);
    if ((windows >> LONGEST & 1) == 0) {
      return;
    }
    int place = firstAfter(at);
    insert(place, at, what);
    if (at > asOf) {
      return;
    }
    for (int w = 0; w < WINDOWS.length; w++) {
      left[w] += (windows >> w & 1) ^ 1;
    }
    begun++;
    enter(place, windows, steps);
  }

  /** Takes one play back, from all windows that hold it; one that is not there has left already. */
  void remove(long at, long what, Steps steps) {
    int place = firstAfter(at) - 1;
    while (place >= 0 && countedAt[place] == at && item[place] != what) {
      place--;
    }
    if (place < 0 || countedAt[place] != at) {
      return;
    }
    if (place < begun) {
      int windows = 0;
      for (int w = 0; w < WINDOWS.length; w++) {
        if (place >= left[w]) {
          windows |= 1 << w;
        } else {
          left[w]--;
        }
      }
      tell(place, -1, windows, steps);
      begun--;
    }
    delete(place, 1);
  }

  /** Takes everything back. */
  void clear(Steps steps) {
    for (int w = 0; w < WINDOWS.length; w++) {
      while (left[w] < begun) {
        leave(w, steps);
      }
    }
    size = 0;
    begun = 0;
    Arrays.fill(left, 0);
  }

  private void leave(int w, Steps steps) {
    int place = left[w];
    int last = lastOther(place, place + 1);
    int bit = 1 << w;
    left[w]++;
    steps.step(
        item[place], countedAt[place], -1, bit, last < 0 ? bit : 0, left[w] == begun ? bit : 0);
  }

  private void enter(int place, int windows, Steps steps) {
    if (windows != 0) {
      tell(place, 1, windows, steps);
    }
  }

  /** Tells of a play inside {@code windows}, while it lies at its place and counts as begun. */
  private void tell(int place, int sign, int windows, Steps steps) {
    int other = lastOther(place, left[LONGEST]);
    int first = 0;
    int only = 0;
    for (int w = 0; w < WINDOWS.length; w++) {
      if ((windows >> w & 1) != 0) {
        first |= other < left[w] ? 1 << w : 0;
        only |= begun - left[w] == 1 ? 1 << w : 0;
      }
    }
    steps.step(item[place], countedAt[place], sign, windows, first, only);
  }

  /** The last place from {@code from} on with the same item, other than {@code place}; else -1. */
  private int lastOther(int place, int from) {
    long what = item[place];
    for (int i = begun - 1; i >= from; i--) {
      if (item[i] == what && i != place) {
        return i;
      }
    }
    return -1;
  }

  private int insideNow(long at) {
    int windows = 0;
    for (int w = 0; w < WINDOWS.length; w++) {
      windows |= WINDOWS[w].leavesAt(at) > asOf ? 1 << w : 0;
    }
    return windows;
  }

  private int firstAfter(long at) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (countedAt[middle] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void insert(int place, long at, long what) {
    if (size == countedAt.length) {
      int capacity = size + Math.max(2, size >> 2);
      countedAt = Arrays.copyOf(countedAt, capacity);
      item = Arrays.copyOf(item, capacity);
    }
    System.arraycopy(countedAt, place, countedAt, place + 1, size - place);
    System.arraycopy(item, place, item, place + 1, size - place);
    countedAt[place] = at;
    item[place] = what;
    size++;
  }

  private void delete(int place, int count) {
    System.arraycopy(countedAt, place + count, countedAt, place, size - place - count);
    System.arraycopy(item, place + count, item, place, size - place - count);
    size -= count;
  }

  private void dropLeftAll() {
    int gone = left[LONGEST];
    if (gone > 0) {
      delete(0, gone);
      begun -= gone;
      for (int w = 0; w < WINDOWS.length; w++) {
        left[w] -= gone;
      }
    }
  }
}
