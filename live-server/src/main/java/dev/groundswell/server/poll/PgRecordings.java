package dev.groundswell.server.poll;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.groundswell.server.ledger.PlayedTrack;
import io.reactivex.rxjava3.core.Maybe;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/** Numbers of recordings as the ledger's table of names has them, remembered for the busiest. */
public final class PgRecordings implements Recordings {
  private static final int REMEMBERED = 50_000;

  /** Genres are learned later than recordings. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private static final String BY_NAME =
      """
      select n.recording_id, array(
          select c.artist_id from recording_artist c
          where c.recording_id = n.recording_id order by c.place) as artists, (
          select a.genre_id from recording_artist c join artist a on a.id = c.artist_id
          where c.recording_id = n.recording_id order by c.place limit 1) as genre
      from recording_name n where n.kind = $1 and n.value = $2
      """;

  private final Pool pool;
  private final Cache<String, Known> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(FRESH).build();

  public PgRecordings(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Maybe<Known> find(PlayedTrack track) {
    String id = track.spotifyId();
    String kind = id != null ? "spotify" : "uri";
    String value = id != null ? id : String.valueOf(track.uri());
    String name = kind + ":" + value;
    Known remembered = known.getIfPresent(name);
    return remembered != null ? Maybe.just(remembered) : ask(kind, value, name);
  }

  private Maybe<Known> ask(String kind, String value, String name) {
    return pool.preparedQuery(BY_NAME)
        .rxExecute(Tuple.of(kind, value))
        .flatMapMaybe(
            rows -> {
              for (Row row : rows) {
                return Maybe.just(knownOf(row));
              }
              return Maybe.<Known>empty();
            })
        .doOnSuccess(found -> known.put(name, found))
        .onErrorComplete();
  }

  private static Known knownOf(Row row) {
    Long genre = row.getLong("genre");
    return new Known(
        row.getLong("recording_id"),
        List.of(row.getArrayOfLongs("artists")),
        genre == null ? 0 : genre);
  }
}
