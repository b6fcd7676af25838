package dev.groundswell.server.ledger;

import dev.groundswell.server.ledger.Sighting.Kind;

/**
 * A sighting as the ledger holds it; all instants in epoch milliseconds.
 *
 * @param countedAt 0 where the play had not begun to count
 * @param removed whether the listener deleted the play
 */
record StoredSighting(
    long id,
    long listenerId,
    long recordingId,
    Kind kind,
    String observation,
    int revision,
    long startedAt,
    long endedAt,
    boolean knowsStart,
    boolean knowsEnd,
    long heardMs,
    long countedAt,
    boolean removed) {

  /** Whose, and of what: sightings of different keys have nothing to do with each other. */
  Key key() {
    return new Key(listenerId, recordingId);
  }

  /** One listener's plays of one recording. */
  record Key(long listenerId, long recordingId) {}
}
