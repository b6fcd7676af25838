package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.PlayedTrack;
import io.reactivex.rxjava3.core.Maybe;
import java.util.List;

/** The ledger's numbers of recordings, for streams that carry nothing else of a track. */
public interface Recordings {

  /**
   * What the ledger knows a track by.
   *
   * @param artists the main artist first
   * @param genre 0 where it has none
   */
  record Known(long recording, List<Long> artists, long genre) {
    public Known {
      artists = List.copyOf(artists);
    }
  }

  /** What a track is known by; empty where the ledger has not heard of it, or cannot be asked. */
  Maybe<Known> find(PlayedTrack track);
}
