package dev.groundswell.server.boards;

import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.FeedEntry;
import dev.groundswell.events.FeedEntry.Delta;
import dev.groundswell.events.FeedEntry.Keyframe;
import dev.groundswell.events.FeedState;
import dev.groundswell.events.MalformedEventException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one topic's log, entry by entry.
 *
 * <p>A delta means something only on top of the entry it names as its base. Where that is not the
 * last entry seen, something is missing, and nothing is believed before the next keyframe.
 */
final class TopicLog {
  private static final Logger log = LoggerFactory.getLogger(TopicLog.class);

  private final String name;
  private @Nullable BoardVersion last;
  private boolean broken;

  TopicLog(String name) {
    this.name = name;
  }

  /** The version at an entry; empty where it cannot be told. */
  Optional<BoardVersion> take(RedisEntry entry) {
    try {
      last = versionAt(entry.id(), BoardCodec.decodeEntry(entry.body()));
    } catch (MalformedEventException e) {
      log.warn("Entry {} of the log of {} is skipped: {}", entry.id(), name, e.getMessage());
      last = null;
    }
    broken = last == null;
    return Optional.ofNullable(last);
  }

  /** Goes on from a version that was learned elsewhere. */
  void startFrom(BoardVersion version) {
    last = version;
    broken = false;
  }

  /** Whether the last entry could not be understood, so that the log should be read back. */
  boolean isBroken() {
    return broken;
  }

  private @Nullable BoardVersion versionAt(LogId id, FeedEntry entry) {
    if (entry instanceof Keyframe keyframe) {
      return new BoardVersion(id, true, FeedState.of(keyframe));
    }
    BoardVersion base = last;
    if (base == null
        || !(entry instanceof Delta delta)
        || !delta.base().equals(base.id().toString())) {
      return null;
    }
    return new BoardVersion(id, false, base.state().apply(delta));
  }
}
