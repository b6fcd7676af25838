package dev.groundswell.server.account;

import static dev.groundswell.server.account.AccountStore.utc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.groundswell.server.http.Problem;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.ext.web.RoutingContext;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is behind a request: the session cookie's listener.
 *
 * <p>PostgreSQL holds hashes only. A session ends 30 days after it was last used. What was looked
 * up is believed for some seconds, so a session ended on another server lives that long here.
 */
public final class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);
  private static final Duration LIFE = Duration.ofDays(30);
  private static final Duration TOUCHED_EVERY = Duration.ofHours(1);
  private static final Duration BELIEVED_FOR = Duration.ofSeconds(5);
  private static final int MOST_BELIEVED = 20_000;
  private static final String NOT_SIGNED_IN = "Sign in at /login first.";

  /**
   * A session about to be stored; the transaction that signs someone in stores it.
   *
   * @param replaces hash of the browser's session until now, null where it had none
   */
  record NewSession(
      String token,
      String csrf,
      Buffer tokenHash,
      Buffer csrfHash,
      @Nullable Buffer replaces,
      Instant expiresAt) {
    @Override
    public String toString() {
      return "NewSession[expiresAt=" + expiresAt + "]";
    }
  }

  private record Known(SignedIn signedIn, Buffer csrfHash, Instant lastSeenAt, Instant expiresAt) {}

  private final Pool pool;
  private final Cookies cookies;
  private final SecureRandom random;
  private final Clock clock;
  private final Cache<Buffer, Known> believed;

  /**
   * @param publicUrl decides whether cookies are for https only
   */
  public Sessions(Pool pool, URI publicUrl, SecureRandom random, Clock clock) {
    this.pool = pool;
    this.cookies = new Cookies(publicUrl);
    this.random = random;
    this.clock = clock;
    this.believed =
        Caffeine.newBuilder()
            .maximumSize(MOST_BELIEVED)
            .expireAfterWrite(BELIEVED_FOR)
            .ticker(() -> clock.millis() * 1_000_000)
            .build();
  }

  /** Who asks; empty where nobody is signed in. */
  public Maybe<SignedIn> of(RoutingContext ctx) {
    return known(ctx).map(Known::signedIn);
  }

  /**
   * Who asks.
   *
   * @return a 401 problem where nobody is signed in
   */
  public Single<SignedIn> require(RoutingContext ctx) {
    return known(ctx).map(Known::signedIn).switchIfEmpty(unauthorized());
  }

  /**
   * Who asks for something to be changed.
   *
   * @return a 401 problem where nobody is signed in, 403 where the X-CSRF-Token header is not the
   *     one of this session
   */
  public Single<SignedIn> requireForWrite(RoutingContext ctx) {
    return requireForWrite(ctx, ctx.request().getHeader("X-CSRF-Token"));
  }

  Single<SignedIn> requireForWrite(RoutingContext ctx, @Nullable String repeated) {
    return known(ctx)
        .switchIfEmpty(unauthorized())
        .map(
            known -> {
              if (!isSubmittedTwice(ctx, known, repeated)) {
                throw Problem.forbidden(
                        "Repeat the value of the csrf cookie in the header X-CSRF-Token.")
                    .asException();
              }
              return known.signedIn();
            });
  }

  /** Ends the session of this request, here and in the browser. */
  public Completable end(RoutingContext ctx) {
    Buffer hash = hashOf(ctx);
    cookies.clearSession(ctx);
    if (hash == null) {
      return Completable.complete();
    }
    return pool.preparedQuery("delete from session where token_hash = $1")
        .rxExecute(Tuple.of(hash))
        .ignoreElement()
        .doFinally(() -> believed.invalidate(hash));
  }

  /** Stops believing what was looked up of a listener whose rows are gone. */
  public void forget(long listenerId) {
    believed.asMap().values().removeIf(known -> known.signedIn().listenerId() == listenerId);
  }

  /** A new session, replacing the one this browser may have. */
  NewSession begin(RoutingContext ctx) {
    String token = OpaqueToken.random(random);
    String csrf = OpaqueToken.random(random);
    return new NewSession(
        token,
        csrf,
        Buffer.buffer(OpaqueToken.hash(token)),
        Buffer.buffer(OpaqueToken.hash(csrf)),
        hashOf(ctx),
        clock.instant().plus(LIFE));
  }

  /** Gives the browser a session that has been stored. */
  void begun(RoutingContext ctx, NewSession session) {
    if (session.replaces() != null) {
      believed.invalidate(session.replaces());
    }
    cookies.setSession(ctx, session.token(), session.csrf(), LIFE);
  }

  private Maybe<Known> known(RoutingContext ctx) {
    Buffer hash = hashOf(ctx);
    if (hash == null) {
      return Maybe.empty();
    }
    Known remembered = believed.getIfPresent(hash);
    Maybe<Known> found =
        remembered != null
            ? Maybe.just(remembered)
            : read(hash).doOnSuccess(known -> believed.put(hash, known));
    return found
        .filter(known -> known.expiresAt().isAfter(clock.instant()))
        .doOnSuccess(known -> touch(ctx, hash, known));
  }

  private Maybe<Known> read(Buffer hash) {
    return pool.preparedQuery(
            """
            select s.listener_id, l.key, s.csrf_hash, s.last_seen_at, s.expires_at
              from session s join listener l on l.id = s.listener_id
             where s.token_hash = $1 and s.expires_at > $2 and l.erasure is null""")
        .rxExecute(Tuple.of(hash, utc(clock.instant())))
        .flatMapMaybe(
            rows -> rows.size() == 0 ? Maybe.empty() : Maybe.just(knownOf(rows.iterator().next())));
  }

  private static Known knownOf(Row row) {
    return new Known(
        new SignedIn(row.getLong("listener_id"), row.getLong("key")),
        row.getBuffer("csrf_hash"),
        row.getOffsetDateTime("last_seen_at").toInstant(),
        row.getOffsetDateTime("expires_at").toInstant());
  }

  /** Moves the end of a session that is in use; once an hour is enough. */
  private void touch(RoutingContext ctx, Buffer hash, Known known) {
    Instant now = clock.instant();
    String token = Cookies.get(ctx, Cookies.SESSION);
    String csrf = Cookies.get(ctx, Cookies.CSRF);
    if (known.lastSeenAt().plus(TOUCHED_EVERY).isAfter(now) || token == null || csrf == null) {
      return;
    }
    if (!ctx.response().headWritten()) {
      cookies.setSession(ctx, token, csrf, LIFE);
    }
    believed.put(hash, new Known(known.signedIn(), known.csrfHash(), now, now.plus(LIFE)));
    var unused =
        pool.preparedQuery(
                "update session set last_seen_at = $2, expires_at = $3 where token_hash = $1")
            .rxExecute(Tuple.of(hash, utc(now), utc(now.plus(LIFE))))
            .subscribe(
                done -> {},
                error -> {
                  believed.invalidate(hash);
                  log.warn("A session could not be prolonged; the next request tries again", error);
                });
  }

  private static boolean isSubmittedTwice(
      RoutingContext ctx, Known known, @Nullable String repeated) {
    String cookie = Cookies.get(ctx, Cookies.CSRF);
    return cookie != null
        && repeated != null
        && MessageDigest.isEqual(OpaqueToken.hash(cookie), OpaqueToken.hash(repeated))
        && MessageDigest.isEqual(known.csrfHash().getBytes(), OpaqueToken.hash(repeated));
  }

  private static @Nullable Buffer hashOf(RoutingContext ctx) {
    String token = Cookies.get(ctx, Cookies.SESSION);
    return token == null ? null : Buffer.buffer(OpaqueToken.hash(token));
  }

  private static <T> Single<T> unauthorized() {
    return Single.error(() -> Problem.unauthorized(NOT_SIGNED_IN).asException());
  }
}
