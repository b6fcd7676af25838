package dev.groundswell.jobs.window;

import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.BucketNews.Present;
import java.util.function.Consumer;

/** How many of a bucket's tracks were heard in the last hour, shown or not. */
final class TrackCount {
  private static final Topic TOPIC = new Topic(Kind.TRACKS, Window.H1);
  private static final int HOUR = Window.H1.ordinal();

  private final BucketNumber bucket;
  private long tracks;
  private long told = -1;

  TrackCount(BucketNumber bucket) {
    this.bucket = bucket;
  }

  /** Takes in an item that is there after a restore. */
  void restore(long item, Totals totals) {
    tracks += isTrack(item) && totals.listeners[HOUR] > 0 ? 1 : 0;
  }

  /** Takes in what a delta has made of an item. */
  void update(ItemDelta delta, Totals totals) {
    if (delta.listeners[HOUR] != 0 && isTrack(delta.item)) {
      long before = totals.listeners[HOUR] - delta.listeners[HOUR];
      tracks += (totals.listeners[HOUR] > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
    }
  }

  void tell(long at, Consumer<BucketNews> out) {
    if (tracks != told) {
      told = tracks;
      out.accept(new Present(TOPIC, at, bucket, tracks));
    }
  }

  private static boolean isTrack(long item) {
    return Item.isRanked(item) && Item.kindOf(item) == Kind.TRACKS;
  }
}
