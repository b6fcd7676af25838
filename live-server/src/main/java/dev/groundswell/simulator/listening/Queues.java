package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.catalogue.Album;
import dev.groundswell.simulator.catalogue.Artist;
import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Episode;
import dev.groundswell.simulator.catalogue.Genre;
import dev.groundswell.simulator.catalogue.LocalFile;
import dev.groundswell.simulator.catalogue.Playable;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.chance.Chance;
import dev.groundswell.simulator.population.Habits;
import dev.groundswell.simulator.population.Listener;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people put on: an album, an artist, a playlist of a genre, or what they know and love.
 *
 * <p>All of it is drawn by popularity and taste, so that over many listeners the tracks' plays
 * follow the charts.
 */
final class Queues {
  private static final int LIBRARY = 140;

  /** After so many days everything in a library has been replaced by something newer. */
  private static final int LIBRARY_DAYS = 90;

  private static final int PLAYLISTS_OF_A_GENRE = 6;

  private final long seed;
  private final Catalogue catalogue;

  Queues(long seed, Catalogue catalogue) {
    this.seed = seed;
    this.catalogue = catalogue;
  }

  /**
   * What to hear one after the other.
   *
   * @param context null where there is none
   */
  record Queue(Setting.@Nullable Context context, boolean shuffle, Stream<Playable> items) {

    Setting setting(Listener.Device device, boolean privately) {
      Setting.Repeat repeat = shuffle ? Setting.Repeat.CONTEXT : Setting.Repeat.OFF;
      return new Setting(device, context, shuffle, repeat, privately);
    }
  }

  /** What {@code listener} puts on at an hour of the local day {@code date}. */
  Queue choose(Listener listener, LocalDate date, double hour, Chance chance) {
    long day = date.toEpochDay();
    Habits habits = listener.habits();
    double other = chance.unit();
    if (other < habits.podcasts()) {
      return podcast(date, chance);
    }
    if (other > 1 - habits.localFiles()) {
      return endless(null, () -> new LocalFile(fromLibrary(listener, day, chance)));
    }
    if (chance.happens(habits.albums())) {
      return album(track(listener, hour, chance), chance);
    }
    double kind = chance.unit();
    if (kind < 0.15) {
      return artist(track(listener, hour, chance).artist(), chance);
    }
    if (kind < 0.55) {
      return playlist(genre(listener, hour, chance), chance);
    }
    if (kind < 0.65) {
      return endless(null, () -> track(listener, hour, chance));
    }
    return endless(ownPlaylist(listener), () -> fromLibrary(listener, day, chance));
  }

  private Queue album(Track start, Chance chance) {
    Album album = start.album();
    List<Track> tracks = catalogue.tracksOf(album);
    int from = chance.happens(0.3) ? start.number() - 1 : 0;
    return new Queue(
        new Setting.Context("album", album.id()),
        false,
        tracks.subList(from, tracks.size()).stream().map(Playable.class::cast));
  }

  /** One of the newest episode, which is heard as far as the session goes. */
  private Queue podcast(LocalDate date, Chance chance) {
    Episode.Show show = catalogue.podcasts().draw(chance);
    Episode episode = catalogue.podcasts().newest(show, date);
    return new Queue(new Setting.Context("show", show.id()), false, Stream.of(episode));
  }

  private Queue artist(Artist artist, Chance chance) {
    return endless(
        new Setting.Context("artist", artist.id()), () -> catalogue.charts().draw(artist, chance));
  }

  private Queue playlist(Genre genre, Chance chance) {
    int number = chance.below(PLAYLISTS_OF_A_GENRE);
    String id = Chance.of(seed, "genre's playlist", genre.index(), number).base62(22);
    return endless(
        new Setting.Context("playlist", id), () -> catalogue.charts().draw(genre, chance));
  }

  private Setting.Context ownPlaylist(Listener listener) {
    String id = Chance.of(seed, "own playlist", listener.number()).base62(22);
    return new Setting.Context("playlist", id);
  }

  private static Queue endless(Setting.@Nullable Context context, Supplier<Playable> next) {
    return new Queue(context, true, Stream.generate(next));
  }

  /** Something out of what the listener knows, the most loved most often. It is never stored. */
  private Track fromLibrary(Listener listener, long day, Chance chance) {
    double place = chance.unit();
    int slot = (int) (place * place * LIBRARY);
    long generation = Math.floorDiv(day + slot * 7L, LIBRARY_DAYS);
    Chance own = Chance.of(seed, "library", listener.number(), slot, generation);
    return catalogue.charts().draw(genre(listener, own), own);
  }

  private Track track(Listener listener, double hour, Chance chance) {
    return catalogue.charts().draw(genre(listener, hour, chance), chance);
  }

  /** A genre by taste and by the time of the day. */
  private Genre genre(Listener listener, double hour, Chance chance) {
    Genre genre = genre(listener, chance);
    for (int tries = 0; tries < 4 && !chance.happens(fit(genre, hour)); tries++) {
      genre = genre(listener, chance);
    }
    return genre;
  }

  private Genre genre(Listener listener, Chance chance) {
    return catalogue.genres().get(listener.taste().draw(chance));
  }

  /** 1 at the genre's hour, 0.3 twelve hours away. */
  private static double fit(Genre genre, double hour) {
    return 0.65 + 0.35 * StrictMath.cos((hour - genre.peakHour()) / 12 * StrictMath.PI);
  }
}
