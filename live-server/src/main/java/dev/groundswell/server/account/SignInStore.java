package dev.groundswell.server.account;

import static dev.groundswell.server.account.AccountStore.utc;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sign-ins that began and have not come back yet; each can be taken once. */
final class SignInStore {

  /** A sign-in that came back. */
  record Begun(byte[] browserHash, String verifier, Wishes wishes, Instant expiresAt) {

    boolean isOfBrowser(@Nullable String browser) {
      return browser != null && MessageDigest.isEqual(browserHash, OpaqueToken.hash(browser));
    }

    @Override
    public String toString() {
      return "Begun[expiresAt=" + expiresAt + "]";
    }
  }

  private final Pool pool;
  private final Secrets secrets;

  SignInStore(Pool pool, Secrets secrets) {
    this.pool = pool;
    this.secrets = secrets;
  }

  Completable begin(
      String state, String browser, String verifier, Wishes wishes, Instant expiresAt) {
    byte[] stateHash = OpaqueToken.hash(state);
    return pool.preparedQuery(
            """
            insert into sign_in (state_hash, browser_hash, verifier, trends, expires_at, zone)
            values ($1, $2, $3, $4, $5, $6)""")
        .rxExecute(
            Tuple.of(
                Buffer.buffer(stateHash),
                Buffer.buffer(OpaqueToken.hash(browser)),
                Buffer.buffer(secrets.sealVerifier(verifier, stateHash)),
                wishes.trends(),
                utc(expiresAt),
                wishes.zone()))
        .ignoreElement();
  }

  /** Takes the sign-in of a state away; empty where there is none, or none any more. */
  Maybe<Begun> take(String state) {
    byte[] stateHash = OpaqueToken.hash(state);
    return pool.preparedQuery(
            """
            delete from sign_in where state_hash = $1
            returning browser_hash, verifier, trends, expires_at, zone""")
        .rxExecute(Tuple.of(Buffer.buffer(stateHash)))
        .flatMapMaybe(
            rows ->
                rows.size() == 0
                    ? Maybe.empty()
                    : Maybe.just(begunOf(stateHash, rows.iterator().next())));
  }

  private Begun begunOf(byte[] stateHash, Row row) {
    return new Begun(
        row.getBuffer("browser_hash").getBytes(),
        secrets.openVerifier(row.getBuffer("verifier").getBytes(), stateHash),
        new Wishes(row.getBoolean("trends"), row.getString("zone")),
        row.getOffsetDateTime("expires_at").toInstant());
  }
}
