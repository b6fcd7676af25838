package dev.groundswell.server.boards;

import dev.groundswell.events.BoardItem;
import dev.groundswell.events.FeedState;
import dev.groundswell.server.boards.BoardWriting.Written;
import java.util.ArrayList;
import java.util.List;

/** A topic's log read without Redis. */
public final class TopicLogReading {
  private final TopicLog log = new TopicLog("test");
  private BoardVersion last;

  /** The versions at these entries; those that cannot be told are left out. */
  public List<BoardVersion> read(List<Written> entries) {
    List<BoardVersion> versions = new ArrayList<>();
    for (Written written : entries) {
      log.take(new RedisEntry(written.id(), written.body())).ifPresent(versions::add);
    }
    last = versions.isEmpty() ? last : versions.get(versions.size() - 1);
    return versions;
  }

  public BoardVersion last() {
    return last;
  }

  /** The version after one, of a run of the jobs that knows no ranks of before. */
  public static BoardVersion withoutRanks(BoardVersion version) {
    FeedState state = version.state();
    List<BoardItem> items =
        state.items().stream()
            .map(
                item ->
                    new BoardItem(item.item(), item.plays(), item.listeners(), BoardItem.UNKNOWN))
            .toList();
    return new BoardVersion(version.id().next(), true, new FeedState(state.head(), items));
  }
}
