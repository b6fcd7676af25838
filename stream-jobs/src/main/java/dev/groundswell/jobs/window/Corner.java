package dev.groundswell.jobs.window;

import dev.groundswell.events.Topic;
import dev.groundswell.jobs.window.BucketNews.Candidate;
import dev.groundswell.jobs.window.BucketNews.Gone;
import dev.groundswell.jobs.window.BucketNews.Withheld;
import java.util.function.Consumer;

/** What of a bucket belongs to one board: its best items, and how many of it are withheld. */
final class Corner {
  private final Topic topic;
  private final BucketNumber bucket;
  private final int window;
  private final Contenders best = new Contenders(RollingSums.BEST);
  private long withheld;
  private long withheldTold = -1;

  Corner(Topic topic, BucketNumber bucket) {
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
    rank(number, totals);
  }

  void rank(long number, Totals totals) {
    if (totals.isShown(window)) {
      best.put(number, totals.plays[window], totals.listeners[window]);
    } else {
      best.remove(number);
    }
  }

  /** Whether every item must be ranked anew before this can tell. */
  boolean isShort() {
    return best.isShort();
  }

  void forgetFloor() {
    best.forgetFloor();
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
  }
}
