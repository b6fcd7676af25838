package dev.groundswell.server.poll;

import java.time.Duration;

/**
 * Kinds of turns, each with the lateness it bears: the turn whose patience ends first is taken
 * first.
 *
 * <p>So a predicted end goes before a check, a check before a look at a silent player, and the
 * backlog last, while nobody waits for ever behind the more urgent.
 */
enum Lane {
  /** A track should have ended. */
  END(EndpointClass.PLAYBACK, Duration.ZERO),
  /** A player that plays, which may have skipped. */
  CHECK(EndpointClass.PLAYBACK, Duration.ofSeconds(10)),
  /** A player that was silent. */
  IDLE(EndpointClass.PLAYBACK, Duration.ofSeconds(60)),
  /** The list of what was played. */
  BACKLOG(EndpointClass.HISTORY, Duration.ofMinutes(10));

  private final EndpointClass endpoint;
  private final Duration patience;

  Lane(EndpointClass endpoint, Duration patience) {
    this.endpoint = endpoint;
    this.patience = patience;
  }

  EndpointClass endpoint() {
    return endpoint;
  }

  /** How late a turn may be before one of a more urgent kind no longer overtakes it. */
  Duration patience() {
    return patience;
  }
}
