package dev.groundswell.server.ledger;

import dev.groundswell.events.PlayState;
import dev.groundswell.events.Source;
import dev.groundswell.server.ledger.Persons.Choices;
import dev.groundswell.server.ledger.SightingTable.NewSighting;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One batch, step by step: store the sightings, match their neighbourhoods anew, and write what
 * differs.
 */
final class BatchWrite implements ShardTransactions.Work<BatchWrite.Outcome> {
  private final List<Sighting> sightings;
  private final Map<Long, Person> persons;
  private final Map<TrackKey, TrackIds> tracks;
  private final Terms terms;

  BatchWrite(
      List<Sighting> sightings,
      Map<Long, Person> persons,
      Map<TrackKey, TrackIds> tracks,
      Terms terms) {
    this.sightings = sightings;
    this.persons = persons;
    this.tracks = tracks;
    this.terms = terms;
  }

  /**
   * What holds for every batch.
   *
   * @param admitted whose plays may be part of public figures
   */
  record Terms(PublicIds publicIds, Set<Source> admitted) {}

  /**
   * What a batch came to.
   *
   * @param duplicates sightings that were stored already
   * @param erased sightings of listeners who are gone
   */
  record Outcome(int stored, int duplicates, int erased) {}

  @Override
  public Single<Outcome> in(SqlConnection connection, ChangeLog changes) {
    return Persons.present(connection, persons.keySet())
        .flatMap(choices -> store(connection, changes, choices));
  }

  private Single<Outcome> store(
      SqlConnection connection, ChangeLog changes, Map<Long, Choices> choices) {
    List<NewSighting> rows =
        sightings.stream()
            .filter(sighting -> choices.containsKey(sighting.listenerId()))
            .map(sighting -> new NewSighting(sighting, idsOf(sighting).recording()))
            .toList();
    int erased = sightings.size() - rows.size();
    return SightingTable.insert(connection, rows, changes.now())
        .flatMap(
            fresh ->
                Neighbourhoods.of(connection, fresh)
                    .flatMapCompletable(around -> match(connection, around, changes, choices))
                    .toSingleDefault(
                        new Outcome(fresh.size(), rows.size() - fresh.size(), erased)));
  }

  private Completable match(
      SqlConnection connection,
      List<StoredSighting> around,
      ChangeLog changes,
      Map<Long, Choices> choices) {
    if (around.isEmpty()) {
      return Completable.complete();
    }
    return ArtistGenres.of(connection, mainArtists())
        .flatMapCompletable(
            genres ->
                PlayTable.identifiedBy(connection, around.stream().map(StoredSighting::id).toList())
                    .flatMapCompletable(
                        plays ->
                            PlayWriter.write(
                                connection,
                                differences(around, plays, choices, genres),
                                changes,
                                this::personOf)));
  }

  /** Their genres are read while the shards are held, so that an import misses no play. */
  private Set<Long> mainArtists() {
    return tracks.values().stream()
        .flatMap(ids -> ids.artists().stream().limit(1))
        .collect(Collectors.toSet());
  }

  private List<PlayDiff> differences(
      List<StoredSighting> around,
      List<StoredPlay> plays,
      Map<Long, Choices> choices,
      Map<Long, Long> genres) {
    Map<Long, StoredPlay> stored = new HashMap<>();
    plays.forEach(play -> stored.put(play.firstSighting(), play));
    Map<StoredSighting.Key, List<StoredSighting>> byKey = new HashMap<>();
    around.forEach(
        sighting -> byKey.computeIfAbsent(sighting.key(), key -> new ArrayList<>()).add(sighting));
    Map<Long, TrackIds> recordings = new HashMap<>();
    tracks.values().forEach(ids -> recordings.put(ids.recording(), ids));
    List<PlayDiff> differences = new ArrayList<>();
    Set<Long> kept = new HashSet<>();
    byKey.forEach(
        (key, group) -> {
          TrackIds track = Objects.requireNonNull(recordings.get(key.recordingId()));
          long genre =
              track.artists().isEmpty() ? 0 : genres.getOrDefault(track.artists().get(0), 0L);
          Choices chosen = Objects.requireNonNull(choices.get(key.listenerId()));
          for (MatchedPlay match : PlayMatcher.match(group)) {
            StoredPlay before = stored.get(match.firstSighting());
            if (!match.removed()) {
              kept.add(match.firstSighting());
              addIfDifferent(differences, before, after(match, key, track, genre, chosen, before));
            }
          }
        });
    plays.stream()
        .filter(play -> !kept.contains(play.firstSighting()))
        .forEach(play -> differences.add(new PlayDiff(play, null)));
    return differences;
  }

  private static void addIfDifferent(
      List<PlayDiff> differences, @Nullable StoredPlay before, StoredPlay after) {
    if (before == null
        || before.endedAt() != after.endedAt()
        || !before.state().equals(after.state())) {
      differences.add(new PlayDiff(before, after));
    }
  }

  private StoredPlay after(
      MatchedPlay match,
      StoredSighting.Key key,
      TrackIds track,
      long genre,
      Choices chosen,
      @Nullable StoredPlay before) {
    PlayState state =
        new PlayState(
            track.recording(),
            track.artists(),
            track.album(),
            genre,
            match.playedAt(),
            match.countedAt(),
            match.msPlayed(),
            match.source(),
            chosen.clock().hourOf(match.countedAt()),
            chosen.trends() && terms.admitted.contains(match.source()));
    return before != null
        ? before.next(match.endedAt(), state)
        : new StoredPlay(
            0,
            terms.publicIds.next(),
            key.listenerId(),
            match.firstSighting(),
            match.endedAt(),
            state,
            1);
  }

  private TrackIds idsOf(Sighting sighting) {
    return Objects.requireNonNull(tracks.get(TrackKey.of(sighting.track())));
  }

  private Person personOf(long listenerId) {
    return Objects.requireNonNull(persons.get(listenerId));
  }
}
