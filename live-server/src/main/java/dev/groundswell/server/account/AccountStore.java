package dev.groundswell.server.account;

import dev.groundswell.events.PlayChange;
import dev.groundswell.server.account.ListenerKey.Column;
import dev.groundswell.server.account.Sessions.NewSession;
import dev.groundswell.server.poll.Roster;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Listeners and their accounts in PostgreSQL: creates them, finds them, tells what they chose. */
public final class AccountStore {
  private static final String PROVIDER = "spotify";
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int LONGEST_NAME = 200;

  private static final String FIND =
      """
      select l.id, l.key, l.trends, l.erasure, s.key_id, s.wrapped
        from account a
        join listener l on l.id = a.listener_id
        left join listener_secret s on s.listener_id = l.id
       where a.provider = $1 and a.subject_hash = $2
         for update of a""";

  private static final String DELETE_ACCOUNT = "delete from account where listener_id = $1";

  private static final String INSERT_LISTENER =
      "insert into listener (key, shard, trends, created_at, zone) values ($1, $2, $3, $4, $5)"
          + " returning id";

  private static final String INSERT_ACCOUNT =
      """
      with secret as (
        insert into listener_secret (listener_id, key_id, wrapped) values ($1, $2, $3)),
      replaced as (delete from session where token_hash = $12),
      opened as (
        insert into session
          (token_hash, listener_id, csrf_hash, created_at, last_seen_at, expires_at)
        values ($13, $1, $14, $8, $8, $15))
      insert into account
        (listener_id, provider, subject_hash, subject, display_name, scope, consented_at,
         access_token, access_expires_at, refresh_token, state_since)
      values ($1, $4, $5, $6, $7, $16, $8, $9, $10, $11, $8)""";

  private static final String RENEW_ACCOUNT =
      """
      with replaced as (delete from session where token_hash = $9),
      opened as (
        insert into session
          (token_hash, listener_id, csrf_hash, created_at, last_seen_at, expires_at)
        values ($10, $1, $11, $5, $5, $12))
      update account set
        display_name = $3, scope = $4, consented_at = $5,
        access_token = $6, access_expires_at = $7, refresh_token = $8,
        state_since = case when state = 'active' then state_since else $5 end, state = 'active'
       where listener_id = $1 and provider = $2""";

  private final Pool pool;
  private final Secrets secrets;
  private final SecureRandom random;
  private final Clock clock;

  public AccountStore(Pool pool, Secrets secrets, SecureRandom random, Clock clock) {
    this.pool = pool;
    this.secrets = secrets;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Keeps what a sign-in brought: a new listener or a known one's new tokens, and the new session,
   * in one transaction.
   *
   * @param wishes of a new listener; a known one keeps the choices they made
   * @return the listener with the choice that is stored
   */
  Single<Roster.Joined> connect(Profile profile, Grant grant, Wishes wishes, NewSession session) {
    Single<Roster.Joined> once =
        pool.rxWithTransaction(
                connection -> connectIn(connection, profile, grant, wishes, session).toMaybe())
            .toSingle();
    // Two first sign-ins of one person at once: the slower finds what the faster has created.
    return once.retry(1, error -> isUniqueViolation(error));
  }

  /** What a listener may see of their own account; empty where there is none. */
  public Maybe<Account> of(long listenerId) {
    return pool.preparedQuery(
            """
            select a.display_name, l.trends, l.zone, l.created_at, a.state, a.consented_at,
                   s.key_id, s.wrapped
              from listener l
              join account a on a.listener_id = l.id
              join listener_secret s on s.listener_id = l.id
             where l.id = $1 and l.erasure is null
             order by a.id limit 1""")
        .rxExecute(Tuple.of(listenerId))
        .flatMapMaybe(
            rows ->
                rows.size() == 0
                    ? Maybe.empty()
                    : Maybe.just(accountOf(listenerId, rows.iterator().next())));
  }

  private Single<Roster.Joined> connectIn(
      SqlConnection connection, Profile profile, Grant grant, Wishes wishes, NewSession session) {
    Buffer subjectHash = Buffer.buffer(secrets.subjectHash(PROVIDER, profile.subject()));
    return connection
        .preparedQuery(FIND)
        .rxExecute(Tuple.of(PROVIDER, subjectHash))
        .flatMap(
            found -> {
              if (found.size() == 0) {
                return create(connection, profile, subjectHash, grant, wishes, session);
              }
              Row row = found.iterator().next();
              return isBeingErased(row)
                  // Who returns while their erasure is still going on is somebody new.
                  ? connection
                      .preparedQuery(DELETE_ACCOUNT)
                      .rxExecute(Tuple.of(row.getLong("id")))
                      .flatMap(
                          gone -> create(connection, profile, subjectHash, grant, wishes, session))
                  : renew(connection, row, profile, grant, session);
            });
  }

  private static boolean isBeingErased(Row row) {
    return row.getString("erasure") != null || row.getBuffer("wrapped") == null;
  }

  private Single<Roster.Joined> create(
      SqlConnection connection,
      Profile profile,
      Buffer subjectHash,
      Grant grant,
      Wishes wishes,
      NewSession session) {
    long key = random.nextLong();
    OffsetDateTime now = utc(clock.instant());
    return connection
        .preparedQuery(INSERT_LISTENER)
        .rxExecute(
            Tuple.of(
                key, (short) PlayChange.shardOf(key), wishes.trends(), now, wishes.firstZone()))
        .map(inserted -> inserted.iterator().next().getLong(0))
        .flatMap(
            id -> {
              ListenerKey sealing = secrets.newListenerKey(id);
              return connection
                  .preparedQuery(INSERT_ACCOUNT)
                  .rxExecute(
                      Tuple.tuple()
                          .addValue(id)
                          .addValue(secrets.keyId())
                          .addValue(Buffer.buffer(secrets.wrap(sealing)))
                          .addValue(PROVIDER)
                          .addValue(subjectHash)
                          .addValue(sealing.seal(Column.SUBJECT, profile.subject()))
                          .addValue(sealing.sealNullable(Column.DISPLAY_NAME, nameOf(profile)))
                          .addValue(now)
                          .addValue(sealing.seal(Column.ACCESS_TOKEN, grant.accessToken()))
                          .addValue(now.plus(grant.expiresIn()))
                          .addValue(
                              sealing.sealNullable(Column.REFRESH_TOKEN, grant.refreshToken()))
                          .addValue(session.replaces())
                          .addValue(session.tokenHash())
                          .addValue(session.csrfHash())
                          .addValue(utc(session.expiresAt()))
                          .addValue(grant.scope()))
                  .map(done -> new Roster.Joined(id, key, wishes.trends()));
            });
  }

  private Single<Roster.Joined> renew(
      SqlConnection connection, Row found, Profile profile, Grant grant, NewSession session) {
    long id = found.getLong("id");
    ListenerKey sealing = keyOf(secrets, id, found);
    OffsetDateTime now = utc(clock.instant());
    return connection
        .preparedQuery(RENEW_ACCOUNT)
        .rxExecute(
            Tuple.tuple()
                .addValue(id)
                .addValue(PROVIDER)
                .addValue(sealing.sealNullable(Column.DISPLAY_NAME, nameOf(profile)))
                .addValue(grant.scope())
                .addValue(now)
                .addValue(sealing.seal(Column.ACCESS_TOKEN, grant.accessToken()))
                .addValue(now.plus(grant.expiresIn()))
                .addValue(sealing.sealNullable(Column.REFRESH_TOKEN, grant.refreshToken()))
                .addValue(session.replaces())
                .addValue(session.tokenHash())
                .addValue(session.csrfHash())
                .addValue(utc(session.expiresAt())))
        .map(done -> new Roster.Joined(id, found.getLong("key"), found.getBoolean("trends")));
  }

  private Account accountOf(long listenerId, Row row) {
    return new Account(
        keyOf(secrets, listenerId, row).open(Column.DISPLAY_NAME, row.getBuffer("display_name")),
        row.getBoolean("trends"),
        row.getString("zone"),
        row.getOffsetDateTime("created_at").toInstant(),
        Account.State.of(row.getString("state")),
        row.getOffsetDateTime("consented_at").toInstant(),
        clock.instant());
  }

  static ListenerKey keyOf(Secrets secrets, long listenerId, Row row) {
    return secrets.unwrap(listenerId, row.getString("key_id"), row.getBuffer("wrapped").getBytes());
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable String nameOf(Profile profile) {
    String name = profile.displayName();
    return name == null || name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  private static boolean isUniqueViolation(Throwable error) {
    return error instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
  }
}
