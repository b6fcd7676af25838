package dev.groundswell.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.account.AppCheck.Verdict;
import dev.groundswell.server.spotify.SpotifyOptions;
import dev.groundswell.server.spotify.TokenClient;
import dev.groundswell.testing.SettableClock;
import dev.groundswell.testing.TestVertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the provider answers becomes one of a few verdicts, each with something to do about it. */
class AppCheckIT {
  private final FakeProvider provider = new FakeProvider(TestVertx.shared());
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T06:00:00Z"));

  @AfterEach
  void stop() {
    provider.close();
  }

  private AppCheck check(URI accounts) {
    TokenClient client =
        new TokenClient(
            TestVertx.shared(),
            SpotifyOptions.of(accounts),
            new TokenClient.App("client", "hush"),
            clock);
    return new AppCheck(client.ofApp(), clock);
  }

  @Test
  void anAppThatGetsATokenIsAccepted() {
    AppCheck check = check(provider.url());
    assertThat(check.last()).isNull();
    assertThat(check.ask().blockingGet())
        .isEqualTo(new AppCheck.Checked(Verdict.ACCEPTED, clock.instant()));
    assertThat(check.last().verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_client, REFUSED",
    "401, invalid_client, REFUSED",
    "429, too_many, TOO_MANY",
    "503, server_error, TROUBLE",
    "404, not_found, NOT_AN_ENDPOINT",
    "400, invalid_request, NOT_AN_ENDPOINT"
  })
  void everyAnswerIsAVerdict(int status, String error, Verdict verdict) {
    provider.tokenStatus = status;
    provider.tokenError = error;
    assertThat(check(provider.url()).ask().blockingGet().verdict()).isEqualTo(verdict);
  }

  @Test
  void whereNothingListensThereIsNoConnection() {
    assertThat(check(URI.create("http://127.0.0.1:1")).ask().blockingGet().verdict())
        .isEqualTo(Verdict.UNREACHABLE);
  }

  @Test
  void whoAsksAgainAtOnceIsToldTheSameWithoutACall() {
    AppCheck check = check(provider.url());
    check.ask().blockingGet();
    provider.tokenStatus = 503;
    clock.pass(AppCheck.PAUSE.minusSeconds(1));
    assertThat(check.ask().blockingGet().verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(provider.tokenCalls).hasValue(1);

    clock.pass(Duration.ofSeconds(2));
    assertThat(check.ask().blockingGet().verdict()).isEqualTo(Verdict.TROUBLE);
    assertThat(provider.tokenCalls).hasValue(2);
  }
}
