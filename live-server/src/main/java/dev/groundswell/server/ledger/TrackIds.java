package dev.groundswell.server.ledger;

import java.util.List;

/**
 * The catalogue's numbers of a track.
 *
 * @param artists the main artist first
 * @param album 0 where unknown
 */
record TrackIds(long recording, List<Long> artists, long album) {
  TrackIds {
    artists = List.copyOf(artists);
  }
}
