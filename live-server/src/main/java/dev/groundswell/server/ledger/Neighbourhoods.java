package dev.groundswell.server.ledger;

import dev.groundswell.server.ledger.SightingTable.Window;
import dev.groundswell.server.ledger.StoredSighting.Key;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the whole neighbourhoods of some sightings in the ledger.
 *
 * <p>Reads what lies around them, and again around whatever that has joined, until every member's
 * surroundings have been read. One statement a round for all of them; nearly always one round.
 */
final class Neighbourhoods {
  /** Read beyond what is needed, so that a partner's own surroundings are there already. */
  private static final long MARGIN = Duration.ofMinutes(10).toMillis();

  private final SqlConnection connection;
  private final Set<Long> seeds = new HashSet<>();
  private final Map<Key, Surroundings> surroundings = new HashMap<>();

  private Neighbourhoods(SqlConnection connection, List<StoredSighting> seeds) {
    this.connection = connection;
    for (StoredSighting seed : seeds) {
      this.seeds.add(seed.id());
      surroundings.computeIfAbsent(seed.key(), key -> new Surroundings()).add(seed);
    }
  }

  /** The neighbourhoods that hold the seeds, each whole. */
  static Single<List<StoredSighting>> of(SqlConnection connection, List<StoredSighting> seeds) {
    return seeds.isEmpty()
        ? Single.just(List.of())
        : new Neighbourhoods(connection, seeds).complete(MARGIN);
  }

  private Single<List<StoredSighting>> complete(long margin) {
    List<StoredSighting> members = new ArrayList<>();
    List<Window> unread = new ArrayList<>();
    surroundings.forEach(
        (key, around) -> {
          List<StoredSighting> joined = around.membersOf(seeds);
          members.addAll(joined);
          unread.addAll(around.unread(key, joined, margin));
        });
    if (unread.isEmpty()) {
      return Single.just(members);
    }
    return SightingTable.within(connection, unread)
        .flatMap(
            found -> {
              found.forEach(
                  sighting -> {
                    Surroundings around = surroundings.get(sighting.key());
                    if (around != null) {
                      around.add(sighting);
                    }
                  });
              return complete(margin * 2);
            });
  }

  /** What has been read of one listener's sightings of one recording. */
  private static final class Surroundings {
    private final Map<Long, StoredSighting> known = new LinkedHashMap<>();
    private final List<Window> read = new ArrayList<>();

    void add(StoredSighting sighting) {
      known.put(sighting.id(), sighting);
    }

    List<StoredSighting> membersOf(Set<Long> seeds) {
      return Components.of(known.values()).stream()
          .filter(component -> component.stream().anyMatch(one -> seeds.contains(one.id())))
          .flatMap(List::stream)
          .toList();
    }

    /** What must still be read to know everything like the members; remembered as read. */
    List<Window> unread(Key key, List<StoredSighting> members, long margin) {
      List<Window> windows = new ArrayList<>();
      for (StoredSighting member : members) {
        long from = member.startedAt() - Likeness.PADDING;
        long until = Likeness.reachEnd(member) + Likeness.PADDING;
        if (read.stream().noneMatch(done -> done.from() <= from && until <= done.until())) {
          Window window = new Window(key, from - margin, until + margin);
          read.add(window);
          windows.add(window);
        }
      }
      return windows;
    }
  }
}
