package dev.groundswell.server.feed;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A subscription to the sampled plays; what a reader is too slow for, it does not get. */
final class PlaysSubscription implements Subscription {
  private final PlaysFeed feed;
  private PlaysFeed.@Nullable Node reached;

  PlaysSubscription(PlaysFeed feed) {
    this.feed = feed;
  }

  @Override
  public String topic() {
    return PlaysFeed.TOPIC;
  }

  @Override
  public @Nullable String position() {
    return null;
  }

  @Override
  public boolean step(Outlet out) {
    return reached == null ? begin(out) : goOn(out, reached);
  }

  @Override
  public void skip() {
    if (reached != null) {
      reached = feed.newest();
    }
  }

  private boolean begin(Outlet out) {
    // Taken first: a play that comes in between is told twice rather than never.
    PlaysFeed.Node newest = feed.newest();
    Optional<Frame> snapshot = feed.snapshot();
    snapshot.ifPresent(
        frame -> {
          reached = newest;
          out.send(frame);
        });
    return snapshot.isPresent();
  }

  private boolean goOn(Outlet out, PlaysFeed.Node from) {
    PlaysFeed.Node next = from.next();
    if (next == null || next.frame() == null) {
      return false;
    }
    reached = next;
    out.send(next.frame());
    return true;
  }
}
