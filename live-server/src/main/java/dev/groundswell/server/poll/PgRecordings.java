package dev.groundswell.server.poll;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.groundswell.server.ledger.PlayedTrack;
import io.reactivex.rxjava3.core.Maybe;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.Tuple;

/** Numbers of recordings as the ledger's table of names has them, remembered for the busiest. */
public final class PgRecordings implements Recordings {
  private static final int REMEMBERED = 50_000;
  private static final String BY_NAME =
      "select recording_id from recording_name where kind = $1 and value = $2";

  private final Pool pool;
  private final Cache<String, Long> numbers = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  public PgRecordings(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Maybe<Long> numberOf(PlayedTrack track) {
    String id = track.spotifyId();
    String kind = id != null ? "spotify" : "uri";
    String value = id != null ? id : String.valueOf(track.uri());
    String name = kind + ":" + value;
    Long known = numbers.getIfPresent(name);
    return known != null ? Maybe.just(known) : ask(kind, value, name);
  }

  private Maybe<Long> ask(String kind, String value, String name) {
    return pool.preparedQuery(BY_NAME)
        .rxExecute(Tuple.of(kind, value))
        .flatMapMaybe(
            rows -> {
              for (Row row : rows) {
                return Maybe.just(row.getLong(0));
              }
              return Maybe.<Long>empty();
            })
        .doOnSuccess(number -> numbers.put(name, number))
        .onErrorComplete();
  }
}
