package dev.groundswell.server.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who a listener is: shard and key from memory, choices from the transaction that needs them. */
final class Persons {
  private static final long REMEMBERED = 100_000;

  private final Pool pool;
  private final Cache<Long, Person> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  Persons(Pool pool) {
    this.pool = pool;
  }

  /** The listeners among these ids; those who are gone are missing. */
  Single<Map<Long, Person>> find(Collection<Long> ids) {
    Map<Long, Person> found = new HashMap<>(known.getAllPresent(ids));
    List<Long> rest = ids.stream().filter(id -> !found.containsKey(id)).distinct().toList();
    if (rest.isEmpty()) {
      return Single.just(found);
    }
    return pool.preparedQuery("select id, shard, key from listener where id = any($1)")
        .rxExecute(Tuple.wrap(new Object[] {rest.toArray(Long[]::new)}))
        .map(
            rows -> {
              for (Row row : rows) {
                Person person =
                    new Person(row.getLong("id"), row.getInteger("shard"), row.getLong("key"));
                known.put(person.id(), person);
                found.put(person.id(), person);
              }
              return found;
            });
  }

  void forget(long id) {
    known.invalidate(id);
  }

  /**
   * What a listener has chosen.
   *
   * @param trends whether their plays are part of public figures
   * @param clock by which they live
   */
  record Choices(boolean trends, WeekClock clock) {}

  /** Of these listeners those whom the ledger still serves, and what they have chosen. */
  static Single<Map<Long, Choices>> present(SqlConnection connection, Collection<Long> ids) {
    return connection
        .preparedQuery(
            "select id, trends, zone from listener where id = any($1) and erasure is null")
        .rxExecute(Tuple.wrap(new Object[] {ids.toArray(Long[]::new)}))
        .map(
            rows -> {
              Map<Long, Choices> choices = new HashMap<>();
              for (Row row : rows) {
                choices.put(
                    row.getLong("id"),
                    new Choices(row.getBoolean("trends"), WeekClock.of(row.getString("zone"))));
              }
              return choices;
            });
  }
}
