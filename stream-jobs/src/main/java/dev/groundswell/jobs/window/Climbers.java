package dev.groundswell.jobs.window;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.RisingNews.Candidate;
import dev.groundswell.jobs.window.RisingNews.Gone;
import dev.groundswell.jobs.window.RisingNews.Sums;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What of one bucket belongs to one board of what rises: items that can, and the sums of all. */
final class Climbers {
  private static final int HOUR = Window.H1.ordinal();

  /** From the end of the window to its middle. */
  private static final long HALF = Window.H1.lengthMillis() / 2;

  private final Kind kind;
  private final BucketNumber bucket;
  private final Map<Long, Totals> able = new HashMap<>();
  private final Set<Long> touched = new HashSet<>();
  private final Hours hours = new Hours();
  private long listeners;
  private long halfTold;
  private @Nullable Sums told;

  Climbers(Kind kind, BucketNumber bucket) {
    this.kind = kind;
    this.bucket = bucket;
  }

  /** Takes in an item that is there after a restore. */
  void restore(long number, Totals totals) {
    listeners += totals.listeners[HOUR];
    hours.addAll(totals.hours);
    put(number, totals);
  }

  /** Takes in what a delta has made of an item. */
  void update(long number, ItemDelta delta, Totals totals) {
    listeners += delta.listeners[HOUR];
    hours.addAll(delta.hours);
    if (delta.listeners[HOUR] != 0 || !delta.hours.isEmpty()) {
      put(number, totals);
    } else if (able.containsKey(number)) {
      able.put(number, totals);
    }
  }

  private void put(long number, Totals totals) {
    if (totals.listeners[HOUR] >= RisingNews.FEWEST) {
      able.put(number, totals);
      touched.add(number);
    } else if (able.remove(number) != null) {
      touched.add(number);
    }
  }

  /**
   * Tells what has changed since the last time; in a new half of an hour, when the window ends or
   * has its middle in another hour, everything is compared anew.
   */
  void tell(long at, Consumer<RisingNews> out) {
    int hour = Hours.of(at);
    int middle = Hours.of(at - HALF);
    long half = Math.floorDiv(at, HALF);
    if (half != halfTold) {
      halfTold = half;
      touched.addAll(able.keySet());
    }
    for (long number : touched) {
      Totals totals = able.get(number);
      out.accept(
          totals == null
              ? new Gone(kind, at, number)
              : new Candidate(
                  kind,
                  at,
                  number,
                  totals.isShown(HOUR),
                  totals.listeners[HOUR],
                  totals.hours.sameHour(middle),
                  totals.hours.flat(hour),
                  totals.pace.copy()));
    }
    touched.clear();
    Sums sums =
        new Sums(
            kind, at, bucket, listeners, hours.sameHour(middle), hours.flat(hour), hours.first());
    if (told == null || !isSame(told, sums)) {
      told = sums;
      out.accept(sums);
    }
  }

  private static boolean isSame(Sums a, Sums b) {
    return a.listeners() == b.listeners()
        && a.sameHour() == b.sameHour()
        && a.flat() == b.flat()
        && a.firstHour() == b.firstHour();
  }
}
