package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import java.util.List;

/** Where sightings are given; the port between collecting and the truth. */
public interface PlayLedger {

  /**
   * Stores sightings and what follows from them: plays and numbered changes.
   *
   * <p>Completes after the commit, which is the acknowledgement; the caller keeps its place until
   * then. Storing the same sightings again changes nothing. Concurrent calls are committed
   * together.
   *
   * @return an error of {@link LedgerUnavailableException} where the ledger is away: nothing was
   *     stored, try again
   */
  Completable record(List<Sighting> sightings);
}
