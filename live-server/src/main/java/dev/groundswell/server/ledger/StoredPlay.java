package dev.groundswell.server.ledger;

import dev.groundswell.events.PlayState;

/**
 * A row of {@code play}.
 *
 * @param id the ledger's number, 0 while it is not stored
 * @param publicId the opaque id shown outside
 * @param firstSighting its identity: the earliest of its sightings
 * @param endedAt END, epoch milliseconds
 * @param state what the jobs know of it
 * @param rev from 1
 */
record StoredPlay(
    long id,
    String publicId,
    long listenerId,
    long firstSighting,
    long endedAt,
    PlayState state,
    int rev) {

  StoredPlay withId(long stored) {
    return new StoredPlay(stored, publicId, listenerId, firstSighting, endedAt, state, rev);
  }

  /** This play a revision later. */
  StoredPlay next(long ended, PlayState later) {
    return new StoredPlay(id, publicId, listenerId, firstSighting, ended, later, rev + 1);
  }
}
