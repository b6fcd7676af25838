package dev.groundswell.simulator.http.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final Consent CONSENT = new Consent(42, "app", "a-scope b-scope");

  private final Tokens tokens = at(NOW);

  private static Tokens at(Instant instant) {
    return new Tokens(1, Clock.fixed(instant, ZoneOffset.UTC));
  }

  @Test
  void aTokenOutlivesTheProcessThatGaveIt() {
    String token = tokens.access(CONSENT);
    assertThat(at(NOW.plusSeconds(9)).readAccess(token))
        .isEqualTo(new Tokens.Claim(CONSENT, NOW.plus(Duration.ofHours(1))));
  }

  @Test
  void anAccessTokenEndsAfterAnHour() {
    Tokens.Claim claim = tokens.readAccess(tokens.access(CONSENT));
    assertThat(at(NOW.plusSeconds(3_599)).ended(claim)).isFalse();
    assertThat(at(NOW.plusSeconds(3_600)).ended(claim)).isTrue();
  }

  @Test
  void refreshingDoesNotProlongAConsent() {
    Tokens.Claim first = tokens.readRefresh(tokens.refresh(CONSENT));
    assertThat(first.until()).isEqualTo("2027-05-22T06:00:00Z");
    Tokens later = at(NOW.plus(Duration.ofDays(100)));
    assertThat(later.readRefresh(later.refresh(first)).until()).isEqualTo(first.until());
  }

  @Test
  void neitherKindStandsForTheOther() {
    assertThat(tokens.readRefresh(tokens.access(CONSENT))).isNull();
    assertThat(tokens.readAccess(tokens.refresh(CONSENT))).isNull();
  }

  @Test
  void whatWasNotSignedHereIsNoToken() {
    String token = tokens.access(CONSENT);
    assertThat(new Tokens(2, Clock.systemUTC()).readAccess(token)).isNull();
    for (String bad :
        new String[] {"", ".", "a.b", "?.?", token + "x", "x" + token, token + ".x"}) {
      assertThat(tokens.readAccess(bad)).as(bad).isNull();
    }
  }

  @Test
  void whatIsRevokedIsNoTokenAndWhatIsGivenAfterwardsIs() {
    String access = tokens.access(CONSENT);
    String refresh = tokens.refresh(CONSENT);
    String anothers = tokens.access(new Consent(43, "app", ""));
    tokens.revoke(42);
    assertThat(tokens.readAccess(access)).isNull();
    assertThat(tokens.readRefresh(refresh)).isNull();
    assertThat(tokens.readAccess(anothers)).isNotNull();
    assertThat(tokens.readAccess(tokens.access(CONSENT))).isNotNull();
  }

  @Test
  void eitherKindCanBeEndedBeforeItsTime() {
    String access = tokens.access(CONSENT);
    String refresh = tokens.refresh(CONSENT);
    tokens.endAccess(42);
    assertThat(tokens.ended(tokens.readAccess(access))).isTrue();
    assertThat(tokens.ended(tokens.readRefresh(refresh))).isFalse();
    assertThat(tokens.ended(tokens.readAccess(tokens.access(CONSENT)))).isFalse();
    tokens.endRefresh(42);
    assertThat(tokens.ended(tokens.readRefresh(refresh))).isTrue();
  }
}
