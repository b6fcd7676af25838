package dev.groundswell.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.http.Problems;
import dev.groundswell.server.poll.Admission;
import dev.groundswell.server.poll.PgPollStates;
import dev.groundswell.server.poll.Roster;
import dev.groundswell.server.spotify.SpotifyClient;
import dev.groundswell.server.spotify.SpotifyOptions;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.SettableClock;
import dev.groundswell.testing.TestVertx;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivex.rxjava3.subscribers.TestSubscriber;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/** The account stage on a port of its own, with a provider beside it. */
public final class AccountsFixture implements AutoCloseable {
  public final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T06:00:00Z"));
  public final Router router = Router.router(TestVertx.shared());
  public final Accounts accounts;
  final FakeProvider provider = new FakeProvider(TestVertx.shared());
  final TestSubscriber<Roster.Event> roster;
  private final HttpServer server;

  public AccountsFixture(PostgresFixture postgres) {
    this(postgres.pool());
  }

  AccountsFixture(Pool pool) {
    var routing = new AtomicReference<>(router);
    server =
        TestVertx.shared()
            .createHttpServer()
            .requestHandler(request -> routing.get().handle(request))
            .rxListen(0, "127.0.0.1")
            .blockingGet();
    new Problems(new SplittableRandom(1)).mount(router);
    Admission admission =
        new Admission(
            new PgPollStates(pool, "server"),
            clock,
            new SplittableRandom(3),
            new SimpleMeterRegistry());
    accounts =
        new Accounts(
            TestVertx.shared(),
            pool,
            new Accounts.Options(url(), provider.url(), "client", null),
            SecretsTest.secretsOf(1),
            new SpotifyProfiles(
                new SpotifyClient(TestVertx.shared(), SpotifyOptions.webApi(provider.url()), clock),
                admission),
            admission,
            (listener, trends) ->
                pool.preparedQuery("update listener set trends = $2 where id = $1")
                    .rxExecute(Tuple.of(listener, trends))
                    .ignoreElement(),
            new SecureRandom(),
            clock,
            new SimpleMeterRegistry());
    accounts.mount(router);
    roster = accounts.roster().events().filter(event -> !(event instanceof Roster.Listed)).test();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  public Browser browser() {
    return new Browser(url());
  }

  /** A browser in which somebody has signed in. */
  public Browser signedIn(String person, boolean trends) {
    Browser browser = browser();
    var last = signIn(browser, person, trends);
    assertThat(Browser.location(last)).isEqualTo("/me");
    return browser;
  }

  HttpResponse<String> signIn(Browser browser, String person, boolean trends) {
    provider.person = person;
    return browser.get(callback(browser, trends ? Map.of("trends", "join") : Map.of()));
  }

  /** Walks a sign-in up to where the provider sends the browser back. */
  String callback(Browser browser, Map<String, String> form) {
    var begun = browser.post("/login", form);
    assertThat(begun.statusCode()).isEqualTo(303);
    return Browser.location(browser.get(Browser.location(begun)));
  }

  @Override
  public void close() {
    roster.cancel();
    server.rxClose().blockingAwait();
    provider.close();
  }
}
