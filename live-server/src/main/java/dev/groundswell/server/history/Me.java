package dev.groundswell.server.history;

import dev.groundswell.server.account.Account;
import dev.groundswell.server.account.ConsentWarning;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A listener, as {@code GET /api/v1/me} tells themselves.
 *
 * @param name null where the provider shows none
 * @param trends whether they are part of public figures
 * @param zone IANA name of their time zone
 * @param state active; expired where they have to sign in again; refused where the provider does
 *     not let this app have them
 * @param consentEndsAt when the provider will ask them to sign in again
 * @param consentDaysLeft whole days until then
 * @param consentWarning 30d, 7d or 1d where it is that near; null where there is time, or it is
 *     over
 */
record Me(
    @Nullable String name,
    boolean trends,
    String zone,
    Instant connectedSince,
    String state,
    Instant consentEndsAt,
    long consentDaysLeft,
    @Nullable String consentWarning) {

  static Me of(Account account) {
    ConsentWarning warning = account.consentWarning();
    return new Me(
        account.name(),
        account.trends(),
        account.zone(),
        account.connectedSince(),
        account.state().stored(),
        account.consentEndsAt(),
        account.consentDaysLeft(),
        warning == null ? null : warning.label());
  }

  @Override
  public String toString() {
    return "Me[state=" + state + "]";
  }
}
