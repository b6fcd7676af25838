package dev.groundswell.server.boards;

import io.reactivex.rxjava3.core.Single;
import java.util.Map;
import java.util.Set;

/** Where the names of recordings are kept; the ledger answers. */
public interface CatalogueStore {

  /**
   * The recordings of these numbers; those that are not known are left out. Never more than {@link
   * Catalogue#BATCH} are asked for at once.
   */
  Single<Map<Long, TrackView>> tracks(Set<Long> recordings);
}
