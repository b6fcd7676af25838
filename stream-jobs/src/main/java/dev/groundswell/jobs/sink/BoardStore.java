package dev.groundswell.jobs.sink;

import dev.groundswell.events.Board;
import dev.groundswell.events.FeedEntry;
import org.jspecify.annotations.Nullable;

/**
 * Where boards are kept.
 *
 * <p>Every call may take a bounded time and may throw {@link StoreUnavailableException}, after
 * which it is unknown whether it was done; doing it again is safe.
 */
public interface BoardStore extends AutoCloseable {

  /** What became of a version. */
  sealed interface Answer {
    /** It is there. The log ends with {@code logId}, which is empty while nothing was logged. */
    record Written(String logId) implements Answer {}

    /** A later version is there already, or this very one. */
    record Refused(long fence, long asOf) implements Answer {}

    /** Nothing was written, for the log does not end where the delta begins. */
    record KeyframeWanted() implements Answer {}
  }

  /** Writes a version, and {@code entry} to the topic's log where there is one. */
  Answer write(Board board, @Nullable FeedEntry entry);

  /** Notes how far time has come, in epoch milliseconds. */
  void noteAsOf(long asOf);

  /** Sets the mark by which a store is known that has lost nothing; says whether it was missing. */
  boolean markWasMissing();

  @Override
  void close();

  /** Thrown where the store cannot be reached or does not answer in time. */
  final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreUnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
