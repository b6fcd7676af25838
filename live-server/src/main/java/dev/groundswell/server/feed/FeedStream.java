package dev.groundswell.server.feed;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.util.List;

/**
 * One open stream: writes what its subscriptions have for it, as fast as the reader takes it.
 *
 * <p>Nothing is queued here beyond the connection's own bounded buffer. While that is full the
 * subscriptions wait at the versions they have reached; after a while they let go of them. Only the
 * event loop of its connection touches it.
 */
final class FeedStream implements Outlet {
  private static final long NEVER = Long.MAX_VALUE;

  private final HttpServerResponse response;
  private final Wire wire;
  private final List<Subscription> subscriptions;
  private final Clock clock;
  private final FeedOptions options;
  private final long endsAt;
  private final long retryAfter;
  private Runnable onEnd = () -> {};
  private long lastWrite;
  private long fullSince = NEVER;
  private boolean ended;

  /**
   * @param response the core response: the Rx wrapper would make three objects for each write
   * @param endsAt when it is told to come again, epoch milliseconds
   * @param retryAfter after how long it then comes
   */
  FeedStream(
      HttpServerResponse response,
      Wire wire,
      List<Subscription> subscriptions,
      Clock clock,
      FeedOptions options,
      long endsAt,
      long retryAfter) {
    this.response = response;
    this.wire = wire;
    this.subscriptions = subscriptions;
    this.clock = clock;
    this.options = options;
    this.endsAt = endsAt;
    this.retryAfter = retryAfter;
  }

  /**
   * @param whenOver run once when the stream is over, however it ended
   */
  void open(Runnable whenOver) {
    onEnd = whenOver;
    response
        .setChunked(true)
        .putHeader("Content-Type", wire.contentType())
        .putHeader("Cache-Control", "no-cache, no-transform")
        .putHeader("X-Accel-Buffering", "no")
        .closeHandler(gone -> end())
        .exceptionHandler(broken -> end())
        .drainHandler(drained -> drained());
    write(wire.greeting());
    pump();
  }

  /** Sends everything that is due and that the reader takes. */
  void pump() {
    for (Subscription subscription : subscriptions) {
      while (!ended && !isFull() && subscription.step(this)) {
        // Each step sends one thing, so that the buffer is looked at in between.
      }
    }
  }

  @Override
  public void send(Frame frame) {
    boolean several = subscriptions.size() > 1 && frame.hasId();
    write(several ? wire.of(frame, Cursor.over(subscriptions)) : wire.of(frame));
  }

  @Override
  public void reset(ResetReason reason, String topic) {
    write(wire.of(new Frame("reset", null, NoticeCodec.reset(reason, topic))));
  }

  /** Looks after a stream that may be quiet, slow, stalled or old. */
  void sweep() {
    long now = clock.millis();
    if (ended) {
      return;
    }
    if (isFull()) {
      long full = now - fullSince;
      if (full >= options.stalledAfter().toMillis()) {
        cutOff();
      } else if (full >= options.slowAfter().toMillis()) {
        subscriptions.forEach(Subscription::skip);
      }
    } else if (now >= endsAt) {
      bye("age", retryAfter);
    } else if (now - lastWrite >= options.heartbeat().toMillis()) {
      write(wire.heartbeat());
    }
  }

  /** Tells the reader when to come back, and ends. */
  void bye(String reason, long retryAfterMillis) {
    if (!ended) {
      write(wire.bye(NoticeCodec.bye(reason, retryAfterMillis), retryAfterMillis));
      var unused = response.end();
      end();
    }
  }

  private void drained() {
    if (fullSince != NEVER && clock.millis() - fullSince >= options.slowAfter().toMillis()) {
      subscriptions.forEach(Subscription::skip);
    }
    fullSince = NEVER;
    pump();
  }

  private boolean isFull() {
    if (ended || !response.writeQueueFull()) {
      return false;
    }
    if (fullSince == NEVER) {
      fullSince = clock.millis();
    }
    return true;
  }

  private void write(Buffer bytes) {
    if (!ended) {
      lastWrite = clock.millis();
      // A failed write means a closed connection, which the close handler hears of.
      var unused = response.write(bytes);
    }
  }

  private void cutOff() {
    var unused = response.reset();
    end();
  }

  private void end() {
    if (!ended) {
      ended = true;
      onEnd.run();
    }
  }
}
