package dev.groundswell.server.ledger;

import dev.groundswell.server.ledger.Sighting.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Turns one listener's sightings of one recording into plays; pure, and blind to the order in which
 * the sightings arrived.
 *
 * <p>Within a neighbourhood ({@link Components}) the highest revision of each observation speaks.
 * Every live observation is a play of its own; histories, submissions and imports are then paired
 * with those plays, one kind after the other, one-to-one and in order of time ({@link Alignment}),
 * and what finds no partner is a play of its own. So six plays on repeat stay six, whichever
 * sources tell of them, and one play told by all of them stays one.
 */
final class PlayMatcher {
  private static final List<Kind> AFTER_LIVE = List.of(Kind.HISTORY, Kind.SUBMITTED, Kind.IMPORTED);

  private static final Comparator<List<Observation>> IN_TIME =
      Comparator.comparing((List<Observation> group) -> group.get(0), Observation.IN_TIME);

  private PlayMatcher() {}

  /** The plays, removed ones included, of whole neighbourhoods. */
  static List<MatchedPlay> match(Collection<StoredSighting> sightings) {
    return Components.of(sightings).stream()
        .flatMap(neighbourhood -> matchNeighbourhood(neighbourhood).stream())
        .toList();
  }

  private static List<MatchedPlay> matchNeighbourhood(List<StoredSighting> neighbourhood) {
    List<Observation> observations = Observation.of(neighbourhood);
    List<List<Observation>> groups = singles(observations, Kind.LIVE);
    for (Kind kind : AFTER_LIVE) {
      List<List<Observation>> further =
          switch (kind) {
            case HISTORY -> toldOnce(singles(observations, kind));
            case IMPORTED -> imports(observations);
            case LIVE, SUBMITTED -> singles(observations, kind);
          };
      groups = merge(groups, further);
    }
    return groups.stream().map(MatchedPlay::of).toList();
  }

  /**
   * Imports with the identical END as one; those told in minutes paired with those told exactly.
   */
  private static List<List<Observation>> imports(List<Observation> observations) {
    List<List<Observation>> exact = new ArrayList<>();
    List<List<Observation>> inMinutes = new ArrayList<>();
    for (List<Observation> single : singles(observations, Kind.IMPORTED)) {
      StoredSighting word = single.get(0).latest();
      (Likeness.toldInMinutes(word) ? inMinutes : exact).add(single);
    }
    return merge(toldOnce(exact), toldOnce(inMinutes));
  }

  /** Those of one source, in order of time, with what it told twice as one. */
  private static List<List<Observation>> toldOnce(List<List<Observation>> singles) {
    List<List<Observation>> once = new ArrayList<>();
    for (List<Observation> single : singles) {
      List<Observation> last = once.isEmpty() ? List.of() : once.get(once.size() - 1);
      // Compared with the first of them, so that many in a row do not all become one.
      if (!last.isEmpty() && Likeness.isToldTwice(last.get(0).latest(), single.get(0).latest())) {
        once.set(once.size() - 1, joined(last, single));
      } else {
        once.add(single);
      }
    }
    return once;
  }

  private static List<List<Observation>> merge(
      List<List<Observation>> groups, List<List<Observation>> further) {
    List<List<Observation>> merged = new ArrayList<>(groups);
    BitSet paired = new BitSet();
    for (Alignment.Pair pair : Alignment.align(groups, further, PlayMatcher::distance)) {
      merged.set(pair.left(), joined(groups.get(pair.left()), further.get(pair.right())));
      paired.set(pair.right());
    }
    for (int i = 0; i < further.size(); i++) {
      if (!paired.get(i)) {
        merged.add(further.get(i));
      }
    }
    merged.sort(IN_TIME);
    return merged;
  }

  private static OptionalLong distance(List<Observation> group, List<Observation> further) {
    return group.stream()
        .flatMap(one -> further.stream().map(o -> Likeness.distance(one.latest(), o.latest())))
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .min();
  }

  private static List<List<Observation>> singles(List<Observation> observations, Kind kind) {
    return observations.stream()
        .filter(observation -> observation.latest().kind() == kind)
        .map(List::of)
        .toList();
  }

  private static List<Observation> joined(List<Observation> one, List<Observation> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
