package dev.groundswell.server.feed;

import dev.groundswell.server.boards.LogId;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to a board at one limit: a snapshot, or what was missed; then every version in
 * order, or a reset that says why not.
 */
final class BoardSubscription implements Subscription {
  private final FeedHub hub;
  private final TopicFeed feed;
  private final Limit limit;
  private @Nullable String cursor;
  private @Nullable ResetReason reset;
  private @Nullable Version reached;
  private @Nullable Version shown;
  private boolean shownStale;

  /**
   * @param cursor where to go on, null to begin with a snapshot
   */
  BoardSubscription(FeedHub hub, TopicFeed feed, Limit limit, @Nullable String cursor) {
    this.hub = hub;
    this.feed = feed;
    this.limit = limit;
    this.cursor = cursor;
  }

  @Override
  public String topic() {
    return feed.subject().name();
  }

  @Override
  public @Nullable String position() {
    return shown == null ? null : shown.id().toString();
  }

  @Override
  public boolean step(Outlet out) {
    return reached == null ? begin(out) : goOn(out, reached);
  }

  @Override
  public void lives(long now) {
    feed.look(now);
  }

  @Override
  public void skip() {
    if (reached != null && reached.next() != null) {
      startOver(ResetReason.SLOW);
    }
  }

  private boolean begin(Outlet out) {
    Version current = feed.current(limit);
    if (current == null) {
      return false;
    }
    if (cursor != null) {
      resume(cursor);
      cursor = null;
      return true;
    }
    if (reset != null) {
      out.reset(reset, topic());
      reset = null;
    }
    boolean stale = hub.isStale();
    reach(current, stale);
    out.send(feed.snapshot(current, limit, stale));
    return true;
  }

  private void resume(String from) {
    reset = ResetReason.CURSOR_EXPIRED;
    LogId.of(from)
        .ifPresent(
            id -> {
              TopicFeed.Resumption resumption = feed.resume(id, limit);
              reset = resumption.reason();
              reached = resumption.from();
              shown = reached;
            });
  }

  private boolean goOn(Outlet out, Version from) {
    Version next = from.next();
    while (next != null && !next.changes(limit)) {
      reached = next;
      next = next.next();
    }
    boolean stale = hub.isStale();
    if (next != null) {
      Frame delta = feed.delta(next, limit, stale);
      if (delta == null) {
        startOver(ResetReason.RESTART);
      } else {
        reach(next, stale);
        out.send(delta);
      }
      return true;
    }
    if (shown != null && stale != shownStale) {
      shownStale = stale;
      out.send(feed.mark(shown, limit, stale));
      return true;
    }
    return false;
  }

  private void reach(Version version, boolean stale) {
    reached = version;
    shown = version;
    shownStale = stale;
  }

  private void startOver(ResetReason reason) {
    reset = reason;
    reached = null;
    shown = null;
  }
}
