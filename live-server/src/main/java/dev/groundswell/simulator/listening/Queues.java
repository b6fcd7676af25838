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
  private final Catalogue catalogue;
  private final Playlists playlists;
  private final TakingOff takingOff;

  Queues(long seed, Catalogue catalogue, TakingOff takingOff) {
    this.catalogue = catalogue;
    this.playlists = new Playlists(seed, catalogue);
    this.takingOff = takingOff;
  }

  /** How far a listener's day has got. */
  interface Now {
    LocalDate date();

    /** Of the local day; 25 is one o'clock of the next. */
    double hour();

    /** In milliseconds of the epoch. */
    long at();
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

  /** What {@code listener} puts on; what is drawn later goes by what is new by then. */
  Queue choose(Listener listener, Now now, Chance chance) {
    long day = now.date().toEpochDay();
    double hour = now.hour();
    Habits habits = listener.habits();
    double other = chance.unit();
    if (other < habits.podcasts()) {
      return podcast(now.date(), chance);
    }
    if (other > 1 - habits.localFiles()) {
      return endless(null, () -> new LocalFile(playlists.fromOwn(listener, day, chance)));
    }
    if (chance.happens(habits.albums())) {
      return album(track(listener, hour, chance), chance);
    }
    double kind = chance.unit();
    if (kind < 0.12) {
      return artist(track(listener, hour, chance).artist(), chance);
    }
    if (kind < 0.36) {
      return playlist(genre(listener, hour, chance), now, chance);
    }
    if (kind < 0.62) {
      return hits(now, chance);
    }
    if (kind < 0.7) {
      return endless(null, () -> newOr(now, chance, () -> track(listener, hour, chance)));
    }
    return endless(
        context(playlists.own(listener)), () -> playlists.fromOwn(listener, day, chance));
  }

  /** Something new now and then, else what {@code otherwise} says. */
  private Track newOr(Now now, Chance chance, Supplier<Track> otherwise) {
    Track fresh = takingOff.draw(now.at(), chance);
    return fresh == null ? otherwise.get() : fresh;
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

  private Queue playlist(Genre genre, Now now, Chance chance) {
    return endless(
        context(playlists.of(genre, chance)),
        () -> newOr(now, chance, () -> catalogue.charts().draw(genre, chance)));
  }

  /** What everybody hears: the head of the charts, and what is new. */
  private Queue hits(Now now, Chance chance) {
    return endless(
        context(playlists.hits()), () -> newOr(now, chance, () -> chance.pick(playlists.onHits())));
  }

  private static Setting.Context context(Playlists.Playlist playlist) {
    return new Setting.Context("playlist", playlist.id());
  }

  private static Queue endless(
      Setting.@Nullable Context context, Supplier<? extends Playable> next) {
    return new Queue(context, true, Stream.generate(next).map(Playable.class::cast));
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
