package dev.groundswell.server.boards;

import dev.groundswell.server.ledger.ArtistView;
import dev.groundswell.server.ledger.GenreView;
import dev.groundswell.server.ledger.TrackView;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;
import java.util.Set;

/** Where what is ranked is looked up; the ledger's catalogue answers. */
public record Names(
    Lookup<TrackView> tracks, Lookup<ArtistView> artists, Lookup<GenreView> genres) {

  /** Where one kind of things is looked up. */
  public interface Lookup<V> {

    /**
     * The things of these numbers of the ledger's; those that are not known are left out. Never
     * more than {@link NameCache#BATCH} are asked for at once.
     */
    Single<Map<Long, V>> find(Set<Long> items);
  }
}
