package dev.groundswell.server.poll;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whose turn it is: listeners by due time, each at most once, the most overdue first. */
final class Agenda {
  private final TreeMap<Due, Polled> byTime = new TreeMap<>();
  private final Map<Long, Due> byListener = new HashMap<>();
  private long entries;

  /** A place in the queue; who asked first comes first among equals. */
  record Due(Instant at, long entry) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byInstant = at.compareTo(other.at);
      return byInstant != 0 ? byInstant : Long.compare(entry, other.entry);
    }
  }

  void put(Polled listener, Instant at) {
    remove(listener);
    Due due = new Due(at, entries++);
    byTime.put(due, listener);
    byListener.put(listener.id(), due);
  }

  void remove(Polled listener) {
    Due due = byListener.remove(listener.id());
    if (due != null) {
      byTime.remove(due);
    }
  }

  /** When the next listener is due, null when nobody is. */
  @Nullable Instant nextAt() {
    return byTime.isEmpty() ? null : byTime.firstKey().at();
  }

  boolean hasDue(Instant now) {
    Instant next = nextAt();
    return next != null && !next.isAfter(now);
  }

  /** Takes the listener who has been due longest; only to be called where there is one. */
  Polled take() {
    Map.Entry<Due, Polled> first = byTime.pollFirstEntry();
    if (first == null) {
      throw new IllegalStateException("nobody is due");
    }
    byListener.remove(first.getValue().id());
    return first.getValue();
  }
}
