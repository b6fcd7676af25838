package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Genre;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.chance.Chance;
import dev.groundswell.simulator.population.Listener;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The playlists there are: Spotify's own, which everybody can hear and no app can read, and one of
 * each listener's, with what the listener knows and loves.
 */
public final class Playlists {
  /** How many tracks are on the playlist that everybody knows. */
  private static final int HITS = 18;

  private static final int OF_A_GENRE = 6;
  private static final int LIBRARY = 140;

  /** After so many days everything in a library has been replaced by something newer. */
  private static final int LIBRARY_DAYS = 90;

  private final long seed;
  private final Catalogue catalogue;
  private final Playlist hits;
  private final Map<String, Playlist> ofSpotify = new HashMap<>();

  /**
   * A playlist.
   *
   * @param id like Spotify's: 22 digits and letters
   * @param owner null: Spotify
   */
  public record Playlist(String id, String name, @Nullable Listener owner) {}

  public Playlists(long seed, Catalogue catalogue) {
    this.seed = seed;
    this.catalogue = catalogue;
    this.hits = new Playlist(Chance.of(seed, "playlist of hits").base62(22), "Today's Hits", null);
    publish(hits);
    for (Genre genre : catalogue.genres()) {
      for (int number = 0; number < OF_A_GENRE; number++) {
        publish(ofGenre(genre, number));
      }
    }
  }

  private void publish(Playlist playlist) {
    ofSpotify.put(playlist.id(), playlist);
  }

  private Playlist ofGenre(Genre genre, int number) {
    String id = Chance.of(seed, "genre's playlist", genre.index(), number).base62(22);
    String name = genre.name().substring(0, 1).toUpperCase(Locale.ROOT) + genre.name().substring(1);
    return new Playlist(id, name + " " + (number + 1), null);
  }

  /** The one that everybody knows. */
  Playlist hits() {
    return hits;
  }

  /** What is on {@link #hits}, besides what is new. */
  List<Track> onHits() {
    return catalogue.charts().byRank().subList(0, HITS);
  }

  /** One of Spotify's, of {@code genre}. */
  Playlist of(Genre genre, Chance chance) {
    return ofGenre(genre, chance.below(OF_A_GENRE));
  }

  /** The listener's own. */
  public Playlist own(Listener listener) {
    String id = Chance.of(seed, "own playlist", listener.number()).base62(22);
    return new Playlist(id, "Liked by " + listener.name(), listener);
  }

  /** One of Spotify's own, null where there is none with this id. */
  public @Nullable Playlist ofSpotify(String id) {
    return ofSpotify.get(id);
  }

  /** What is on the listener's own on the day of {@code at}. */
  public List<Track> onOwn(Listener listener, Instant at) {
    long day = DayPlanner.dayOf(listener, at).toEpochDay();
    return IntStream.range(0, LIBRARY).mapToObj(slot -> onOwn(listener, day, slot)).toList();
  }

  /** When the track at {@code place} was put there. */
  public Instant addedAt(Listener listener, Instant at, int place) {
    long day = DayPlanner.dayOf(listener, at).toEpochDay();
    long since = generation(day, place) * LIBRARY_DAYS - place * 7L;
    return Instant.EPOCH.plusSeconds(since * 86_400);
  }

  /** Something out of what the listener knows, the most loved most often. It is never stored. */
  Track fromOwn(Listener listener, long day, Chance chance) {
    double place = chance.unit();
    return onOwn(listener, day, (int) (place * place * LIBRARY));
  }

  private Track onOwn(Listener listener, long day, int slot) {
    Chance own = Chance.of(seed, "library", listener.number(), slot, generation(day, slot));
    Genre genre = catalogue.genres().get(listener.taste().draw(own));
    return catalogue.charts().draw(genre, own);
  }

  private static long generation(long day, int slot) {
    return Math.floorDiv(day + slot * 7L, LIBRARY_DAYS);
  }
}
