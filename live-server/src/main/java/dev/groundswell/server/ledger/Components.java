package dev.groundswell.server.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits one listener's sightings of one recording into neighbourhoods: the components of the graph
 * in which two are linked when they are like one another, or are revisions of one observation.
 *
 * <p>What is matched in one neighbourhood cannot depend on another. Superseded revisions count as
 * links too, so a further sighting can join neighbourhoods but never split one: matching those that
 * a new sighting touches gives what matching everything would give.
 */
final class Components {
  private static final Comparator<StoredSighting> BY_START =
      Comparator.comparingLong(StoredSighting::startedAt).thenComparingLong(StoredSighting::id);

  private final List<StoredSighting> sightings;
  private final int[] parent;

  private Components(Collection<StoredSighting> sightings) {
    this.sightings = sightings.stream().sorted(BY_START).toList();
    this.parent = new int[this.sightings.size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
  }

  /** The neighbourhoods, the earliest first. */
  static List<List<StoredSighting>> of(Collection<StoredSighting> sightings) {
    Components components = new Components(sightings);
    components.linkRevisions();
    components.linkAlike();
    return components.collect();
  }

  private void linkRevisions() {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < parent.length; i++) {
      Integer earlier = first.putIfAbsent(sightings.get(i).observation(), i);
      if (earlier != null) {
        join(earlier, i);
      }
    }
  }

  private void linkAlike() {
    for (int i = 0; i < parent.length; i++) {
      StoredSighting one = sightings.get(i);
      long horizon = Likeness.reachEnd(one) + Likeness.PADDING;
      for (int j = i + 1; j < parent.length && sightings.get(j).startedAt() <= horizon; j++) {
        if (Likeness.distance(one, sightings.get(j)).isPresent()) {
          join(i, j);
        }
      }
    }
  }

  private List<List<StoredSighting>> collect() {
    Map<Integer, List<StoredSighting>> byRoot = new HashMap<>();
    List<List<StoredSighting>> inOrder = new ArrayList<>();
    for (int i = 0; i < parent.length; i++) {
      List<StoredSighting> members =
          byRoot.computeIfAbsent(
              root(i),
              root -> {
                List<StoredSighting> fresh = new ArrayList<>(2);
                inOrder.add(fresh);
                return fresh;
              });
      members.add(sightings.get(i));
    }
    return inOrder;
  }

  private int root(int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private void join(int a, int b) {
    parent[root(a)] = root(b);
  }
}
