package dev.groundswell.server.ledger;

import dev.groundswell.server.ledger.StoredSighting.Key;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what sightings would come to if the ledger were given them; stores nothing. */
public final class Foresight {
  /** Above every number of a sighting that is stored: what is there already comes first. */
  private static final long NOT_STORED = 1L << 60;

  private static final String STORED =
      "select observation from sighting where listener_id = $1 and observation = any($2)";

  /** Recordings by their names, and where a track would give its id to one known by words. */
  private static final String RECORDINGS =
      """
      select v.kind, v.value, coalesce(n.recording_id, w.recording_id) as recording_id
      from unnest($1::text[], $2::text[], $3::text[]) as v (kind, value, words)
      left join recording_name n on n.kind = v.kind and n.value = v.value
      left join recording_name w on w.kind = 'words' and w.value = v.words and not exists (
        select from recording_name o
        where o.recording_id = w.recording_id and o.kind in ('spotify', 'uri'))
      """;

  private final Pool pool;

  public Foresight(Pool pool) {
    this.pool = pool;
  }

  /**
   * How many of these would be plays of their own; the others are plays that are known already, one
   * another's among them.
   *
   * @param sightings all of one listener
   */
  public Single<Integer> newPlays(List<Sighting> sightings) {
    if (sightings.isEmpty()) {
      return Single.just(0);
    }
    return pool.rxWithConnection(connection -> newPlays(connection, sightings).toMaybe())
        .toSingle();
  }

  private static Single<Integer> newPlays(SqlConnection connection, List<Sighting> sightings) {
    return Single.zip(
            stored(connection, sightings),
            recordings(connection, sightings),
            (stored, recordings) -> seeds(sightings, stored, recordings))
        .flatMap(seeds -> Neighbourhoods.of(connection, seeds))
        .map(Foresight::countNew);
  }

  private static int countNew(List<StoredSighting> around) {
    Map<Key, List<StoredSighting>> byKey = new HashMap<>();
    around.forEach(one -> byKey.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one));
    return (int)
        byKey.values().stream()
            .flatMap(group -> PlayMatcher.match(group).stream())
            .filter(play -> !play.removed() && play.firstSighting() >= NOT_STORED)
            .count();
  }

  private static List<StoredSighting> seeds(
      List<Sighting> sightings, Set<String> stored, Map<TrackKey, Long> recordings) {
    Map<TrackKey, Long> numbers = new HashMap<>(recordings);
    Set<String> told = new HashSet<>(stored);
    List<StoredSighting> seeds = new ArrayList<>();
    for (Sighting sighting : sightings) {
      if (told.add(sighting.observation())) {
        // A recording that is not there yet has a number that none has.
        long recording =
            numbers.computeIfAbsent(TrackKey.of(sighting.track()), key -> -1L - numbers.size());
        seeds.add(seedOf(sighting, recording, NOT_STORED + seeds.size()));
      }
    }
    return seeds;
  }

  private static StoredSighting seedOf(Sighting sighting, long recording, long id) {
    return new StoredSighting(
        id,
        sighting.listenerId(),
        recording,
        sighting.kind(),
        sighting.observation(),
        sighting.revision(),
        sighting.startedAt().toEpochMilli(),
        sighting.endedAt().toEpochMilli(),
        sighting.knowsStart(),
        sighting.knowsEnd(),
        sighting.heard().toMillis(),
        sighting.countedAt() == null ? 0 : sighting.countedAt().toEpochMilli(),
        false);
  }

  private static Single<Set<String>> stored(SqlConnection connection, List<Sighting> sightings) {
    String[] observations = sightings.stream().map(Sighting::observation).toArray(String[]::new);
    return connection
        .preparedQuery(STORED)
        .rxExecute(Tuple.of(sightings.get(0).listenerId(), observations))
        .map(
            rows -> {
              Set<String> found = new HashSet<>();
              rows.forEach(row -> found.add(row.getString(0)));
              return found;
            });
  }

  private static Single<Map<TrackKey, Long>> recordings(
      SqlConnection connection, List<Sighting> sightings) {
    List<PlayedTrack> tracks = sightings.stream().map(Sighting::track).distinct().toList();
    return connection
        .preparedQuery(RECORDINGS)
        .rxExecute(
            Columns.of(tracks)
                .texts(track -> TrackKey.of(track).kind())
                .texts(track -> TrackKey.of(track).value())
                .texts(PlayedTrack::words)
                .with())
        .map(
            rows -> {
              Map<TrackKey, Long> found = new HashMap<>();
              for (Row row : rows) {
                Long recording = row.getLong("recording_id");
                if (recording != null) {
                  found.put(new TrackKey(row.getString("kind"), row.getString("value")), recording);
                }
              }
              return found;
            });
  }
}
