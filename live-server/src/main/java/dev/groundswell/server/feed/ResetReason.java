package dev.groundswell.server.feed;

import java.util.Locale;

/** Why a subscriber is told to forget what it has; a snapshot follows. */
enum ResetReason {
  /** The cursor is older than the log, or was never in it. */
  CURSOR_EXPIRED,
  /** More events were missed than are sent again. */
  TOO_FAR,
  /** The subscriber did not take what was sent. */
  SLOW,
  /** The log began anew. */
  RESTART;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
