package dev.groundswell.server.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Knows the numbers of tracks, and learns of tracks and of names that changed.
 *
 * <p>Tracks met lately are in memory and cost no query. Learning happens in a transaction of its
 * own, before that of the plays: an entry without a play harms nobody, and no shard waits for a
 * name. It need not reach the disk by itself, since the commit of the plays, later in the same log,
 * takes it along.
 */
final class Catalogue {
  private static final long REMEMBERED = 100_000;

  /** Two sources may spell a track differently for ever: that is worth a look now and then. */
  private static final Duration REFRESH = Duration.ofMinutes(10);

  private final Pool pool;
  private final Clock clock;
  private final PublicIds publicIds;
  private final Cache<TrackKey, Known> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  Catalogue(Pool pool, Clock clock, PublicIds publicIds) {
    this.pool = pool;
    this.clock = clock;
    this.publicIds = publicIds;
  }

  private record Known(TrackIds ids, int fingerprint, Instant learnedAt) {}

  /** The numbers of these tracks, learning what is new. */
  Single<Map<TrackKey, TrackIds>> resolve(Collection<PlayedTrack> tracks) {
    Instant now = clock.instant();
    Map<TrackKey, TrackIds> found = new HashMap<>();
    SortedMap<TrackKey, PlayedTrack> news = new TreeMap<>();
    for (PlayedTrack track : tracks) {
      TrackKey key = TrackKey.of(track);
      Known entry = known.getIfPresent(key);
      if (entry != null && isFresh(entry, track, now)) {
        found.put(key, entry.ids);
      } else {
        news.put(key, track);
      }
    }
    if (news.isEmpty()) {
      return Single.just(found);
    }
    return learn(news, now)
        .map(
            learned -> {
              found.putAll(learned);
              return found;
            });
  }

  /** Forgets these tracks: a database that came back may not know them any more. */
  void forget(Collection<PlayedTrack> tracks) {
    tracks.forEach(track -> known.invalidate(TrackKey.of(track)));
  }

  private static boolean isFresh(Known entry, PlayedTrack track, Instant now) {
    return track.isHearsay()
        || entry.fingerprint == track.hashCode()
        || now.isBefore(entry.learnedAt.plus(REFRESH));
  }

  private Single<Map<TrackKey, TrackIds>> learn(
      SortedMap<TrackKey, PlayedTrack> tracks, Instant now) {
    return pool.rxWithTransaction(
            connection -> new CatalogueWriter(connection, publicIds, now).learn(tracks).toMaybe())
        .toSingle()
        .doOnSuccess(
            learned ->
                learned.forEach(
                    (key, ids) -> {
                      PlayedTrack track = tracks.get(key);
                      if (track != null) {
                        // After hearsay, the first who knows better is listened to at once.
                        Instant learnedAt = track.isHearsay() ? Instant.EPOCH : now;
                        known.put(key, new Known(ids, track.hashCode(), learnedAt));
                      }
                    }));
  }
}
