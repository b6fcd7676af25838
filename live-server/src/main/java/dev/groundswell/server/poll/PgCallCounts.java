package dev.groundswell.server.poll;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The ledger's table {@code spotify_calls}. */
public final class PgCallCounts implements CallCounts {
  private static final String SINCE =
      "select endpoint, minute, calls from spotify_calls where minute >= $1";

  /** In order, so that two servers never wait crosswise. */
  private static final String ADD =
      """
      with forgotten as (delete from spotify_calls where minute < $4)
      insert into spotify_calls as c (endpoint, minute, calls)
      select s.* from unnest($1::text[], $2::timestamptz[], $3::int[]) as s (endpoint, minute, calls)
      order by s.endpoint, s.minute
      on conflict (endpoint, minute) do update set calls = c.calls + excluded.calls
      """;

  private final Pool pool;

  public PgCallCounts(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Single<List<Count>> since(Instant from) {
    return pool.preparedQuery(SINCE)
        .rxExecute(Tuple.of(time(from)))
        .map(
            rows -> {
              List<Count> counts = new ArrayList<>();
              for (Row row : rows) {
                Instant minute = row.getOffsetDateTime(1).toInstant();
                int calls = row.getInteger(2);
                EndpointClass.of(row.getString(0))
                    .ifPresent(endpoint -> counts.add(new Count(endpoint, minute, calls)));
              }
              return counts;
            });
  }

  @Override
  public Completable add(List<Count> counts, Instant forgetBefore) {
    String[] endpoints = counts.stream().map(c -> c.endpoint().label()).toArray(String[]::new);
    OffsetDateTime[] minutes =
        counts.stream().map(c -> time(c.minute())).toArray(OffsetDateTime[]::new);
    Integer[] calls = counts.stream().map(Count::calls).toArray(Integer[]::new);
    return pool.preparedQuery(ADD)
        .rxExecute(Tuple.of(endpoints, minutes, calls, time(forgetBefore)))
        .ignoreElement();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
