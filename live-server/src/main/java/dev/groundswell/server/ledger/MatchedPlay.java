package dev.groundswell.server.ledger;

import dev.groundswell.events.Source;
import dev.groundswell.server.ledger.Sighting.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The play that a group of observations is about; instants in epoch milliseconds.
 *
 * @param sightings ids of all its sightings; the earliest gives the play its identity
 * @param removed whether its listener deleted it
 * @param countedAt 0 where it does not count
 */
record MatchedPlay(
    SortedSet<Long> sightings,
    boolean removed,
    long playedAt,
    long endedAt,
    long countedAt,
    long msPlayed,
    Source source) {
  /** Whose word on START is taken first; who watched comes before who was told. */
  private static final List<Kind> TRUE_START =
      List.of(Kind.LIVE, Kind.SUBMITTED, Kind.IMPORTED, Kind.HISTORY);

  private static final List<Kind> TRUE_END =
      List.of(Kind.LIVE, Kind.IMPORTED, Kind.HISTORY, Kind.SUBMITTED);

  long firstSighting() {
    return sightings.first();
  }

  /** What the members of a group say together. */
  static MatchedPlay of(List<Observation> members) {
    SortedSet<Long> ids = new TreeSet<>();
    List<StoredSighting> words = new ArrayList<>();
    boolean removed = false;
    for (Observation member : members) {
      ids.addAll(member.ids());
      words.add(member.latest());
      removed |= member.removed();
    }
    long start = truest(words, TRUE_START, StoredSighting::knowsStart).startedAt();
    long end = Math.max(start, truest(words, TRUE_END, StoredSighting::knowsEnd).endedAt());
    long heard = heard(words, end - start);
    return new MatchedPlay(ids, removed, start, end, countedAt(words, start), heard, source(words));
  }

  private interface Knows {
    boolean test(StoredSighting sighting);
  }

  private static StoredSighting truest(List<StoredSighting> words, List<Kind> order, Knows knows) {
    Comparator<StoredSighting> knowing = Comparator.comparing(word -> !knows.test(word));
    return words.stream()
        .min(
            knowing
                .thenComparingInt(word -> order.indexOf(word.kind()))
                .thenComparing(StoredSighting::observation))
        .orElseThrow();
  }

  /**
   * How long it was heard: as watched to the end, else as an export says; else the whole track as
   * far as it fits between START and END, and no less than was watched.
   */
  private static long heard(List<StoredSighting> words, long span) {
    Optional<StoredSighting> live = of(words, Kind.LIVE);
    if (live.isPresent() && live.get().knowsEnd()) {
      return live.get().heardMs();
    }
    Optional<StoredSighting> imported = of(words, Kind.IMPORTED);
    if (imported.isPresent()) {
      return imported.get().heardMs();
    }
    long watched = live.map(StoredSighting::heardMs).orElse(0L);
    long told =
        words.stream()
            .filter(word -> word.kind() != Kind.LIVE)
            .mapToLong(StoredSighting::heardMs)
            .max()
            .orElse(watched);
    return Math.max(watched, Math.min(told, span));
  }

  /**
   * When it began to count: as watched; else, where another source says that it counts, after as
   * long from START as that source says. Who watched may have looked away when it came to count, so
   * that somebody watched without seeing it count is no objection.
   */
  private static long countedAt(List<StoredSighting> words, long start) {
    Optional<StoredSighting> live = of(words, Kind.LIVE);
    if (live.isPresent() && live.get().countedAt() != 0) {
      return live.get().countedAt();
    }
    OptionalLong after =
        words.stream()
            .filter(word -> word.countedAt() != 0)
            .mapToLong(word -> Math.max(0, word.countedAt() - word.startedAt()))
            .min();
    return after.isPresent() ? start + after.getAsLong() : 0;
  }

  private static Source source(List<StoredSighting> words) {
    if (of(words, Kind.LIVE).isPresent() || of(words, Kind.HISTORY).isPresent()) {
      return Source.SPOTIFY;
    }
    return of(words, Kind.SUBMITTED).isPresent() ? Source.SUBMITTED : Source.IMPORTED;
  }

  private static Optional<StoredSighting> of(List<StoredSighting> words, Kind kind) {
    return words.stream()
        .filter(word -> word.kind() == kind)
        .min(Comparator.comparing(StoredSighting::observation));
  }
}
