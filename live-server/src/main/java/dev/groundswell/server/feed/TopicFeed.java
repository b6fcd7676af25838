package dev.groundswell.server.feed;

import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Head;
import dev.groundswell.events.Topic;
import dev.groundswell.server.boards.BoardVersion;
import dev.groundswell.server.boards.LogId;
import dev.groundswell.server.feed.Version.Shape;
import dev.groundswell.server.ledger.ItemView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one topic that can be resumed from, oldest first, and its projections.
 *
 * <p>A projection is the topic at one limit. A version belongs to it if it changes what the limit
 * shows, and if it is a keyframe of the log. The second makes ids and bases the same on every
 * server, wherever in the log it began to read: without it, a server could not tell for how long a
 * projection has been as it is at the first version it knows.
 */
final class TopicFeed {
  /** The most events that are sent again to one who resumes. */
  static final int MOST_MISSED = 100;

  private static final int MOST_VERSIONS = 5_000;
  private static final long MOST_MILLIS = Duration.ofHours(1).toMillis();
  private static final int NO_CHANGE = Integer.MAX_VALUE;
  private static final long NOT_TOLD = Long.MIN_VALUE;

  private final Topic topic;
  private final List<Version> versions = new ArrayList<>();
  private final AtomicReferenceArray<@Nullable Version> current =
      new AtomicReferenceArray<>(Limit.values().length);
  private long nextIndex;

  TopicFeed(Topic topic) {
    this.topic = topic;
  }

  Topic topic() {
    return topic;
  }

  /** The version that a limit shows now; null before the log was read. */
  @Nullable Version current(Limit limit) {
    return current.get(limit.ordinal());
  }

  /** Goes on behind the last version where the log still has it, else begins anew. */
  synchronized void readBack(List<BoardVersion> log, Map<Long, ? extends ItemView> found) {
    if (log.isEmpty()) {
      return;
    }
    Version last = versions.isEmpty() ? null : versions.get(versions.size() - 1);
    if (last != null) {
      for (int i = log.size() - 1; i >= 0; i--) {
        if (log.get(i).id().equals(last.id())) {
          append(log.subList(i + 1, log.size()), found);
          return;
        }
      }
    }
    versions.clear();
    // The bridge takes the number between, so that no version of the old log passes for a new one.
    nextIndex++;
    append(log, found);
    if (last != null) {
      // Who still follows the old versions is led to the new ones by a reset.
      Version newest = versions.get(versions.size() - 1);
      last.linkTo(new Version(last.index() + 1, newest.board(), newest.names(), 0, true));
    }
  }

  synchronized void append(List<BoardVersion> log, Map<Long, ? extends ItemView> found) {
    for (BoardVersion board : log) {
      Version before = versions.isEmpty() ? null : versions.get(versions.size() - 1);
      if (before == null || board.id().compareTo(before.id()) > 0) {
        append(before, board, found);
      }
    }
    trim();
  }

  private void append(
      @Nullable Version before, BoardVersion board, Map<Long, ? extends ItemView> found) {
    boolean startsAnew = before != null && forgets(before, board);
    int firstChange =
        before == null || board.keyframe() || startsAnew ? 0 : firstChange(before, board);
    Version version =
        new Version(nextIndex++, board, names(before, board, found), firstChange, startsAnew);
    versions.add(version);
    for (Limit limit : Limit.values()) {
      if (version.changes(limit)) {
        current.set(limit.ordinal(), version);
      }
    }
    if (before != null) {
      before.linkTo(version);
    }
    if (versions.size() > MOST_MISSED) {
      versions.get(versions.size() - 1 - MOST_MISSED).dropFrames();
    }
  }

  /** Where one goes on who has the version {@code id}. */
  synchronized Resumption resume(LogId id, Limit limit) {
    Version from = find(id);
    if (from == null || !from.changes(limit)) {
      return new Resumption(null, ResetReason.CURSOR_EXPIRED);
    }
    int missed = 0;
    for (Version version = from.next(); version != null; version = version.next()) {
      missed += version.changes(limit) ? 1 : 0;
      if (missed > MOST_MISSED) {
        return new Resumption(null, ResetReason.TOO_FAR);
      }
    }
    return new Resumption(from, null);
  }

  /**
   * Where to go on.
   *
   * @param from null where that is not possible
   * @param reason why it is not, else null
   */
  record Resumption(@Nullable Version from, @Nullable ResetReason reason) {}

  Frame snapshot(Version version, Limit limit, boolean stale) {
    Frame made = version.frame(Shape.SNAPSHOT, limit, stale);
    return made != null ? made : encodeSnapshot(version, limit, stale);
  }

  /** What leads to a version from the one before it in the projection; null where nothing does. */
  @Nullable Frame delta(Version version, Limit limit, boolean stale) {
    Frame made = version.frame(Shape.DELTA, limit, stale);
    return made != null ? made : encodeDelta(version, limit, stale);
  }

  /** Says of the version that a limit shows whether it is stale now. */
  Frame mark(Version version, Limit limit, boolean stale) {
    Frame made = version.frame(Shape.MARK, limit, stale);
    return made != null ? made : encodeMark(version, limit, stale);
  }

  private synchronized Frame encodeSnapshot(Version version, Limit limit, boolean stale) {
    byte[] json = FeedCodec.snapshot(topic, version, limit, stale);
    return keep(
        new Frame("snapshot", version.id().toString(), json),
        version,
        Shape.SNAPSHOT,
        limit,
        stale);
  }

  private synchronized @Nullable Frame encodeDelta(Version version, Limit limit, boolean stale) {
    Version base = version.startsAnew() ? null : base(version, limit);
    if (base == null) {
      return null;
    }
    byte[] json = FeedCodec.delta(topic, base, version, limit, stale);
    Frame frame = new Frame("delta", version.id().toString(), json);
    return keep(frame, version, Shape.DELTA, limit, stale);
  }

  private synchronized Frame encodeMark(Version version, Limit limit, boolean stale) {
    byte[] json = FeedCodec.mark(topic, version, stale);
    return keep(
        new Frame("delta", version.id().toString(), json), version, Shape.MARK, limit, stale);
  }

  /** Frames of versions that hardly anyone asks for any more are not kept. */
  private Frame keep(Frame frame, Version version, Shape shape, Limit limit, boolean stale) {
    long newest = versions.get(versions.size() - 1).index();
    if (newest - version.index() < MOST_MISSED || version == current(limit)) {
      version.keep(frame, shape, limit, stale);
    }
    return frame;
  }

  private @Nullable Version find(LogId id) {
    int low = 0;
    int high = versions.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = versions.get(middle).id().compareTo(id);
      if (order == 0) {
        return versions.get(middle);
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return null;
  }

  private @Nullable Version base(Version version, Limit limit) {
    long place = version.index() - versions.get(0).index();
    if (place < 0 || place >= versions.size() || versions.get((int) place) != version) {
      return null;
    }
    for (int i = (int) place - 1; i >= 0; i--) {
      if (versions.get(i).changes(limit)) {
        return versions.get(i);
      }
    }
    return null;
  }

  private void trim() {
    long oldest = versions.isEmpty() ? 0 : newestAsOf() - MOST_MILLIS;
    int surplus = 0;
    while (surplus < versions.size()
        && !isShown(versions.get(surplus))
        && (versions.size() - surplus > MOST_VERSIONS
            || versions.get(surplus).head().asOf() < oldest)) {
      surplus++;
    }
    versions.subList(0, surplus).clear();
  }

  private long newestAsOf() {
    return versions.get(versions.size() - 1).head().asOf();
  }

  private boolean isShown(Version version) {
    for (Limit limit : Limit.values()) {
      if (current(limit) == version) {
        return true;
      }
    }
    return false;
  }

  /** The same names as before where they are, so that versions share them. */
  private static Map<Long, ItemView> names(
      @Nullable Version before, BoardVersion board, Map<Long, ? extends ItemView> found) {
    boolean alike = before != null && before.head().shows() == board.state().head().shows();
    Map<Long, ItemView> known = before != null && alike ? before.names() : Map.of();
    if (isKnown(known, board, found)) {
      return known;
    }
    Map<Long, ItemView> own = new HashMap<>();
    for (BoardItem item : board.state().items()) {
      ItemView view = found.get(item.item());
      ItemView shown = view != null ? view : known.get(item.item());
      if (shown != null) {
        own.put(item.item(), shown);
      }
    }
    return own;
  }

  private static boolean isKnown(
      Map<Long, ItemView> known, BoardVersion board, Map<Long, ? extends ItemView> found) {
    for (BoardItem item : board.state().items()) {
      ItemView old = known.get(item.item());
      ItemView view = found.get(item.item());
      if (old == null || (view != null && view != old && !view.equals(old))) {
        return false;
      }
    }
    return true;
  }

  private int firstChange(Version before, BoardVersion board) {
    if (!tellsTheSame(before.head(), board.state().head())) {
      return 0;
    }
    List<BoardItem> was = before.rows();
    List<BoardItem> is = board.state().items();
    int shared = Math.min(was.size(), is.size());
    for (int i = 0; i < shared; i++) {
      if (!was.get(i).equals(is.get(i))) {
        return i;
      }
    }
    return was.size() == is.size() ? NO_CHANGE : shared;
  }

  private boolean tellsTheSame(Head old, Head head) {
    return old.approximate() == head.approximate()
        && topic.family().facts().stream()
            .allMatch(
                figure ->
                    old.totals().orElse(figure, NOT_TOLD)
                        == head.totals().orElse(figure, NOT_TOLD));
  }

  /** Whether a row loses a field, or rows are of another kind, which a delta cannot say. */
  private boolean forgets(Version before, BoardVersion board) {
    if (before.head().shows() != board.state().head().shows()) {
      return true;
    }
    Map<Long, BoardItem> was = new HashMap<>();
    before.rows().forEach(item -> was.put(item.item(), item));
    return board.state().items().stream()
        .anyMatch(
            item -> {
              BoardItem old = was.get(item.item());
              return old != null && !item.equals(old) && RowCodec.forgets(topic, old, item);
            });
  }
}
