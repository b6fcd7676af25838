package dev.groundswell.server.account;

import static dev.groundswell.server.account.AccountStore.utc;

import dev.groundswell.server.account.ListenerKey.Column;
import dev.groundswell.server.poll.Roster;
import dev.groundswell.server.poll.Standing;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;

/** Tokens in PostgreSQL, each sealed under its listener's key. */
final class PgTokenStore implements TokenStore, ActiveAccounts, Standing {
  private static final int PAGE = 1_000;

  private final Pool pool;
  private final Secrets secrets;
  private final Clock clock;

  PgTokenStore(Pool pool, Secrets secrets, Clock clock) {
    this.pool = pool;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public Maybe<Stored> read(long listenerId) {
    return pool.preparedQuery(
            """
            select a.state, a.access_token, a.access_expires_at, a.refresh_token, a.consented_at,
                   s.key_id, s.wrapped
              from account a join listener_secret s on s.listener_id = a.listener_id
             where a.listener_id = $1 and a.provider = 'spotify'""")
        .rxExecute(Tuple.of(listenerId))
        .flatMapMaybe(
            rows ->
                rows.size() == 0
                    ? Maybe.empty()
                    : Maybe.just(storedOf(listenerId, rows.iterator().next())));
  }

  @Override
  public Completable renewed(long listenerId, Instant consentedAt, Grant grant, Instant expiresAt) {
    return keyOf(listenerId)
        .flatMapCompletable(
            key ->
                pool.preparedQuery(
                        """
                        update account set access_token = $3, access_expires_at = $4,
                               refresh_token = coalesce($5, refresh_token)
                         where listener_id = $1 and provider = 'spotify' and consented_at = $2""")
                    .rxExecute(
                        Tuple.of(
                            listenerId,
                            utc(consentedAt),
                            key.seal(Column.ACCESS_TOKEN, grant.accessToken()),
                            utc(expiresAt),
                            key.sealNullable(Column.REFRESH_TOKEN, grant.refreshToken())))
                    .ignoreElement());
  }

  @Override
  public Completable expired(long listenerId, Instant consentedAt) {
    return pool.preparedQuery(
            """
            update account set state = 'expired', state_since = $3
             where listener_id = $1 and provider = 'spotify' and consented_at = $2
               and state <> 'expired'""")
        .rxExecute(Tuple.of(listenerId, utc(consentedAt), utc(clock.instant())))
        .ignoreElement();
  }

  @Override
  public Completable refused(long listenerId) {
    return change(listenerId, Account.State.ACTIVE, Account.State.REFUSED);
  }

  @Override
  public Completable admitted(long listenerId) {
    return change(listenerId, Account.State.REFUSED, Account.State.ACTIVE);
  }

  private Completable change(long listenerId, Account.State from, Account.State to) {
    return pool.preparedQuery(
            """
            update account set state = $3, state_since = $4
             where listener_id = $1 and provider = 'spotify' and state = $2""")
        .rxExecute(Tuple.of(listenerId, from.stored(), to.stored(), utc(clock.instant())))
        .ignoreElement();
  }

  @Override
  public Maybe<Roster.Joined> reinstated(long listenerId) {
    return pool.preparedQuery(
            """
            update account a set state = 'active', state_since = $2
              from listener l
             where l.id = a.listener_id and l.id = $1 and a.provider = 'spotify'
               and a.state in ('active', 'expired') and l.erasure is null
            returning l.id, l.key, l.trends, false as refused""")
        .rxExecute(Tuple.of(listenerId, utc(clock.instant())))
        .flatMapMaybe(
            rows ->
                rows.size() == 0 ? Maybe.empty() : Maybe.just(joinedOf(rows.iterator().next())));
  }

  @Override
  public Single<List<Roster.Joined>> after(long listenerId) {
    return pool.preparedQuery(
            """
            select l.id, l.key, l.trends, a.state = 'refused' as refused
              from listener l
              join account a on a.listener_id = l.id and a.provider = 'spotify'
             where l.id > $1 and l.erasure is null and a.state <> 'expired'
             order by l.id limit $2""")
        .rxExecute(Tuple.of(listenerId, PAGE))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(PgTokenStore::joinedOf)
                    .toList());
  }

  private Maybe<ListenerKey> keyOf(long listenerId) {
    return pool.preparedQuery("select key_id, wrapped from listener_secret where listener_id = $1")
        .rxExecute(Tuple.of(listenerId))
        .flatMapMaybe(
            rows ->
                rows.size() == 0
                    ? Maybe.empty()
                    : Maybe.just(AccountStore.keyOf(secrets, listenerId, rows.iterator().next())));
  }

  private Stored storedOf(long listenerId, Row row) {
    ListenerKey key = AccountStore.keyOf(secrets, listenerId, row);
    OffsetDateTime expiresAt = row.getOffsetDateTime("access_expires_at");
    return new Stored(
        Account.State.of(row.getString("state")),
        key.open(Column.ACCESS_TOKEN, row.getBuffer("access_token")),
        expiresAt == null ? null : expiresAt.toInstant(),
        key.open(Column.REFRESH_TOKEN, row.getBuffer("refresh_token")),
        row.getOffsetDateTime("consented_at").toInstant());
  }

  private static Roster.Joined joinedOf(Row row) {
    return new Roster.Joined(
        row.getLong("id"), row.getLong("key"), row.getBoolean("trends"), row.getBoolean("refused"));
  }
}
