package dev.groundswell.server.ledger;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One observation with all its revisions: the highest speaks, and one removed revision removes all.
 *
 * @param latest the highest revision
 * @param ids of the sightings that are its revisions
 */
record Observation(StoredSighting latest, Set<Long> ids, boolean removed) {

  /** In order of time, by what sources say and never by when it was stored. */
  static final Comparator<Observation> IN_TIME =
      Comparator.<Observation>comparingLong(o -> o.latest.endedAt())
          .thenComparingLong(o -> o.latest.startedAt())
          .thenComparing(o -> o.latest.observation());

  static List<Observation> of(Collection<StoredSighting> sightings) {
    Map<String, Observation> byName = new HashMap<>();
    for (StoredSighting sighting : sightings) {
      byName.merge(
          sighting.observation(),
          new Observation(sighting, Set.of(sighting.id()), sighting.removed()),
          Observation::with);
    }
    return byName.values().stream().sorted(IN_TIME).toList();
  }

  private Observation with(Observation other) {
    Set<Long> all = new TreeSet<>(ids);
    all.addAll(other.ids);
    return new Observation(
        latest.revision() >= other.latest.revision() ? latest : other.latest,
        all,
        removed || other.removed);
  }
}
