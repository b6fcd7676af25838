package dev.groundswell.server.account;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A listener's connection to the provider, as they may see it themselves.
 *
 * @param name as the provider shows it, null where there is none
 * @param trends whether the listener is part of public figures
 * @param zone the listener's time zone, an IANA name
 * @param connectedSince when they first signed in
 * @param consentedAt when they last consented
 * @param readAt when this was so
 */
public record Account(
    @Nullable String name,
    boolean trends,
    String zone,
    Instant connectedSince,
    State state,
    Instant consentedAt,
    Instant readAt) {

  /** A consent ends half a year after it was given, however often tokens are renewed. */
  private static final Period CONSENT = Period.ofMonths(6);

  /** How things stand with the provider. */
  public enum State {
    ACTIVE,
    /** Consent is over; the listener has to sign in again. */
    EXPIRED,
    /** The provider does not let this app have the listener. */
    REFUSED;

    static State of(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Instant consentEndsAt() {
    return endOfConsent(consentedAt);
  }

  /** Whole days until the consent ends; 0 on the last day and afterwards. */
  public long consentDaysLeft() {
    return Math.max(0, Duration.between(readAt, consentEndsAt()).toDays());
  }

  /** The warning that is due, null where the end is far, or past and no longer to be warned of. */
  public @Nullable ConsentWarning consentWarning() {
    return state == State.ACTIVE
        ? ConsentWarning.of(Duration.between(readAt, consentEndsAt()))
        : null;
  }

  static Instant endOfConsent(Instant consentedAt) {
    return consentedAt.atOffset(ZoneOffset.UTC).plus(CONSENT).toInstant();
  }

  @Override
  public String toString() {
    return "Account[trends=" + trends + ", state=" + state + ", consentedAt=" + consentedAt + "]";
  }
}
