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
 * cheaper than any index that would have to be kept, stored and restored. Plays with the same
 * credits share them, so most searches end at the first play of the same recording.
 */
final class ListenerPlays {
  private static final Window[] WINDOWS = Window.values();
  private static final int LONGEST = Window.D7.ordinal();
  private static final int HOUR = Window.H1.ordinal();
  static final long NEVER = Long.MAX_VALUE;

  /** Takes the steps by which a listener's plays move into and out of windows. */
  interface Steps extends ListenerMinutes.Told {
    /**
     * Tells of one item of a play that enters or leaves some windows at once; the play as such is
     * {@link Item#WHOLE}.
     *
     * @param item what it is counted for
     * @param countedAt when it began to count
     * @param sign 1 for entering, -1 for leaving
     * @param windows the windows concerned, bit {@code 1 << ordinal} for each
     * @param first those of them in which it is the listener's first or last play of this item
     * @param hourly whether with it the listener comes to this item, or goes, in its clock hour
     */
    void step(long item, long countedAt, int sign, int windows, int first, boolean hourly);

    /**
     * Tells of a play that enters or leaves the longest window.
     *
     * @param weekHour the hour of the listener's week, from 1
     * @param only whether it is the only one of that hour
     */
    void weekHour(int weekHour, int sign, boolean only);
  }

  long[] countedAt;

  /** The hour of the listener's week, 0 where it is not known; an unsigned byte each. */
  byte[] weekHours;

  Credits[] credits;
  int size;
  int begun;
  final int[] left = new int[WINDOWS.length];

  /** The instant reached; it stays where a restored job does not yet know the time again. */
  long asOf = Long.MIN_VALUE;

  /** When it is next due by the calendar of the task that holds it; not kept over a restart. */
  long scheduled = NEVER;

  ListenerPlays() {
    this(2);
  }

  ListenerPlays(int capacity) {
    countedAt = new long[capacity];
    weekHours = new byte[capacity];
    credits = new Credits[capacity];
  }

  ListenerPlays(ListenerPlays other) {
    countedAt = Arrays.copyOf(other.countedAt, other.size);
    weekHours = Arrays.copyOf(other.weekHours, other.size);
    credits = Arrays.copyOf(other.credits, other.size);
    size = other.size;
    begun = other.begun;
    System.arraycopy(other.left, 0, left, 0, left.length);
    asOf = other.asOf;
    scheduled = other.scheduled;
  }

  /** A log whose plays are inside the windows that hold them at {@code asOf}. */
  static ListenerPlays restored(long asOf, long[] countedAt, byte[] weekHours, Credits[] credits) {
    ListenerPlays log = new ListenerPlays(0);
    log.asOf = asOf;
    log.countedAt = countedAt;
    log.weekHours = weekHours;
    log.credits = credits;
    log.size = credits.length;
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
  void add(long at, Credits what, int weekHour, Steps steps) {
    int windows = insideNow(at);
    if ((windows >> LONGEST & 1) == 0) {
      return;
    }
    int place = firstAfter(at);
    insert(place, at, shared(what), weekHour);
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
  void remove(long at, Credits what, Steps steps) {
    int place = firstAfter(at) - 1;
    while (place >= 0 && countedAt[place] == at && !credits[place].equals(what)) {
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
      tell(place, -1, windows, left[LONGEST], steps);
      if ((windows >> HOUR & 1) != 0) {
        ListenerMinutes.tell(this, place, -1, begun, steps);
      }
      begun--;
    }
    delete(place, 1);
  }

  /** Takes everything back. */
  void clear(Steps steps) {
    for (int place = begun - 1; place >= left[HOUR]; place--) {
      ListenerMinutes.tell(this, place, -1, place, steps);
    }
    for (int w = 0; w < WINDOWS.length; w++) {
      while (left[w] < begun) {
        leave(w, steps);
      }
    }
    Arrays.fill(credits, 0, size, null);
    size = 0;
    begun = 0;
    Arrays.fill(left, 0);
  }

  private void leave(int w, Steps steps) {
    int place = left[w];
    left[w]++;
    tell(place, -1, 1 << w, left[w], steps);
  }

  private void enter(int place, int windows, Steps steps) {
    if (windows != 0) {
      tell(place, 1, windows, left[LONGEST], steps);
    }
    if ((windows >> HOUR & 1) != 0) {
      ListenerMinutes.tell(this, place, 1, begun, steps);
    }
  }

  /**
   * Tells of a play and {@code windows}: of each item it is counted for, and of itself.
   *
   * @param from where those begin with which it shares any of the windows
   */
  private void tell(int place, int sign, int windows, int from, Steps steps) {
    long[] items = credits[place].items;
    int[] others = lastOthers(place, from);
    for (int i = 0; i < items.length; i++) {
      boolean hourly = (windows >> LONGEST & 1) != 0 && isAloneInItsHour(place, items[i]);
      int first = windowsBefore(others[i], windows);
      steps.step(items[i], countedAt[place], sign, windows, first, hourly);
    }
    int last = begun - 1 == place ? place - 1 : begun - 1;
    int other = last >= from ? last : -1;
    int first = windowsBefore(other, windows);
    steps.step(Item.WHOLE, countedAt[place], sign, windows, first, false);
    if ((windows >> LONGEST & 1) != 0 && weekHours[place] != 0) {
      steps.weekHour(Byte.toUnsignedInt(weekHours[place]), sign, isAloneInWeekHour(place, from));
    }
  }

  /** Those of {@code windows} in which the play at {@code other}, -1 for none, is not inside. */
  private int windowsBefore(int other, int windows) {
    int without = 0;
    for (int w = 0; w < WINDOWS.length; w++) {
      without |= (windows >> w & 1) != 0 && other < left[w] ? 1 << w : 0;
    }
    return without;
  }

  /** For each item of a play, the last other play from {@code from} on that has it; else -1. */
  private int[] lastOthers(int place, int from) {
    Credits mine = credits[place];
    int[] others = new int[mine.items.length];
    Arrays.fill(others, -1);
    int missing = others.length;
    for (int i = begun - 1; i >= from && missing > 0; i--) {
      if (i == place) {
        continue;
      }
      Credits theirs = credits[i];
      for (int k = 0; k < others.length; k++) {
        if (others[k] < 0 && (theirs == mine || theirs.has(mine.items[k]))) {
          others[k] = i;
          missing--;
        }
      }
    }
    return others;
  }

  private boolean isAloneInWeekHour(int place, int from) {
    for (int i = from; i < begun; i++) {
      if (weekHours[i] == weekHours[place] && i != place) {
        return false;
      }
    }
    return true;
  }

  /** Whether no other play inside the longest window has the item in the same clock hour. */
  private boolean isAloneInItsHour(int place, long item) {
    int hour = Hours.of(countedAt[place]);
    for (int i = place - 1; i >= left[LONGEST] && Hours.of(countedAt[i]) == hour; i--) {
      if (credits[i].has(item)) {
        return false;
      }
    }
    for (int i = place + 1; i < begun && Hours.of(countedAt[i]) == hour; i++) {
      if (credits[i].has(item)) {
        return false;
      }
    }
    return true;
  }

  /** The same credits as another play has, so that what is alike is kept once. */
  private Credits shared(Credits what) {
    for (int i = size - 1; i >= 0; i--) {
      if (credits[i].equals(what)) {
        return credits[i];
      }
    }
    return what;
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

  private void insert(int place, long at, Credits what, int weekHour) {
    if (size == countedAt.length) {
      int capacity = size + Math.max(2, size >> 2);
      countedAt = Arrays.copyOf(countedAt, capacity);
      weekHours = Arrays.copyOf(weekHours, capacity);
      credits = Arrays.copyOf(credits, capacity);
    }
    System.arraycopy(countedAt, place, countedAt, place + 1, size - place);
    System.arraycopy(weekHours, place, weekHours, place + 1, size - place);
    System.arraycopy(credits, place, credits, place + 1, size - place);
    countedAt[place] = at;
    weekHours[place] = (byte) weekHour;
    credits[place] = what;
    size++;
  }

  private void delete(int place, int count) {
    System.arraycopy(countedAt, place + count, countedAt, place, size - place - count);
    System.arraycopy(weekHours, place + count, weekHours, place, size - place - count);
    System.arraycopy(credits, place + count, credits, place, size - place - count);
    Arrays.fill(credits, size - count, size, null);
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
