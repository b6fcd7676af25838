package dev.groundswell.server.boards;

import dev.groundswell.events.Topic;
import dev.groundswell.server.ledger.ArtistView;
import dev.groundswell.server.ledger.GenreView;
import dev.groundswell.server.ledger.ItemView;
import dev.groundswell.server.ledger.TrackView;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The names of whatever is ranked, remembered so that no page view asks for them. */
public final class Catalogue {
  private final NameCache<TrackView> tracks;
  private final NameCache<ArtistView> artists;
  private final NameCache<GenreView> genres;

  /**
   * @param scheduler on which waiting is given up
   */
  public Catalogue(Names names, Clock clock, RandomGenerator chance, Scheduler scheduler) {
    tracks = new NameCache<>(names.tracks(), clock, chance, scheduler);
    artists = new NameCache<>(names.artists(), clock, chance, scheduler);
    genres = new NameCache<>(names.genres(), clock, chance, scheduler);
  }

  /** The items whose names are known or come soon; never an error. */
  public Single<? extends Map<Long, ? extends ItemView>> named(Topic.Kind kind, Set<Long> items) {
    return switch (kind) {
      case TRACKS -> tracks.named(items);
      case ARTISTS -> artists.named(items);
      case GENRES -> genres.named(items);
    };
  }

  /** The recordings whose names are known or come soon; never an error. */
  public Single<Map<Long, TrackView>> tracks(Set<Long> recordings) {
    return tracks.named(recordings);
  }
}
