package dev.groundswell.simulator.http.accounts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Access and refresh tokens that carry their own meaning.
 *
 * <p>A token is its consent and its dates with a signature, whose key follows from the seed. So
 * nothing is stored, and a token outlives the simulator that gave it. Only what a test ends before
 * its time is remembered.
 */
public final class Tokens {
  /** How long an access token is good for. */
  public static final Duration ACCESS = Duration.ofHours(1);

  /** How long after the consent it can be refreshed. */
  public static final Period REFRESH = Period.ofMonths(6);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MOST_CHARACTERS = 4_096;

  private enum Kind {
    ACCESS,
    REFRESH
  }

  /**
   * What a token says.
   *
   * @param until when it ends
   */
  public record Claim(Consent consent, Instant until) {}

  private final SecretKeySpec key;
  private final Clock clock;
  private final Endings endings = new Endings();

  /** Of the token that was given last; later tokens have higher ones, by the clock's time. */
  private final AtomicLong lastSerial = new AtomicLong();

  public Tokens(long seed, Clock clock) {
    this.key =
        new SecretKeySpec(
            ("groundswell simulator " + seed).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.clock = clock;
  }

  String access(Consent consent) {
    return sign(Kind.ACCESS, consent, clock.instant().plus(ACCESS));
  }

  /** A refresh token for a consent that is given now. */
  String refresh(Consent consent) {
    return refresh(
        new Claim(consent, clock.instant().atOffset(ZoneOffset.UTC).plus(REFRESH).toInstant()));
  }

  /** A refresh token in place of another, which does not last longer than that one. */
  String refresh(Claim former) {
    return sign(Kind.REFRESH, former.consent(), former.until());
  }

  /** Ends the consent of {@code listener}: no token given before is good any more. */
  public void revoke(int listener) {
    endings.revoke(listener, nextSerial());
  }

  /** Ends the access tokens of {@code listener} before their time. */
  public void endAccess(int listener) {
    endings.endAccess(listener, nextSerial());
  }

  /** Ends the refresh tokens of {@code listener}, as if the consent were six months old. */
  public void endRefresh(int listener) {
    endings.endRefresh(listener, nextSerial());
  }

  private long nextSerial() {
    long time = clock.millis() * 1_000;
    return lastSerial.updateAndGet(last -> Math.max(last + 1, time));
  }

  /** What an access token says, ended or not; null where it is none of ours, or revoked. */
  public @Nullable Claim readAccess(String token) {
    return read(Kind.ACCESS, token);
  }

  /** What a refresh token says, ended or not; null where it is none of ours, or revoked. */
  public @Nullable Claim readRefresh(String token) {
    return read(Kind.REFRESH, token);
  }

  /** Whether {@code claim} has come to its end. */
  public boolean ended(Claim claim) {
    return !clock.instant().isBefore(claim.until());
  }

  private String sign(Kind kind, Consent consent, Instant until) {
    String said =
        String.join(
            "\n",
            kind.name(),
            Integer.toString(consent.listener()),
            Long.toString(nextSerial()),
            Long.toString(until.getEpochSecond()),
            consent.clientId(),
            consent.scope());
    byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return base64.encodeToString(bytes) + "." + base64.encodeToString(signature(bytes));
  }

  private @Nullable Claim read(Kind kind, String token) {
    int dot = token.indexOf('.');
    if (dot < 0 || token.length() > MOST_CHARACTERS) {
      return null;
    }
    byte[] said;
    byte[] signature;
    try {
      said = Base64.getUrlDecoder().decode(token.substring(0, dot));
      signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
    if (!MessageDigest.isEqual(signature, signature(said))) {
      return null;
    }
    String[] part = new String(said, StandardCharsets.UTF_8).split("\n", -1);
    return part[0].equals(kind.name()) ? claim(kind, part) : null;
  }

  private @Nullable Claim claim(Kind kind, String[] part) {
    int listener = Integer.parseInt(part[1]);
    long serial = Long.parseLong(part[2]);
    if (endings.isRevoked(listener, serial)) {
      return null;
    }
    boolean ended =
        kind == Kind.ACCESS
            ? endings.isAccessEnded(listener, serial)
            : endings.isRefreshEnded(listener, serial);
    Instant until = ended ? Instant.EPOCH : Instant.ofEpochSecond(Long.parseLong(part[3]));
    return new Claim(new Consent(listener, part[4], part[5]), until);
  }

  private byte[] signature(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
