package dev.groundswell.server.boards;

import dev.groundswell.server.ledger.TrackView;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;
import java.util.Set;

/** Where recordings are looked up; the ledger's catalogue answers. */
public interface TrackNames {

  /**
   * The recordings of these numbers; those that are not known are left out. Never more than {@link
   * Catalogue#BATCH} are asked for at once.
   */
  Single<Map<Long, TrackView>> tracks(Set<Long> recordings);
}
