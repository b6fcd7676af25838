package dev.groundswell.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version in a topic's log, from which subscribers are served.
 *
 * <p>An entry's id is given by Redis when it is appended. A {@link Keyframe} is a whole board; a
 * {@link Delta} leads from the entry before it to this one. A reader that starts in the middle goes
 * back to the last keyframe.
 */
public sealed interface FeedEntry {

  Head head();

  /** A version told whole. */
  record Keyframe(Head head, List<BoardItem> items) implements FeedEntry {
    public Keyframe {
      items = List.copyOf(items);
    }

    public static Keyframe of(Board board) {
      return new Keyframe(board.head(), board.items());
    }
  }

  /**
   * A version told as the difference to the one before.
   *
   * @param base the log id of the version before
   * @param order all items, best first, null where the order is as before
   * @param set rows that are new or differ
   * @param del items that are gone
   */
  record Delta(
      Head head, String base, @Nullable List<Long> order, List<BoardItem> set, List<Long> del)
      implements FeedEntry {
    public Delta {
      order = order == null ? null : List.copyOf(order);
      set = List.copyOf(set);
      del = List.copyOf(del);
    }
  }
}
