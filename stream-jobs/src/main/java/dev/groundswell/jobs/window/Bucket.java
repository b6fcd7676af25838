package dev.groundswell.jobs.window;

import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.BucketNews.Candidate;
import dev.groundswell.jobs.window.BucketNews.Gone;
import dev.groundswell.jobs.window.BucketNews.Whole;
import dev.groundswell.jobs.window.BucketNews.Withheld;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The best items of one bucket in each window, how many are withheld, and what of that is still to
 * be told.
 *
 * <p>All of it follows from the totals, which are the state; after a restore it is built from them
 * again.
 */
final class Bucket {
  private static final Window[] WINDOWS = Window.values();

  private final int number;
  private final TopN[] best = new TopN[WINDOWS.length];
  private final long[] withheld = new long[WINDOWS.length];
  private final long[] withheldTold = new long[WINDOWS.length];
  private final long[] wholePlays = new long[WINDOWS.length];
  private final long[] wholeListeners = new long[WINDOWS.length];
  private int wholeTouched;

  /** Whether this bucket waits in the line of those with something to tell. */
  boolean waiting;

  Bucket(int number) {
    this.number = number;
    for (int w = 0; w < WINDOWS.length; w++) {
      best[w] = new TopN(RollingSums.BEST);
    }
  }

  int number() {
    return number;
  }

  /** Builds a bucket whose news have all been told. */
  static Bucket restored(int number, Iterable<Map.Entry<Long, Totals>> state) {
    Bucket bucket = new Bucket(number);
    for (Map.Entry<Long, Totals> entry : state) {
      for (int w = 0; w < WINDOWS.length; w++) {
        bucket.put(entry.getKey(), entry.getValue(), w);
        bucket.withheld[w] +=
            entry.getKey() != ItemDelta.WHOLE && entry.getValue().isWithheld(w) ? 1 : 0;
      }
    }
    bucket.tell(0, news -> {});
    return bucket;
  }

  /** Takes in what a delta has made of an item; {@code before} is what was withheld of it. */
  void update(ItemDelta delta, Totals totals, int withheldBefore) {
    for (int w = 0; w < WINDOWS.length; w++) {
      if (delta.plays[w] == 0 && delta.listeners[w] == 0) {
        continue;
      }
      put(delta.item, totals, w);
      if (delta.item != ItemDelta.WHOLE) {
        withheld[w] += (totals.isWithheld(w) ? 1 : 0) - (withheldBefore >> w & 1);
      }
    }
  }

  private void put(long item, Totals totals, int w) {
    if (item == ItemDelta.WHOLE) {
      wholePlays[w] = totals.isShown(w) ? totals.plays[w] : 0;
      wholeListeners[w] = totals.isShown(w) ? totals.listeners[w] : 0;
      wholeTouched |= 1 << w;
    } else if (totals.isShown(w)) {
      best[w].put(item, totals.plays[w], totals.listeners[w]);
    } else {
      best[w].remove(item);
    }
  }

  /** Tells what has changed since the last time. */
  void tell(long at, Consumer<BucketNews> out) {
    for (int w = 0; w < WINDOWS.length; w++) {
      Window window = WINDOWS[w];
      best[w].drain(
          new TopN.Changes() {
            @Override
            public void ranked(long item, long plays, long listeners) {
              out.accept(new Candidate(window, at, item, plays, listeners));
            }

            @Override
            public void dropped(long item) {
              out.accept(new Gone(window, at, item));
            }
          });
      if ((wholeTouched >> w & 1) != 0) {
        out.accept(new Whole(window, at, wholePlays[w], wholeListeners[w]));
      }
      if (withheld[w] != withheldTold[w]) {
        withheldTold[w] = withheld[w];
        out.accept(new Withheld(window, at, number, withheld[w]));
      }
    }
    wholeTouched = 0;
  }
}
