package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Rows of the catalogue that sources name by id or by words: stored, then found by these names. */
final class NamedRows {
  private NamedRows() {}

  static Single<Map<String, Long>> upsert(
      SqlConnection connection, String upsert, String find, Tuple columns, Set<String> names) {
    if (names.isEmpty()) {
      return Single.just(Map.of());
    }
    return connection
        .preparedQuery(upsert)
        .rxExecute(columns)
        .flatMap(
            done ->
                connection
                    .preparedQuery(find)
                    .rxExecute(Tuple.wrap(new Object[] {names.toArray(String[]::new)})))
        .map(
            rows -> {
              Map<String, Long> ids = new HashMap<>();
              for (Row row : rows) {
                ids.put(row.getString("name"), row.getLong("id"));
              }
              return ids;
            });
  }
}
