package dev.groundswell.jobs.diary;

import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.Credits;
import java.util.Arrays;

/**
 * One listener's public plays of the last seven days, in the order in which they began to count.
 *
 * <p>Plays of one instant lie in the order of their items and lengths, so that a diary depends on
 * the plays in it and not on the order in which they came. Kept as columns, since there are as many
 * plays as anywhere in the jobs; plays with the same credits share them.
 */
public final class Diary {
  /** Takes word of whose ears an item has reached. */
  public interface Ears {
    /** The listener has heard an item, not skipped, for the first time: 1; for the last: -1. */
    void heard(long item, int sign);
  }

  static final long NEVER = Long.MAX_VALUE;

  private static final Window SPAN = Window.D7;

  long[] countedAt;
  int[] lead;
  int[] heard;
  boolean[] skipped;
  Credits[] credits;
  int size;

  /** How many of the plays, from the oldest, had begun to count by {@link #asOf}. */
  int begun;

  /** The instant reached. */
  long asOf = Long.MIN_VALUE;

  /** The instant of the one timer that is set for this listener; none while {@link #NEVER}. */
  long timer = NEVER;

  public Diary() {
    this(2);
  }

  Diary(int capacity) {
    countedAt = new long[capacity];
    lead = new int[capacity];
    heard = new int[capacity];
    skipped = new boolean[capacity];
    credits = new Credits[capacity];
  }

  Diary(Diary other) {
    this(other.size);
    copyFrom(other, 0, 0, other.size);
    size = other.size;
    begun = other.begun;
    asOf = other.asOf;
    timer = other.timer;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int size() {
    return size;
  }

  public long countedAt(int place) {
    return countedAt[place];
  }

  public long startedAt(int place) {
    return countedAt[place] - lead[place];
  }

  /** When it would have ended had it never been paused. */
  public long endedAt(int place) {
    return startedAt(place) + heard[place];
  }

  public boolean isSkipped(int place) {
    return skipped[place];
  }

  public Credits credits(int place) {
    return credits[place];
  }

  /** The first play that began to count after {@code instant}. */
  public int firstAfter(long instant) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (countedAt[middle] <= instant) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  public boolean has(long item) {
    for (int i = 0; i < size; i++) {
      if (credits[i].has(item)) {
        return true;
      }
    }
    return false;
  }

  /** The next instant at which a play begins to count or is too old. */
  public long nextDue() {
    long due = begun < size ? countedAt[begun] : NEVER;
    return begun > 0 ? Math.min(due, SPAN.leavesAt(countedAt[0])) : due;
  }

  /** Notes the timer that is set; answers the one before, none being {@link Long#MAX_VALUE}. */
  public long swapTimer(long instant) {
    long before = timer;
    timer = instant;
    return before;
  }

  /** Moves on to {@code instant}: plays begin to count, and go when they are too old. */
  public void advance(long instant, Ears ears) {
    asOf = Math.max(asOf, instant);
    int old = 0;
    while (old < begun && SPAN.leavesAt(countedAt[old]) <= asOf) {
      old++;
    }
    for (int i = 0; i < old; i++) {
      tell(i, i + 1, -1, ears);
    }
    drop(0, old);
    begun -= old;
    while (begun < size && countedAt[begun] <= asOf) {
      if (SPAN.leavesAt(countedAt[begun]) <= asOf) {
        drop(begun, 1);
      } else {
        begun++;
        tell(begun - 1, 0, 1, ears);
      }
    }
  }

  /** Adds a play, unless it is too old. */
  public void add(Heard play, Ears ears) {
    if (SPAN.leavesAt(play.countedAt()) <= asOf) {
      return;
    }
    int place = placeOf(play);
    makeRoom(place);
    countedAt[place] = play.countedAt();
    lead[place] = play.lead();
    heard[place] = play.heard();
    skipped[place] = play.skipped();
    credits[place] = shared(play.credits());
    size++;
    if (play.countedAt() <= asOf) {
      begun++;
      tell(place, 0, 1, ears);
    }
  }

  /** Takes one play back; one that is not there was too old. */
  public void remove(Heard play, Ears ears) {
    int place = placeOf(play);
    if (place == size || compare(place, play) != 0) {
      return;
    }
    if (place < begun) {
      tell(place, 0, -1, ears);
      begun--;
    }
    drop(place, 1);
  }

  /** Takes everything back. */
  public void clear(Ears ears) {
    for (int i = 0; i < begun; i++) {
      tell(i, i + 1, -1, ears);
    }
    drop(0, size);
    begun = 0;
  }

  /** Tells of every item that has been heard, once. */
  public void tellAll(Ears ears) {
    for (int i = 0; i < begun; i++) {
      tell(i, i + 1, 1, ears);
    }
  }

  /** Tells of the items of a play that no other play from {@code from} on has. */
  private void tell(int place, int from, int sign, Ears ears) {
    if (skipped[place]) {
      return;
    }
    Credits mine = credits[place];
    for (int k = 0; k < mine.size(); k++) {
      if (!isElsewhere(mine.item(k), place, from)) {
        ears.heard(mine.item(k), sign);
      }
    }
  }

  private boolean isElsewhere(long item, int place, int from) {
    for (int i = from; i < begun; i++) {
      if (i != place && !skipped[i] && credits[i].has(item)) {
        return true;
      }
    }
    return false;
  }

  /** Where a play is, or would be. */
  private int placeOf(Heard play) {
    int place = firstAfter(play.countedAt());
    while (place > 0 && compare(place - 1, play) >= 0) {
      place--;
    }
    return place;
  }

  private int compare(int place, Heard play) {
    int order = Long.compare(countedAt[place], play.countedAt());
    order = order != 0 ? order : credits[place].compareTo(play.credits());
    order = order != 0 ? order : Integer.compare(lead[place], play.lead());
    order = order != 0 ? order : Integer.compare(heard[place], play.heard());
    return order != 0 ? order : Boolean.compare(skipped[place], play.skipped());
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

  private void makeRoom(int place) {
    if (size == countedAt.length) {
      int capacity = size + Math.max(2, size >> 2);
      countedAt = Arrays.copyOf(countedAt, capacity);
      lead = Arrays.copyOf(lead, capacity);
      heard = Arrays.copyOf(heard, capacity);
      skipped = Arrays.copyOf(skipped, capacity);
      credits = Arrays.copyOf(credits, capacity);
    }
    copyFrom(this, place, place + 1, size - place);
  }

  private void drop(int place, int count) {
    if (count > 0) {
      copyFrom(this, place + count, place, size - place - count);
      Arrays.fill(credits, size - count, size, null);
      size -= count;
    }
  }

  private void copyFrom(Diary other, int from, int to, int count) {
    System.arraycopy(other.countedAt, from, countedAt, to, count);
    System.arraycopy(other.lead, from, lead, to, count);
    System.arraycopy(other.heard, from, heard, to, count);
    System.arraycopy(other.skipped, from, skipped, to, count);
    System.arraycopy(other.credits, from, credits, to, count);
  }
}
