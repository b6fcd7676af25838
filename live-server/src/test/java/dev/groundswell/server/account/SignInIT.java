package dev.groundswell.server.account;

import static dev.groundswell.server.account.Browser.location;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.groundswell.server.poll.Roster;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.TestVertx;
import io.vertx.rxjava3.pgclient.PgBuilder;
import io.vertx.rxjava3.sqlclient.Pool;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SignInIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();
  private AccountsFixture app;

  @BeforeEach
  void start() {
    app = new AccountsFixture(postgres);
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void signingInCreatesAListenerAndASession() {
    Browser browser = app.browser();

    var last = app.signIn(browser, "ada", true);

    assertThat(last.statusCode()).isEqualTo(303);
    assertThat(location(last)).isEqualTo("/me");
    assertThat(browser.cookie("session")).hasSize(43);
    assertThat(browser.cookie("csrf")).hasSize(43);
    assertThat(postgres.number("select count(*) from listener where trends")).isOne();
    assertThat(postgres.number("select count(*) from session")).isOne();
    assertThat(postgres.number("select count(*) from sign_in")).isZero();
    app.roster.awaitCount(1).assertValueCount(1);
    var listener = postgres.query("select id, key, shard from listener").get(0);
    app.roster.assertValue(new Roster.Joined(listener.getLong(0), listener.getLong(1), true));
    assertThat(Math.floorMod(listener.getLong(1), 16)).isEqualTo(listener.getInteger(2));
  }

  @Test
  void cookiesAreOutOfReachOfScriptsAndOtherSites() {
    Browser browser = app.browser();
    String callback = app.callback(browser, Map.of());

    List<String> cookies = browser.get(callback).headers().allValues("set-cookie");

    assertThat(cookies).allMatch(cookie -> cookie.contains("SameSite=Lax"));
    assertThat(cookies)
        .filteredOn(cookie -> cookie.startsWith("session="))
        .singleElement()
        .satisfies(cookie -> assertThat(cookie).containsIgnoringCase("httponly"));
    assertThat(cookies)
        .filteredOn(cookie -> cookie.startsWith("csrf="))
        .singleElement()
        .satisfies(cookie -> assertThat(cookie).doesNotContainIgnoringCase("httponly"));
  }

  @Test
  void theDatabaseHoldsNoTokenNorName() {
    // A name that the hexadecimal digits of a ciphertext cannot spell by chance.
    Browser browser = app.signedIn("grace", true);

    String all =
        List.of("account", "session", "listener", "listener_secret").stream()
            .flatMap(table -> postgres.query("select t::text from " + table + " t").stream())
            .map(row -> row.getString(0))
            .reduce("", String::concat);

    for (String secret : List.of("grace", "access-secret", "refresh-secret")) {
      assertThat(all).doesNotContain(secret).doesNotContain(hex(secret));
    }
    assertThat(all)
        .doesNotContain(browser.cookie("session"))
        .doesNotContain(browser.cookie("csrf"));
  }

  @Test
  void theTokensComeBackAsTheyWere() {
    app.signedIn("ada", false);
    long id = postgres.number("select id from listener");

    assertThat(app.accounts.tokens().current(id).blockingGet()).startsWith("access-secret-");
    assertThat(app.accounts.of(id).blockingGet().name()).isEqualTo("Name of ada");
  }

  @Test
  void aPersonWhoReturnsIsTheSameListener() {
    app.signedIn("ada", true);
    app.clock.pass(Duration.ofDays(1));
    app.signedIn("ada", false);
    app.signedIn("bob", false);

    assertThat(postgres.number("select count(*) from listener")).isEqualTo(2);
    assertThat(postgres.number("select count(*) from account")).isEqualTo(2);
    assertThat(postgres.number("select count(*) from listener where trends")).isOne();
  }

  @Test
  void signingInAgainCanJoinPublicFiguresAndMendsAnExpiredConsent() {
    app.signedIn("ada", false);
    postgres.query("update account set state = 'expired'");

    app.signedIn("ada", true);

    assertThat(postgres.number("select count(*) from listener where trends")).isOne();
    assertThat(postgres.number("select count(*) from account where state = 'active'")).isOne();
  }

  @Test
  void whomTheProviderRefusesIsToldSoStaysOnTheRosterAndComesBack() {
    Browser browser = app.signedIn("ada", false);
    long id = postgres.number("select id from listener");
    var standing = app.accounts.standing();

    standing.refused(id).blockingAwait();
    assertThat(app.accounts.of(id).blockingGet().state()).isEqualTo(Account.State.REFUSED);
    assertThat(app.accounts.tokens().current(id).blockingGet()).startsWith("access-secret-");
    assertThat(
            app.accounts
                .roster()
                .events()
                .ofType(Roster.Joined.class)
                .test()
                .awaitCount(1)
                .values())
        .singleElement()
        .satisfies(who -> assertThat(who.refused()).isTrue());

    standing.admitted(id).blockingAwait();
    assertThat(app.accounts.of(id).blockingGet().state()).isEqualTo(Account.State.ACTIVE);

    standing.refused(id).blockingAwait();
    app.signIn(browser, "ada", false);
    assertThat(app.accounts.of(id).blockingGet().state()).isEqualTo(Account.State.ACTIVE);
  }

  @Test
  void whoReturnsWhileTheirErasureGoesOnIsSomebodyNew() {
    Browser before = app.signedIn("ada", true);
    long erased = postgres.number("select id from listener");
    postgres.query("update listener set erasure = 'r-1'");
    postgres.query("delete from listener_secret");

    app.signedIn("ada", false);

    assertThat(postgres.number("select listener_id from account")).isNotEqualTo(erased);
    app.accounts.left(erased);
    assertThat(before.write("POST", "/logout", "").statusCode()).isEqualTo(303);
    assertThat(
            app.accounts
                .roster()
                .events()
                .ofType(Roster.Joined.class)
                .test()
                .awaitCount(1)
                .values())
        .extracting(Roster.Joined::listenerId)
        .doesNotContain(erased);
  }

  @Test
  void noLogLineHoldsASecret() {
    var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    var lines = new ListAppender<ILoggingEvent>();
    Level level = root.getLevel();
    lines.start();
    root.addAppender(lines);
    root.setLevel(Level.DEBUG);
    try {
      Browser browser = app.signedIn("ada", true);
      app.clock.pass(Duration.ofHours(1));
      app.provider.tokenStatus = 503;
      app.signIn(app.browser(), "bob", true);
      app.accounts
          .tokens()
          .current(postgres.number("select id from listener"))
          .test()
          .awaitDone(10, TimeUnit.SECONDS)
          .assertError(RenewalDelayedException.class);

      String log =
          lines.list.stream().map(ILoggingEvent::getFormattedMessage).collect(joining("\n"));
      assertThat(log)
          .contains("could not be renewed")
          .doesNotContain("access-secret", "refresh-secret", "code-", "Name of ada")
          .doesNotContain(browser.cookie("session"), browser.cookie("csrf"));
    } finally {
      root.setLevel(level);
      root.detachAppender(lines);
    }
  }

  @Test
  void signingInRotatesTheSessionOfThisBrowser() {
    Browser browser = app.signedIn("ada", false);
    String before = browser.cookie("session");

    app.signIn(browser, "ada", false);

    assertThat(browser.cookie("session")).isNotEqualTo(before);
    assertThat(postgres.number("select count(*) from session")).isOne();
  }

  @Test
  void aStateIsGoodOnce() {
    Browser browser = app.browser();
    String callback = app.callback(browser, Map.of());
    String cookie = browser.cookie("sign_in");
    assertThat(location(browser.get(callback))).isEqualTo("/me");

    var again =
        browser.send(callback, request -> request.setHeader("Cookie", "sign_in=" + cookie).GET());

    assertThat(location(again)).isEqualTo("/login?error=state_mismatch");
  }

  @Test
  void aStateIsGoodInTheBrowserThatBeganOnly() {
    String callback = app.callback(app.browser(), Map.of());

    assertThat(location(app.browser().get(callback))).isEqualTo("/login?error=state_mismatch");

    Browser other = app.browser();
    app.callback(other, Map.of());
    String stolen = app.callback(app.browser(), Map.of());
    assertThat(location(other.get(stolen))).isEqualTo("/login?error=state_mismatch");
    assertThat(postgres.number("select count(*) from session")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?state=", "?state=invented&code=x", "?code=x"})
  void aStateNobodyGaveIsRefused(String query) {
    var answer = app.browser().get("/auth/spotify/callback" + query);

    assertThat(location(answer)).isEqualTo("/login?error=state_mismatch");
  }

  @Test
  void aSignInIsGoodForTenMinutes() {
    Browser browser = app.browser();
    String callback = app.callback(browser, Map.of());
    app.clock.pass(Duration.ofMinutes(10));

    assertThat(location(browser.get(callback))).isEqualTo("/login?error=expired");
  }

  @Test
  void aCodeThatWasUsedElsewhereIsExpired() {
    Browser browser = app.browser();
    String callback = app.callback(browser, Map.of()).replaceFirst("code=[^&]+", "code=used");

    assertThat(location(browser.get(callback))).isEqualTo("/login?error=expired");
  }

  @Test
  void whoeverSaysNoAtTheProviderIsToldSo() {
    app.provider.denies = true;

    assertThat(location(app.signIn(app.browser(), "ada", false)))
        .isEqualTo("/login?error=access_denied");
  }

  @Test
  void whoeverIsNotOnTheAppsListIsToldSo() {
    app.provider.profileStatus = 403;

    assertThat(location(app.signIn(app.browser(), "ada", false)))
        .isEqualTo("/login?error=not_allowed");
    assertThat(postgres.number("select count(*) from listener")).isZero();
  }

  @Test
  void anAppWhoseOwnerHasNoPremiumIsNoFaultOfThePerson() {
    app.provider.profileStatus = 403;
    app.provider.profileText =
        "Active premium subscription required for the owner of the app. When the subscription"
            + " status changes, it can take a few hours before requests are allowed again.";

    assertThat(location(app.signIn(app.browser(), "ada", false)))
        .isEqualTo("/login?error=no_premium");
    assertThat(postgres.number("select count(*) from listener")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401})
  void anAppThatTheProviderDoesNotKnowIsNoFaultOfThePerson(int status) {
    app.provider.tokenStatus = status;
    app.provider.tokenError = "invalid_client";

    assertThat(location(app.signIn(app.browser(), "ada", false)))
        .isEqualTo("/login?error=app_refused");
  }

  @Test
  void theProvidersOwnTroubleIsCalledThat() {
    app.provider.tokenStatus = 503;
    assertThat(location(app.signIn(app.browser(), "ada", false)))
        .isEqualTo("/login?error=upstream");

    app.provider.tokenStatus = 200;
    app.provider.profileStatus = 500;
    assertThat(location(app.signIn(app.browser(), "ada", false)))
        .isEqualTo("/login?error=upstream");
  }

  @Test
  void aLoginHintIsPassedOn() {
    Browser browser = app.browser();
    browser.get(app.callback(browser, Map.of("login_hint", "listener 7 & co")));
    long id = postgres.number("select id from listener");

    assertThat(app.accounts.of(id).blockingGet().name()).isEqualTo("Name of listener 7 & co");
  }

  @Test
  void aFormFromAnotherOriginBeginsNothing() {
    var answer =
        app.browser()
            .send(
                "/login",
                request ->
                    request
                        .header("Origin", "https://elsewhere.example")
                        .POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(location(answer)).isEqualTo(app.url() + "/login");
    assertThat(postgres.number("select count(*) from sign_in")).isZero();
  }

  @Test
  void aFormWithAnotherWordForTrendsIsABadRequest() {
    var answer = app.browser().post("/login", Map.of("trends", "maybe"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"trends\"");
  }

  @Test
  void signingOutEndsTheSessionEverywhere() {
    Browser browser = app.signedIn("ada", false);

    var answer = browser.write("POST", "/logout", "");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(location(answer)).isEqualTo("/");
    assertThat(browser.cookie("session")).isNull();
    assertThat(browser.cookie("csrf")).isNull();
    assertThat(postgres.number("select count(*) from session")).isZero();
  }

  @Test
  void signingOutTakesTheCsrfTokenFromAFormToo() {
    Browser browser = app.signedIn("ada", false);

    assertThat(browser.post("/logout", Map.of()).statusCode()).isEqualTo(403);
    assertThat(postgres.number("select count(*) from session")).isOne();
    assertThat(browser.post("/logout", Map.of("csrf", browser.cookie("csrf"))).statusCode())
        .isEqualTo(303);
    assertThat(postgres.number("select count(*) from session")).isZero();
  }

  @Test
  void signingOutWithoutASessionIsNoMistake() {
    assertThat(location(app.browser().post("/logout", Map.of()))).isEqualTo("/");
  }

  @Test
  void aSessionInUseDoesNotEndAndOneThatIsNotDoes() {
    app.router
        .get("/who")
        .handler(
            ctx ->
                app.accounts
                    .sessions()
                    .require(ctx)
                    .subscribe(who -> ctx.response().end("in"), ctx::fail));
    Browser browser = app.signedIn("ada", false);

    for (int i = 0; i < 3; i++) {
      app.clock.pass(Duration.ofDays(29));
      assertThat(browser.get("/who").statusCode()).isEqualTo(200);
      await()
          .until(
              () ->
                  postgres.number(
                          "select count(*) from session where expires_at > $1",
                          app.clock.instant().plus(Duration.ofDays(29)).atOffset(ZoneOffset.UTC))
                      == 1);
    }
    app.clock.pass(Duration.ofDays(30));
    assertThat(browser.get("/who").statusCode()).isEqualTo(401);

    new Sweeper(TestVertx.shared(), postgres.pool(), app.clock).sweep().blockingAwait();
    assertThat(postgres.number("select count(*) from session")).isZero();
  }

  @Test
  void twoFirstSignInsOfOnePersonMakeOneListener() {
    Browser one = app.browser();
    Browser two = app.browser();
    String first = app.callback(one, Map.of());
    String second = app.callback(two, Map.of());

    List<String> locations =
        List.of(Map.entry(one, first), Map.entry(two, second)).parallelStream()
            .map(walk -> location(walk.getKey().get(walk.getValue())))
            .toList();

    assertThat(locations).containsExactly("/me", "/me");
    assertThat(postgres.number("select count(*) from listener")).isOne();
    assertThat(postgres.number("select count(*) from session")).isEqualTo(2);
  }

  @Test
  void withoutTheDatabaseNobodyCanBegin() {
    Pool nowhere =
        PgBuilder.pool()
            .using(TestVertx.shared())
            .connectingTo(postgres.options().setPort(1))
            .build();
    try (var away = new AccountsFixture(nowhere)) {
      var answer = away.browser().post("/login", Map.of());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
      assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    } finally {
      nowhere.rxClose().blockingAwait();
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }
}
