package dev.groundswell.server.boards;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.server.ledger.ItemView;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what may be ranked by its name, whether it is on a board or not. */
public final class NameSearch {
  /** The most characters that are searched for. */
  public static final int LONGEST = 100;

  private final Numbers numbers;
  private final Catalogue catalogue;

  /** Where names are searched; the ledger's catalogue answers. */
  public interface Numbers {
    /** The ledger's numbers of at most {@code limit} items, best first. */
    Single<List<Long>> find(Kind kind, String words, int limit);
  }

  public NameSearch(Numbers numbers, Catalogue catalogue) {
    this.numbers = numbers;
    this.catalogue = catalogue;
  }

  /** At most {@code limit} of each kind, best first. */
  public Single<Map<Kind, List<ItemView>>> find(Set<Kind> kinds, String words, int limit) {
    return Flowable.fromIterable(kinds)
        .concatMapSingle(kind -> named(kind, words, limit).map(hits -> Map.entry(kind, hits)))
        .toMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** One whose name cannot be looked up is left out. */
  private Single<List<ItemView>> named(Kind kind, String words, int limit) {
    return numbers
        .find(kind, words, limit)
        .flatMap(
            found ->
                catalogue
                    .named(kind, new HashSet<>(found))
                    .map(
                        names ->
                            found.stream()
                                .filter(names::containsKey)
                                .<ItemView>map(names::get)
                                .toList()));
  }
}
