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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ledger's tables {@code poll_state}, {@code breaker} and {@code gap}. */
public final class PgPollStates implements PollStates {
  private static final String LOAD =
      """
      select listener_id, known, next_poll_at, next_history_at
      from poll_state where listener_id = any($1)
      """;

  /**
   * Joined with listener, since a state of someone who is gone must not fail the others, and with
   * the lease, since a server that was away must not save over what its successor knows.
   */
  private static final String SAVE =
      """
      insert into poll_state (listener_id, known, next_poll_at, next_history_at)
      select s.* from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::timestamptz[])
        as s (listener_id, a, b, c)
      join listener l on l.id = s.listener_id
      join poll_lease p on p.shard = l.shard and p.holder = $5
      order by s.listener_id
      on conflict (listener_id) do update set known = excluded.known,
        next_poll_at = excluded.next_poll_at, next_history_at = excluded.next_history_at
      """;

  private static final String BREAKERS = "select endpoint, open_until, reason from breaker";

  private static final String KEEP =
      """
      insert into breaker (endpoint, open_until, reason) values ($1, $2, $3)
      on conflict (endpoint) do update set open_until = excluded.open_until,
        reason = excluded.reason
      where breaker.open_until < excluded.open_until
      """;

  private static final String NOTE =
      """
      insert into gap (listener_id, from_at, until_at, reason, found_at)
      select id, $2, $3, $4, $5 from listener where id = $1
      """;

  private final Pool pool;
  private final String server;

  /**
   * @param server the name under which this server holds leases
   */
  public PgPollStates(Pool pool, String server) {
    this.pool = pool;
    this.server = server;
  }

  @Override
  public Single<Map<Long, PollState>> load(List<Long> listenerIds) {
    return pool.preparedQuery(LOAD)
        .rxExecute(Tuple.of(listenerIds.toArray(Long[]::new)))
        .map(
            rows -> {
              Map<Long, PollState> states = new HashMap<>();
              for (Row row : rows) {
                states.put(row.getLong(0), state(row));
              }
              return states;
            });
  }

  private static PollState state(Row row) {
    return new PollState(
        row.getLong(0),
        DetectorCodec.decode(row.getString(1)),
        row.getOffsetDateTime(2).toInstant(),
        row.getOffsetDateTime(3).toInstant());
  }

  @Override
  public Completable save(List<PollState> states) {
    int n = states.size();
    Long[] listeners = new Long[n];
    String[] known = new String[n];
    OffsetDateTime[] nextPoll = new OffsetDateTime[n];
    OffsetDateTime[] nextHistory = new OffsetDateTime[n];
    for (int i = 0; i < n; i++) {
      PollState state = states.get(i);
      listeners[i] = state.listenerId();
      known[i] = DetectorCodec.encode(state.known());
      nextPoll[i] = time(state.nextPollAt());
      nextHistory[i] = time(state.nextHistoryAt());
    }
    return pool.preparedQuery(SAVE)
        .rxExecute(Tuple.of(listeners, known, nextPoll, nextHistory, server))
        .ignoreElement();
  }

  @Override
  public Single<List<Breaker>> breakers() {
    return pool.query(BREAKERS)
        .rxExecute()
        .map(
            rows -> {
              List<Breaker> breakers = new ArrayList<>();
              for (Row row : rows) {
                EndpointClass.of(row.getString(0))
                    .map(
                        at ->
                            new Breaker(at, row.getOffsetDateTime(1).toInstant(), row.getString(2)))
                    .ifPresent(breakers::add);
              }
              return breakers;
            });
  }

  @Override
  public Completable keep(Breaker breaker) {
    return pool.preparedQuery(KEEP)
        .rxExecute(
            Tuple.of(breaker.endpoint().label(), time(breaker.openUntil()), breaker.reason()))
        .ignoreElement();
  }

  @Override
  public Completable note(long listenerId, Outcome.Gap gap, Instant foundAt) {
    return pool.preparedQuery(NOTE)
        .rxExecute(
            Tuple.of(
                listenerId,
                time(gap.from()),
                time(gap.until()),
                gap.reason().label(),
                time(foundAt)))
        .ignoreElement();
  }

  /** How many gaps were found since then, by reason. */
  public Single<Map<String, Long>> gapsSince(Instant from) {
    return pool.preparedQuery(
            "select reason, count(*) from gap where found_at >= $1 group by reason")
        .rxExecute(Tuple.of(time(from)))
        .map(
            rows -> {
              Map<String, Long> gaps = new TreeMap<>();
              for (Row row : rows) {
                gaps.put(row.getString(0), row.getLong(1));
              }
              return gaps;
            });
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
