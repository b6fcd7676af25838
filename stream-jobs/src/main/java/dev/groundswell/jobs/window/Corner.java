package dev.groundswell.jobs.window;

import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.BucketNews.Candidate;
import dev.groundswell.jobs.window.BucketNews.Gone;
import dev.groundswell.jobs.window.BucketNews.Present;
import dev.groundswell.jobs.window.BucketNews.Withheld;
import java.util.function.Consumer;

/** What of one bucket belongs to one board: its best items, and how many of it are withheld. */
final class Corner {
  /** The one board of which anybody asks how many items there are. */
  private static final Topic COUNTED = new Topic(Topic.Kind.TRACKS, Window.H1);

  private final Topic topic;
  private final int bucket;
  private final int window;
  private final TopN best = new TopN(RollingSums.BEST);
  private long withheld;
  private long withheldTold;
  private long presentTold;

  Corner(Topic topic, int bucket) {
    this.topic = topic;
    this.bucket = bucket;
    window = topic.window().ordinal();
  }

  Topic topic() {
    return topic;
  }

  /** Takes in an item, by the ledger's number, whose figures have changed. */
  void put(long number, Totals totals, boolean wasWithheld) {
    withheld += (totals.isWithheld(window) ? 1 : 0) - (wasWithheld ? 1 : 0);
    if (totals.isShown(window)) {
      best.put(number, totals.plays[window], totals.listeners[window]);
    } else {
      best.remove(number);
    }
  }

  /** Tells what has changed since the last time. */
  void tell(long at, Consumer<BucketNews> out) {
    if (best.hasChanges()) {
      best.drain(
          new TopN.Changes() {
            @Override
            public void ranked(long item, long plays, long listeners) {
              out.accept(new Candidate(topic, at, item, plays, listeners));
            }

            @Override
            public void dropped(long item) {
              out.accept(new Gone(topic, at, item));
            }
          });
    }
    if (withheld != withheldTold) {
      withheldTold = withheld;
      out.accept(new Withheld(topic, at, bucket, withheld));
    }
    long present = withheld + best.size();
    if (topic.equals(COUNTED) && present != presentTold) {
      presentTold = present;
      out.accept(new Present(topic, at, bucket, present));
    }
  }
}
