package dev.groundswell.jobs.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The best few of many items whose figures rise and fall, each step in O(log n).
 *
 * <p>Order: plays, more first; then listeners, more first; then the item's number, smaller first.
 * No two items are equal in it, so the best few do not depend on the order of arrival.
 *
 * <p>Two heaps: the top with its worst at the root, the rest with its best at the root. The
 * invariants: the rest is empty unless the top is full, and nothing in the rest is better than
 * anything in the top.
 */
public final class TopN {

  /** Takes what has changed among the best since it was last asked. */
  public interface Changes {
    /** An item is among the best, newly or with other figures. */
    void ranked(long item, long plays, long listeners);

    /** An item is no longer among the best. */
    void dropped(long item);
  }

  /** One item and its figures. */
  public static final class Entry {
    private final long item;
    private long plays;
    private long listeners;
    private Heap heap;
    private int place;
    private boolean touched;
    private boolean told;

    private Entry(long item, Heap heap) {
      this.item = item;
      this.heap = heap;
    }

    public long item() {
      return item;
    }

    public long plays() {
      return plays;
    }

    public long listeners() {
      return listeners;
    }

    boolean isBetterThan(Entry other) {
      return isBetter(plays, listeners, item, other.plays, other.listeners, other.item);
    }
  }

  private final int limit;
  private final Map<Long, Entry> entries = new HashMap<>();
  private final Heap top = new Heap(false);
  private final Heap rest = new Heap(true);
  private final List<Entry> touched = new ArrayList<>();

  public TopN(int limit) {
    this.limit = limit;
  }

  /** The order: whether the first item is better than the second. */
  static boolean isBetter(
      long plays, long listeners, long item, long plays2, long listeners2, long item2) {
    if (plays != plays2) {
      return plays > plays2;
    }
    if (listeners != listeners2) {
      return listeners > listeners2;
    }
    return item < item2;
  }

  /** How many items there are, the rest included. */
  int size() {
    return entries.size();
  }

  /** Sets an item's figures. */
  public void put(long item, long plays, long listeners) {
    Entry entry = entries.get(item);
    if (entry == null) {
      entry = new Entry(item, top.size < limit ? top : rest);
      entry.plays = plays;
      entry.listeners = listeners;
      entries.put(item, entry);
      entry.heap.add(entry);
    } else if (entry.plays == plays && entry.listeners == listeners) {
      return;
    } else {
      entry.plays = plays;
      entry.listeners = listeners;
      entry.heap.restore(entry);
    }
    if (entry.heap == top) {
      touch(entry);
    }
    exchange();
  }

  /** Takes an item out; one that is not there is no mistake. */
  public void remove(long item) {
    Entry entry = entries.remove(item);
    if (entry == null) {
      return;
    }
    Heap heap = entry.heap;
    heap.remove(entry);
    if (heap == top) {
      touch(entry);
      Entry next = rest.root();
      if (next != null) {
        rest.remove(next);
        move(next, top);
      }
    }
    entry.heap = Heap.NONE;
  }

  /** Whether anything among the best may have changed since the last {@link #drain}. */
  public boolean hasChanges() {
    return !touched.isEmpty();
  }

  /** Hands over what has changed among the best since this was last called. */
  public void drain(Changes changes) {
    for (Entry entry : touched) {
      entry.touched = false;
      if (entry.heap == top) {
        entry.told = true;
        changes.ranked(entry.item, entry.plays, entry.listeners);
      } else if (entry.told) {
        entry.told = false;
        changes.dropped(entry.item);
      }
    }
    touched.clear();
  }

  /** The best, best first. */
  public List<Entry> best() {
    return sorted(Arrays.copyOf(top.entries, top.size));
  }

  /** All, the rest included, best first. */
  List<Entry> sorted() {
    return sorted(entries.values().toArray(Entry[]::new));
  }

  private static List<Entry> sorted(Entry[] entries) {
    Arrays.sort(entries, (a, b) -> a == b ? 0 : a.isBetterThan(b) ? -1 : 1);
    return List.of(entries);
  }

  /** Lets the worst of the top and the best of the rest change places if they lie wrong. */
  private void exchange() {
    Entry worst = top.root();
    Entry best = rest.root();
    if (worst == null || best == null || worst.isBetterThan(best)) {
      return;
    }
    top.remove(worst);
    rest.remove(best);
    move(best, top);
    move(worst, rest);
  }

  private void move(Entry entry, Heap heap) {
    entry.heap = heap;
    heap.add(entry);
    touch(entry);
  }

  private void touch(Entry entry) {
    if (!entry.touched) {
      entry.touched = true;
      touched.add(entry);
    }
  }

  /** A binary heap that knows the place of each entry. */
  private static final class Heap {
    /** Where entries are that have been taken out. */
    static final Heap NONE = new Heap(false);

    private final boolean bestFirst;
    private Entry[] entries = new Entry[16];
    private int size;

    Heap(boolean bestFirst) {
      this.bestFirst = bestFirst;
    }

    @Nullable Entry root() {
      return size == 0 ? null : entries[0];
    }

    void add(Entry entry) {
      if (size == entries.length) {
        entries = Arrays.copyOf(entries, size * 2);
      }
      set(size, entry);
      size++;
      up(entry);
    }

    @SuppressWarnings("NullAway") // Beyond size the array holds nothing, on purpose.
    void remove(Entry entry) {
      size--;
      Entry last = entries[size];
      entries[size] = null;
      if (last != entry) {
        set(entry.place, last);
        restore(last);
      }
    }

    /** Moves an entry to where its figures belong. */
    void restore(Entry entry) {
      up(entry);
      down(entry);
    }

    private void up(Entry entry) {
      while (entry.place > 0) {
        Entry parent = entries[(entry.place - 1) >>> 1];
        if (!precedes(entry, parent)) {
          return;
        }
        swap(entry, parent);
      }
    }

    private void down(Entry entry) {
      while (true) {
        int child = 2 * entry.place + 1;
        if (child >= size) {
          return;
        }
        if (child + 1 < size && precedes(entries[child + 1], entries[child])) {
          child++;
        }
        if (!precedes(entries[child], entry)) {
          return;
        }
        swap(entries[child], entry);
      }
    }

    private boolean precedes(Entry a, Entry b) {
      return bestFirst ? a.isBetterThan(b) : b.isBetterThan(a);
    }

    private void swap(Entry a, Entry b) {
      int place = a.place;
      set(b.place, a);
      set(place, b);
    }

    private void set(int place, Entry entry) {
      entries[place] = entry;
      entry.place = place;
    }
  }
}
