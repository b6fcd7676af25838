package dev.groundswell.server.lease;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which shards are this server's for one {@link Duty}, as a table of leases says.
 *
 * <p>Every server says regularly that it lives, holds at most its fair share, lets go of what is
 * beyond, and takes what nobody holds; so the shards of a server that died pass on when its leases
 * run out. Times of leases are PostgreSQL's, so servers need not agree on the time; when a lease
 * was last renewed is remembered by this server's clock, from before it asked.
 */
public final class ShardLeases {
  private static final String ALIVE =
      """
      insert into {servers} (server, until) values ($1, now() + $2 * interval '1 millisecond')
      on conflict (server) do update set until = excluded.until
      """;

  /** The rows are taken in the order of shards, so two servers never wait crosswise. */
  private static final String SHARE =
      """
      with
        alive as (select greatest(count(*), 1) as servers from {servers}
                  where until > now() or server = $1),
        ordered as (
          select l.shard, l.holder, l.until from {leases} l order by l.shard for update),
        ranked as (
          select o.shard, o.holder is not distinct from $1 as mine,
            o.holder is null or o.until is null or o.until < now() as free,
            row_number() over (order by (o.holder is not distinct from $1) desc, o.shard) as place
          from ordered o
          where o.holder is not distinct from $1 or o.holder is null or o.until is null
            or o.until < now()),
        kept as (
          select r.shard from ranked r, alive
          where r.place <= ceil(16.0 / alive.servers)),
        updated as (
          update {leases} l set
            holder = case when l.shard in (select shard from kept) then $1 end,
            until = case when l.shard in (select shard from kept)
              then now() + $2 * interval '1 millisecond' end
          where l.shard in (select shard from ranked where mine)
            or l.shard in (select shard from kept)
          returning l.shard, l.holder)
      select shard from updated where holder = $1 order by shard
      """;

  private static final String RELEASE =
      "update {leases} set holder = null, until = null where holder = $1";

  private static final String FAREWELL = "delete from {servers} where server = $1";

  private static final String SWEEP =
      "set local lock_timeout = '1s';"
          + " delete from {servers} where until < now() - interval '1 hour'";

  private final Pool pool;
  private final Clock clock;
  private final Duty duty;
  private final String server;
  private final Duration length;
  private volatile Held held = new Held(Set.of(), 0);

  /**
   * @param duty what the leases are for
   * @param server a name that no other server has
   * @param length how long a lease holds without renewal
   */
  public ShardLeases(Pool pool, Clock clock, Duty duty, String server, Duration length) {
    this.pool = pool;
    this.clock = clock;
    this.duty = duty;
    this.server = server;
    this.length = length;
  }

  private record Held(Set<Integer> shards, long untilMillis) {}

  /** The shards held now; none when the last renewal is too long ago. */
  public Set<Integer> held() {
    Held now = held;
    return clock.millis() < now.untilMillis ? now.shards : Set.of();
  }

  /** Renews, lets go, and takes; answers what is held then. */
  public Single<Set<Integer>> renew() {
    return Single.defer(
        () -> {
          long asked = clock.millis();
          return pool.rxWithTransaction(
                  connection -> sayAlive(connection).andThen(share(connection)).toMaybe())
              .toSingle()
              .doOnSuccess(shards -> held = new Held(shards, asked + length.toMillis()));
        });
  }

  /** Lets go of everything, so that others need not wait. */
  public Completable release() {
    held = new Held(Set.of(), 0);
    return pool.preparedQuery(duty.in(RELEASE))
        .rxExecute(Tuple.of(server))
        .flatMap(done -> pool.preparedQuery(duty.in(FAREWELL)).rxExecute(Tuple.of(server)))
        .ignoreElement();
  }

  private Completable sayAlive(SqlConnection connection) {
    return connection
        .query(duty.in(SWEEP))
        .rxExecute()
        .flatMap(
            bounded ->
                connection
                    .preparedQuery(duty.in(ALIVE))
                    .rxExecute(Tuple.of(server, length.toMillis())))
        .ignoreElement();
  }

  private Single<Set<Integer>> share(SqlConnection connection) {
    return connection
        .preparedQuery(duty.in(SHARE))
        .rxExecute(Tuple.of(server, length.toMillis()))
        .map(
            rows -> {
              Set<Integer> shards = new TreeSet<>();
              for (Row row : rows) {
                shards.add(row.getInteger("shard"));
              }
              return shards;
            });
  }
}
