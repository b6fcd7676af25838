package dev.groundswell.server.feed;

import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Head;
import dev.groundswell.server.boards.BoardVersion;
import dev.groundswell.server.boards.LogId;
import dev.groundswell.server.ledger.ItemView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A version of a topic, linked to the one after it: a subscriber needs no queue, only the version
 * it has reached.
 *
 * <p>Everything but the link and the frames is fixed. The names are those known when the version
 * was made, so that a snapshot of it says the same for ever.
 */
final class Version {
  private static final int SLOTS = Shape.values().length * Limit.values().length * 2;

  /** What a frame of a version can be. */
  enum Shape {
    /** The version whole. */
    SNAPSHOT,
    /** What leads to it from the one before. */
    DELTA,
    /** That only the staleness of what it shows has changed. */
    MARK
  }

  private final long index;
  private final BoardVersion board;
  private final Map<Long, ItemView> names;
  private final int firstChange;
  private final boolean startsAnew;
  private volatile @Nullable Version next;
  private volatile @Nullable AtomicReferenceArray<@Nullable Frame> frames;

  /**
   * @param index counts the versions of the topic
   * @param firstChange the first place at which the rows differ from the version before; 0 where
   *     something that every limit shows is different
   * @param startsAnew whether no delta leads here: subscribers are told to forget what they have
   */
  Version(
      long index,
      BoardVersion board,
      Map<Long, ItemView> names,
      int firstChange,
      boolean startsAnew) {
    this.index = index;
    this.board = board;
    this.names = names;
    this.firstChange = firstChange;
    this.startsAnew = startsAnew;
  }

  long index() {
    return index;
  }

  BoardVersion board() {
    return board;
  }

  LogId id() {
    return board.id();
  }

  Head head() {
    return board.state().head();
  }

  /** The rows that a limit shows. */
  List<BoardItem> rows(Limit limit) {
    List<BoardItem> all = board.state().items();
    return all.size() <= limit.rows() ? all : all.subList(0, limit.rows());
  }

  List<BoardItem> rows() {
    return board.state().items();
  }

  Map<Long, ItemView> names() {
    return names;
  }

  boolean changes(Limit limit) {
    return firstChange < limit.rows();
  }

  boolean startsAnew() {
    return startsAnew;
  }

  @Nullable Version next() {
    return next;
  }

  void linkTo(Version following) {
    next = following;
  }

  @Nullable Frame frame(Shape shape, Limit limit, boolean stale) {
    var made = frames;
    return made == null ? null : made.get(slot(shape, limit, stale));
  }

  /** Called by one thread at a time. */
  void keep(Frame frame, Shape shape, Limit limit, boolean stale) {
    var made = frames;
    if (made == null) {
      made = new AtomicReferenceArray<>(SLOTS);
      frames = made;
    }
    made.set(slot(shape, limit, stale), frame);
  }

  void dropFrames() {
    frames = null;
  }

  private static int slot(Shape shape, Limit limit, boolean stale) {
    return (shape.ordinal() * Limit.values().length + limit.ordinal()) * 2 + (stale ? 1 : 0);
  }
}
