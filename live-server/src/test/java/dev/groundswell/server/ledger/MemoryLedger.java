package dev.groundswell.server.ledger;

import dev.groundswell.server.ledger.StoredSighting.Key;
import io.reactivex.rxjava3.core.Completable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A ledger in memory that matches as the real one does. */
public final class MemoryLedger implements PlayLedger {
  private final Map<String, Long> recordings = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Map<Key, List<StoredSighting>> sightings = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /** A play as the ledger has it; {@code countedAt} is 0 where it does not count. */
  public record Play(
      long listenerId, String track, long startAt, long endAt, long countedAt, long heardMs) {}

  @Override
  public Completable record(List<Sighting> offered) {
    return Completable.fromAction(() -> offered.forEach(this::store));
  }

  private void store(Sighting sighting) {
    String of = sighting.listenerId() + " " + sighting.observation();
    if (!told.add(of + " " + sighting.revision())) {
      return;
    }
    PlayedTrack track = sighting.track();
    String name = track.spotifyId() == null ? track.uri() : track.spotifyId();
    long recording =
        recordings.computeIfAbsent(
            name,
            fresh -> {
              names.add(fresh);
              return names.size() - 1L;
            });
    StoredSighting stored =
        new StoredSighting(
            told.size(),
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
    sightings.computeIfAbsent(stored.key(), key -> new ArrayList<>()).add(stored);
  }

  /** The plays of one listener. */
  public List<Play> plays(long listenerId) {
    List<Play> plays = new ArrayList<>();
    sightings.forEach(
        (key, stored) -> {
          if (key.listenerId() == listenerId) {
            String name = names.get((int) key.recordingId());
            for (MatchedPlay play : PlayMatcher.match(stored)) {
              plays.add(
                  new Play(
                      listenerId,
                      name,
                      play.playedAt(),
                      play.endedAt(),
                      play.countedAt(),
                      play.msPlayed()));
            }
          }
        });
    return plays;
  }

  /** What was told of one listener's listening to one track, for whoever looks into a verdict. */
  public List<String> told(long listenerId, String track) {
    Long recording = recordings.get(track);
    return recording == null
        ? List.of()
        : sightings.getOrDefault(new Key(listenerId, recording), List.of()).stream()
            .map(StoredSighting::toString)
            .toList();
  }
}
