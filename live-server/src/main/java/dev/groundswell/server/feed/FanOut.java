package dev.groundswell.server.feed;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The streams of one event loop. News wake it once, however much of it there is, and it goes
 * through its streams in one turn.
 */
final class FanOut {
  private final Context context;
  private final Set<FeedStream> streams = new LinkedHashSet<>();
  private final AtomicBoolean woken = new AtomicBoolean();

  FanOut(Context context) {
    this.context = context;
  }

  /** On the event loop. */
  void add(FeedStream stream) {
    streams.add(stream);
  }

  /** On the event loop. */
  void remove(FeedStream stream) {
    streams.remove(stream);
  }

  /** On any thread. */
  void wake() {
    if (woken.compareAndSet(false, true)) {
      context.runOnContext(
          turn -> {
            woken.set(false);
            each(FeedStream::pump);
          });
    }
  }

  /** Has something done to every stream, on the event loop; from any thread. */
  void forEach(Consumer<FeedStream> action) {
    context.runOnContext(turn -> each(action));
  }

  /** A stream may end in its turn and then takes itself out. */
  private void each(Consumer<FeedStream> action) {
    List<FeedStream> now = new ArrayList<>(streams);
    now.forEach(action);
  }
}
