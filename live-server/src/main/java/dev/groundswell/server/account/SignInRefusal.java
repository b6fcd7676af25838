package dev.groundswell.server.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Why a sign-in came to nothing, in a word for the login page. */
final class SignInRefusal extends RuntimeException {
  private final String code;
  private final String details;

  SignInRefusal(String code) {
    this(code, "");
  }

  private SignInRefusal(String code, String details) {
    super(code, null, false, false);
    this.code = code;
    this.details = details;
  }

  /** Spotify wants no calls before then. */
  static SignInRefusal busy(Instant until) {
    // Whole seconds, and none too early.
    return new SignInRefusal(
        "busy", "&until=" + until.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS));
  }

  String code() {
    return code;
  }

  /** Where the person is told. */
  String loginPage() {
    return "/login?error=" + code + details;
  }
}
