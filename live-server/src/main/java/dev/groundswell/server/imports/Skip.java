package dev.groundswell.server.imports;

import java.util.Locale;

/** Why a row is not taken. */
enum Skip {
  /** Heard in a private session, which is never stored. */
  PRIVATE_SESSION(false),
  PODCAST(false),
  AUDIOBOOK(false),
  /** It names no track, or one without a title. */
  NO_TRACK(false),
  /** Not a millisecond of it was heard. */
  NOT_PLAYED(false),
  BAD_TIME(true),
  BAD_DURATION(true),
  BAD_TRACK(true),
  /** Not a JSON object. */
  NOT_A_ROW(true);

  private final boolean faulty;

  Skip(boolean faulty) {
    this.faulty = faulty;
  }

  /** Whether the row is broken, and so told by its number, rather than of no interest. */
  boolean isFaulty() {
    return faulty;
  }

  /** As the API says it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
