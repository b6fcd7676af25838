package dev.groundswell.jobs.items;

import dev.groundswell.events.Window;
import dev.groundswell.jobs.diary.Diary;
import dev.groundswell.jobs.related.CoListening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One watched item, and what each listener's diary said of it when it was read last.
 *
 * <p>A diary is read again only after it has changed, which it also does when a play of it begins
 * to count or grows too old. What is counted by the clock is counted from the times of its plays.
 */
final class Watched {
  private final long item;
  private final Map<Long, Reading> readings = new HashMap<>();
  private final Map<Long, Integer> companions = new HashMap<>();

  /** Listeners whose diaries are to be read. */
  private final Set<Long> unread = new HashSet<>();

  private boolean told;

  /** When one listener has heard it, in the order of time, and what else beside it. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Reading(long[] times, long[] companions) {}

  Watched(long item) {
    this.item = item;
  }

  /** Notes that a diary has changed which may have the item, or certainly has. */
  void changed(long listener, boolean hasIt) {
    if (hasIt || readings.containsKey(listener)) {
      unread.add(listener);
    }
  }

  /** How many listeners there are, about. */
  int size() {
    return readings.size();
  }

  /** Whether anything was told of it yet. */
  boolean isTold() {
    return told;
  }

  /** Some listeners whose diaries have changed; to be {@link #read} now. */
  List<Long> takeUnread(int most) {
    List<Long> taken = new ArrayList<>();
    for (Iterator<Long> some = unread.iterator(); some.hasNext() && taken.size() < most; ) {
      taken.add(some.next());
      some.remove();
    }
    return taken;
  }

  boolean hasUnread() {
    return !unread.isEmpty();
  }

  /** Takes in a diary as of an instant; null where there is none any more. */
  void read(long listener, @Nullable Diary diary, long asOf) {
    Reading before = readings.remove(listener);
    if (before != null) {
      for (long companion : before.companions) {
        companions.merge(companion, -1, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
      }
    }
    if (diary != null && diary.firstAfter(asOf) < diary.size()) {
      // A play that begins to count only after this instant is still to be taken in.
      unread.add(listener);
    }
    Reading now = diary == null ? null : reading(diary, asOf);
    if (now != null) {
      readings.put(listener, now);
      for (long companion : now.companions) {
        companions.merge(companion, 1, Integer::sum);
      }
    }
  }

  private @Nullable Reading reading(Diary diary, long asOf) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < diary.size(); i++) {
      if (diary.credits(i).has(item)) {
        times.add(diary.countedAt(i));
      }
    }
    if (times.isEmpty()) {
      return null;
    }
    List<Long> beside = new ArrayList<>();
    int from = diary.firstAfter(Window.D7.from(asOf));
    CoListening.of(diary, item, from, diary.firstAfter(asOf), beside::add);
    return new Reading(array(times), array(beside));
  }

  /** This task's share as of an instant, up to which all diaries have been read. */
  Share share(long asOf) {
    told = true;
    Share share = new Share(item, asOf);
    readings.values().forEach(reading -> share.add(reading.times));
    companions.forEach((companion, both) -> share.companions.put(companion, (long) both));
    return share;
  }

  private static long[] array(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }
}
