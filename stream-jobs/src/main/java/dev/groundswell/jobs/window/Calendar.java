package dev.groundswell.jobs.window;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Which listeners are due when: many for each instant, since plays leave windows in steps.
 *
 * <p>It is no state: what is due follows from the plays. An entry is never taken back, so one who
 * is called may not be due any more.
 */
final class Calendar {
  private final TreeMap<Long, Entry> entries = new TreeMap<>();

  private static final class Entry {
    long[] listeners = new long[2];
    int size;
  }

  void add(long instant, long listener) {
    Entry entry = entries.computeIfAbsent(instant, unused -> new Entry());
    if (entry.size == entry.listeners.length) {
      entry.listeners = Arrays.copyOf(entry.listeners, 2 * entry.size);
    }
    entry.listeners[entry.size] = listener;
    entry.size++;
  }

  /** Calls all who are due by {@code instant}, the earliest first. */
  void call(long instant, LongConsumer due) {
    Map.Entry<Long, Entry> first = entries.firstEntry();
    while (first != null && first.getKey() <= instant) {
      entries.pollFirstEntry();
      Entry entry = first.getValue();
      for (int i = 0; i < entry.size; i++) {
        due.accept(entry.listeners[i]);
      }
      first = entries.firstEntry();
    }
  }
}
