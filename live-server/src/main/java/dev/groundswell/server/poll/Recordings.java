package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.PlayedTrack;
import io.reactivex.rxjava3.core.Maybe;

/** The ledger's numbers of recordings, for streams that carry nothing else of a track. */
public interface Recordings {

  /** The number of a track; empty where the ledger has not heard of it yet, or cannot be asked. */
  Maybe<Long> numberOf(PlayedTrack track);
}
