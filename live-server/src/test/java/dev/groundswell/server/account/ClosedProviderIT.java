package dev.groundswell.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.poll.ClosedException;
import dev.groundswell.testing.PostgresFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A provider that answers 429 at the token endpoint or for a profile. */
class ClosedProviderIT {
  private static final Duration TWO_HOURS = Duration.ofHours(2);

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
  void aRefusedRenewalIsNotTriedAgainBeforeItsTimeByAnybody() {
    app.signedIn("ada", false);
    app.signedIn("bob", false);
    app.clock.pass(Duration.ofHours(1));
    app.provider.tokenStatus = 429;
    int before = app.provider.tokenCalls.get();
    Instant refused = app.clock.instant();

    for (long listener : listeners()) {
      app.accounts
          .tokens()
          .current(listener)
          .test()
          .awaitDone(10, TimeUnit.SECONDS)
          .assertError(
              e ->
                  e instanceof ClosedException closed
                      && closed.until().isAfter(refused.plus(TWO_HOURS)));
    }
    app.clock.pass(TWO_HOURS);
    assertThat(signInOf("eve")).startsWith("/login?error=busy&until=");

    assertThat(app.provider.tokenCalls).hasValue(before + 1);
  }

  @Test
  void aRefusalOutlivesARestartAndEndsInItsTime() {
    app.provider.tokenStatus = 429;
    assertThat(signInOf("ada")).startsWith("/login?error=busy&until=2026-11-22T08:00:");
    app.close();
    app = new AccountsFixture(postgres);

    assertThat(begun()).startsWith("/login?error=busy&until=2026-11-22T08:00:");
    assertThat(app.provider.tokenCalls).hasValue(0);

    app.clock.pass(TWO_HOURS.plusSeconds(5));
    assertThat(signInOf("ada")).isEqualTo("/me");
  }

  @Test
  void aSpentQuotaOfProfilesClosesSignInsAndNoRenewals() {
    app.signedIn("ada", false);
    app.provider.profileStatus = 429;
    assertThat(signInOf("bob")).startsWith("/login?error=busy&until=");
    assertThat(begun()).startsWith("/login?error=busy&until=");
    assertThat(app.provider.profileCalls).hasValue(2);

    app.clock.pass(Duration.ofHours(1));
    assertThat(app.accounts.tokens().current(listeners()[0]).blockingGet())
        .startsWith("access-secret-");
  }

  @Test
  void afterItsTimeOneCallGoesAheadOfTheOthers() {
    for (String person : new String[] {"ada", "bob", "eve"}) {
      app.signedIn(person, false);
    }
    app.clock.pass(Duration.ofHours(1));
    app.provider.tokenStatus = 429;
    app.accounts.tokens().current(listeners()[0]).test().awaitDone(10, TimeUnit.SECONDS);
    app.clock.pass(TWO_HOURS.plusSeconds(5));
    int before = app.provider.tokenCalls.get();

    var asked =
        Arrays.stream(listeners())
            .mapToObj(listener -> app.accounts.tokens().current(listener).test())
            .toList();
    asked.forEach(one -> one.awaitDone(10, TimeUnit.SECONDS).assertError(ClosedException.class));

    assertThat(app.provider.tokenCalls).hasValue(before + 1);
  }

  private String signInOf(String person) {
    Browser browser = app.browser();
    String at = begun(browser);
    return at.startsWith("/login") ? at : finished(browser, at, person);
  }

  private String finished(Browser browser, String at, String person) {
    app.provider.person = person;
    return Browser.location(browser.get(Browser.location(browser.get(at))));
  }

  private String begun() {
    return begun(app.browser());
  }

  private static String begun(Browser browser) {
    return Browser.location(browser.post("/login", Map.of()));
  }

  private long[] listeners() {
    return postgres.query("select id from listener order by id").stream()
        .mapToLong(row -> row.getLong(0))
        .toArray();
  }
}
