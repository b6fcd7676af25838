package dev.groundswell.server.account;

import dev.groundswell.server.poll.AccessTokens;
import dev.groundswell.server.poll.Admission;
import dev.groundswell.server.poll.EndpointClass;
import dev.groundswell.server.poll.Roster;
import dev.groundswell.server.poll.Standing;
import dev.groundswell.server.spotify.SpotifyOptions;
import dev.groundswell.server.spotify.TokenClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.reactivex.rxjava3.disposables.Disposable;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.sqlclient.Pool;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The account stage as a whole, wired. */
public final class Accounts {

  /**
   * How people sign in.
   *
   * @param publicUrl what the outside calls this server, without a slash at its end
   * @param accountsUrl root of the provider's authorization server
   * @param clientSecret null for a public client
   */
  public record Options(
      URI publicUrl, URI accountsUrl, String clientId, @Nullable String clientSecret) {

    AuthorizationServer.Options authorization() {
      return new AuthorizationServer.Options(
          accountsUrl, clientId, clientSecret, RedirectUri.of(publicUrl).uri());
    }

    @Override
    public String toString() {
      return "Options[publicUrl=" + publicUrl + ", accountsUrl=" + accountsUrl + "]";
    }
  }

  private final AccountStore store;
  private final TrendsChoice trends;
  private final Sessions sessions;
  private final Tokens tokens;
  private final ConnectedAccounts roster;
  private final Standing standing;
  private final SignIn signIn;
  private final Sweeper sweeper;
  private final Consents consents;
  private final AppCheck appCheck;

  public Accounts(
      Vertx vertx,
      Pool pool,
      Options options,
      Secrets secrets,
      Profiles profiles,
      Admission admission,
      TrendsChoice trends,
      SecureRandom random,
      Clock clock,
      MeterRegistry meters) {
    var client = tokenClient(vertx, options.authorization(), clock);
    var authorization = new AuthorizationServer(client, admission, options.authorization());
    var tokenStore = new PgTokenStore(pool, secrets, clock);
    this.trends = trends;
    this.standing = tokenStore;
    this.store = new AccountStore(pool, secrets, random, clock);
    this.sessions = new Sessions(pool, options.publicUrl(), random, clock);
    this.roster = new ConnectedAccounts(tokenStore, RxHelper.scheduler(vertx), random);
    this.tokens = new Tokens(tokenStore, authorization, roster, clock, random, meters);
    this.sweeper = new Sweeper(vertx, pool, clock);
    this.consents = new Consents(pool, clock, RxHelper.scheduler(vertx), meters);
    this.appCheck = new AppCheck(admission.ask(EndpointClass.TOKENS, client.ofApp()), clock);
    this.signIn =
        new SignIn(
            options.publicUrl(),
            authorization,
            profiles,
            admission,
            new SignInStore(pool, secrets),
            store,
            trends,
            sessions,
            tokens,
            roster,
            random,
            clock,
            meters);
  }

  private static TokenClient tokenClient(
      Vertx vertx, AuthorizationServer.Options options, Clock clock) {
    return new TokenClient(vertx, SpotifyOptions.of(options.accountsUrl()), options.app(), clock);
  }

  /** Serves POST /login, GET /auth/spotify/callback and POST /logout. */
  public void mount(Router router) {
    signIn.mount(router);
  }

  /** Begins the hourly cleaning-up and the counting of consents, until disposed of. */
  public Disposable start() {
    return new CompositeDisposable(sweeper.start(), consents.start());
  }

  public Consents consents() {
    return consents;
  }

  /** Whether the provider takes the app's id and secret. */
  public AppCheck appCheck() {
    return appCheck;
  }

  public Sessions sessions() {
    return sessions;
  }

  public AccessTokens tokens() {
    return tokens;
  }

  /** Where it is kept whom the provider refuses. */
  public Standing standing() {
    return standing;
  }

  public Roster roster() {
    return roster;
  }

  /** What a listener may see of their own account; empty where there is none. */
  public Maybe<Account> of(long listenerId) {
    return store.of(listenerId);
  }

  /** Keeps whether a listener is part of public figures, for their plays and for the poller. */
  public Completable changeTrends(SignedIn who, boolean joins) {
    return trends
        .choose(who.listenerId(), joins)
        .andThen(Maybe.defer(() -> store.of(who.listenerId())))
        .filter(account -> account.state() != Account.State.EXPIRED)
        .doOnSuccess(
            account ->
                roster.joined(
                    new Roster.Joined(
                        who.listenerId(),
                        who.key(),
                        joins,
                        account.state() == Account.State.REFUSED)))
        .ignoreElement();
  }

  /** Drops everything remembered of a listener whose rows are gone, and ends their polling. */
  public void left(long listenerId) {
    roster.left(listenerId);
    sessions.forget(listenerId);
    tokens.forget(listenerId);
  }
}
