package dev.groundswell.server.feed;

import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Minutes;
import dev.groundswell.events.Topic;
import dev.groundswell.server.boards.BoardVersion;
import dev.groundswell.server.boards.Catalogue;
import dev.groundswell.server.ledger.ItemView;
import dev.groundswell.server.ledger.TimeView;
import io.reactivex.rxjava3.core.Single;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** What the rows of boards are called outside: by the catalogue, or by the time they stand for. */
final class RowNames {
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final int HOURS = 24;

  private final Catalogue catalogue;

  RowNames(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Versions one behind the other whose rows are of one kind, so that a number names one thing. */
  static List<List<BoardVersion>> runs(List<BoardVersion> versions) {
    List<List<BoardVersion>> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= versions.size(); i++) {
      if (i == versions.size()
          || versions.get(i).state().head().shows() != versions.get(from).state().head().shows()) {
        runs.add(versions.subList(from, i));
        from = i;
      }
    }
    return runs;
  }

  /** The names of the rows of a run, as far as they are known or come soon; never an error. */
  Single<? extends Map<Long, ? extends ItemView>> of(Topic topic, List<BoardVersion> run) {
    Set<Long> items =
        run.stream()
            .flatMap(version -> version.state().items().stream())
            .map(BoardItem::item)
            .collect(Collectors.toSet());
    return switch (topic.family().rows()) {
      case NAMED ->
          catalogue.named(
              Objects.requireNonNullElseGet(run.get(0).state().head().shows(), topic::kind), items);
      case MINUTES ->
          Single.just(timed(items, minute -> JsonLine.instant(minute * Minutes.MILLIS)));
      case WEEK_HOURS -> Single.just(timed(items, RowNames::weekHour));
    };
  }

  private static String weekHour(long hour) {
    return "%s-%02d".formatted(DAYS.get((int) (hour / HOURS) % DAYS.size()), hour % HOURS);
  }

  private static Map<Long, ItemView> timed(Set<Long> items, LongFunction<String> id) {
    Map<Long, ItemView> names = new HashMap<>();
    items.forEach(item -> names.put(item, new TimeView(id.apply(item))));
    return names;
  }
}
