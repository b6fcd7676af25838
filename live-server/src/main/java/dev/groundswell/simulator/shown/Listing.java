package dev.groundswell.simulator.shown;

import java.time.Instant;

/** What becomes of a play in Spotify's history. */
public sealed interface Listing {

  /** It is listed from {@code since} on, as long as it is among the last 50. */
  record Listed(Instant since) implements Listing {}

  /** It is never listed. */
  record Never(Reason reason) implements Listing {}

  /** Why a play is never listed. */
  enum Reason {
    /** Less than 30 s were heard. */
    SHORT,
    /** The session was private. */
    PRIVATE,
    /** Podcasts are not in this history. */
    EPISODE,
    AD,
    /** For no reason: Spotify omits some. */
    OMITTED
  }
}
