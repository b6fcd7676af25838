package dev.groundswell.jobs.items;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Part;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Family;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where items stand on the boards of the most played, and where they stood. */
final class Standings {
  private final Map<Topic, Map<Long, BoardItem>> boards = new HashMap<>();
  private final Map<Topic, long[]> best = new HashMap<>();
  private final Map<Topic, RankTrail> trails = new LinkedHashMap<>();

  Standings() {
    for (Topic topic : Topic.trends()) {
      if (RankTrail.isKept(topic.window())) {
        trails.put(topic, RankTrail.of(topic.window()));
      }
    }
  }

  /** Takes where an item was, at which instant, in the order of time. */
  interface Past {
    void at(Part part, long instant, int rank);
  }

  /** Takes a board in; others than those of the most played are no matter. */
  void take(Board board) {
    if (board.topic().family() != Family.TRENDS) {
      return;
    }
    Map<Long, BoardItem> rows = new HashMap<>();
    long[] items = new long[board.items().size()];
    for (BoardItem row : board.items()) {
      items[rows.size()] = row.item();
      Figures rank = Figures.of(Figure.RANK, rows.size() + 1);
      long id = Part.STANDING.row(board.topic().window().ordinal());
      rows.put(row.item(), new BoardItem(id, row.prevRank(), rank));
    }
    boards.put(board.topic(), rows);
    best.put(board.topic(), items);
  }

  /** Notes that time has come to {@code asOf}: the boards as they are may have to be kept. */
  void reach(long asOf) {
    trails.forEach(
        (topic, trail) -> {
          long[] items = best.get(topic);
          if (items != null && trail.wants(asOf)) {
            trail.keep(asOf, items);
          }
        });
  }

  /** Where the item stands on the boards on which it is, with the rank before. */
  List<BoardItem> now(long item) {
    List<BoardItem> now = new ArrayList<>();
    for (Window window : Window.values()) {
      Map<Long, BoardItem> rows =
          boards.getOrDefault(new Topic(Item.kindOf(item), window), Map.of());
      BoardItem row = rows.get(Item.numberOf(item));
      if (row != null) {
        now.add(row);
      }
    }
    return now;
  }

  void trail(long item, Past out) {
    trails.forEach(
        (topic, trail) -> {
          if (topic.kind() == Item.kindOf(item)) {
            Part part = topic.window() == Window.H1 ? Part.RANK_1H : Part.RANK_24H;
            trail.of(Item.numberOf(item), (instant, rank) -> out.at(part, instant, rank));
          }
        });
  }

  /** What is to be kept over a restart: each trail's instants with the items, best first. */
  List<TrailMemory> remember() {
    return trails.entrySet().stream()
        .flatMap(
            trail ->
                trail.getValue().kept().entrySet().stream()
                    .map(
                        kept ->
                            new TrailMemory(trail.getKey().name(), kept.getKey(), kept.getValue())))
        .toList();
  }

  void recall(Iterable<TrailMemory> memories) {
    for (TrailMemory memory : memories) {
      Topic.of(memory.topic())
          .map(trails::get)
          .ifPresent(trail -> trail.recall(memory.instant(), memory.items()));
    }
  }
}
