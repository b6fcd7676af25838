package dev.groundswell.jobs.window;

import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.BucketNews.Unclassified;
import dev.groundswell.jobs.window.BucketNews.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The items of one task of the rolling sums: the best of them on each board, how many are withheld,
 * and what of that is still to be told.
 *
 * <p>All of it follows from the totals, which are the state; after a restore it is built from them
 * again, and everything is told anew.
 */
final class Bucket {
  private static final Window[] WINDOWS = Window.values();
  private static final int KINDS = Topic.Kind.values().length;

  private final List<Corner> corners = new ArrayList<>();
  private final List<Climbers> climbers = new ArrayList<>();
  private final TrackCount tracks;
  private @Nullable Totals whole;
  private @Nullable Totals unclassified;
  private int wholeTouched;
  private int unclassifiedTouched;

  Bucket(BucketNumber bucket) {
    tracks = new TrackCount(bucket);
    for (Topic topic : Topic.trends()) {
      corners.add(new Corner(topic, bucket));
    }
    for (Topic.Kind kind : Topic.Kind.values()) {
      climbers.add(new Climbers(kind, bucket));
    }
  }

  /** Takes in an item that is there after a restore. */
  void restore(long item, Totals totals) {
    tracks.restore(item, totals);
    for (int w = 0; w < WINDOWS.length; w++) {
      put(item, totals, w, false);
    }
    if (Item.isRanked(item)) {
      climbersOf(item).restore(Item.numberOf(item), totals);
    }
  }

  /** Whether every item must be {@link #rank ranked} anew before this can tell. */
  boolean isShort() {
    for (Corner corner : corners) {
      if (corner.isShort()) {
        return true;
      }
    }
    return false;
  }

  /** Makes ready for every item to be ranked anew. */
  void forgetFloors() {
    corners.stream().filter(Corner::isShort).forEach(Corner::forgetFloor);
  }

  /** Ranks an item anew whose figures are as they were. */
  void rank(long item, Totals totals) {
    if (Item.isRanked(item)) {
      for (int w = 0; w < WINDOWS.length; w++) {
        corner(Item.kindOf(item).ordinal(), w).rank(Item.numberOf(item), totals);
      }
    }
  }

  /** Takes in what a delta has made of an item; {@code before} is what was withheld of it. */
  void update(ItemDelta delta, Totals totals, int withheldBefore) {
    tracks.update(delta, totals);
    for (int w = 0; w < WINDOWS.length; w++) {
      if (delta.plays[w] != 0 || delta.listeners[w] != 0) {
        put(delta.item, totals, w, (withheldBefore >> w & 1) != 0);
      }
    }
    if (Item.isRanked(delta.item)) {
      climbersOf(delta.item).update(Item.numberOf(delta.item), delta, totals);
    }
  }

  private void put(long item, Totals totals, int w, boolean wasWithheld) {
    if (item == Item.WHOLE) {
      whole = totals;
      wholeTouched |= 1 << w;
    } else if (item == Item.UNCLASSIFIED) {
      unclassified = totals;
      unclassifiedTouched |= 1 << w;
    } else {
      corner(Item.kindOf(item).ordinal(), w).put(Item.numberOf(item), totals, wasWithheld);
    }
  }

  /** Tells what has changed since the last time. */
  void tell(long at, Consumer<BucketNews> out) {
    tellWholes(at, out);
    tracks.tell(at, out);
    for (Corner corner : corners) {
      corner.tell(at, out);
    }
  }

  private void tellWholes(long at, Consumer<BucketNews> out) {
    for (int w = 0; w < WINDOWS.length; w++) {
      if (whole != null && (wholeTouched >> w & 1) != 0) {
        boolean shown = whole.isShown(w);
        for (int kind = 0; kind < KINDS; kind++) {
          Topic topic = corner(kind, w).topic();
          out.accept(
              new Whole(topic, at, shown ? whole.plays[w] : 0, shown ? whole.listeners[w] : 0));
        }
      }
      if (unclassified != null && (unclassifiedTouched >> w & 1) != 0) {
        Topic topic = corner(Topic.Kind.GENRES.ordinal(), w).topic();
        out.accept(
            new Unclassified(topic, at, unclassified.isWithheld(w) ? -1 : unclassified.plays[w]));
      }
    }
    wholeTouched = 0;
    unclassifiedTouched = 0;
  }

  /** Tells the boards of what rises what has changed since the last time. */
  void tellRising(long at, Consumer<RisingNews> out) {
    for (Climbers some : climbers) {
      some.tell(at, out);
    }
  }

  private Climbers climbersOf(long item) {
    return climbers.get(Item.kindOf(item).ordinal());
  }

  private Corner corner(int kind, int window) {
    return corners.get(kind * WINDOWS.length + window);
  }
}
