package dev.groundswell.simulator.catalogue;

import dev.groundswell.simulator.chance.Chance;
import dev.groundswell.simulator.chance.Weighted;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes up a catalogue: artists first, then the releases of each, then who is popular. */
final class CatalogueBuilder {
  private static final int ARTISTS = 840;

  /** Fixed, so that the catalogue does not depend on the day on which it is made. */
  private static final LocalDate NEWEST_RELEASE = LocalDate.of(2026, 10, 30);

  private static final int MEDIAN_LENGTH_MS = 200_000;
  private static final int SHORTEST_MS = 45_000;
  private static final int LONGEST_MS = 720_000;

  private final long seed;
  private final Map<String, Language> languages = WordLists.languages();
  private final List<Genre> genres = WordLists.genres();
  private final List<Artist> artists = new ArrayList<>();
  private final List<Language> languageOfArtist = new ArrayList<>();
  private final List<Album> albums = new ArrayList<>();
  private final List<Track> tracks = new ArrayList<>();

  CatalogueBuilder(long seed) {
    this.seed = seed;
  }

  Catalogue build() {
    addArtists();
    for (Artist artist : artists) {
      addReleases(artist);
    }
    return new Catalogue(
        genres,
        artists,
        albums,
        tracks,
        new Charts(genres, artists, tracks, seed),
        new Podcasts(seed),
        new Releases(seed, artists, languageOfArtist, tracks.size()));
  }

  private void addArtists() {
    Weighted byShare = Weighted.by(genres.stream().mapToDouble(Genre::share).toArray());
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < ARTISTS; i++) {
      Chance chance = Chance.of(seed, "artist", i);
      // Every genre has its artists, whatever the draw says.
      int first = i < 2 * genres.size() ? i % genres.size() : byShare.draw(chance);
      Genre genre = genres.get(first);
      String spoken = chance.pick(genre.languages());
      Language language =
          Objects.requireNonNull(languages.get(spoken), () -> "no such language: " + spoken);
      String name = language.band(chance);
      while (!taken.add(name.toLowerCase(Locale.ROOT))) {
        name = language.band(chance);
      }
      artists.add(new Artist(i, chance.base62(22), name, genre, chance.happens(0.12)));
      languageOfArtist.add(language);
    }
  }

  private void addReleases(Artist artist) {
    Chance chance = Chance.of(seed, "releases", artist.index());
    LocalDate debut = NEWEST_RELEASE.minusDays((long) chance.logNormal(2600, 0.9) % 20_000);
    int albumCount = chance.below(2) + (chance.happens(0.2) ? 1 : 0);
    int singleCount = 1 + chance.below(2);
    for (int i = 0; i < albumCount + singleCount; i++) {
      boolean single = i >= albumCount;
      int size =
          single ? 1 + (chance.happens(0.25) ? 1 + chance.below(4) : 0) : 7 + chance.below(8);
      addRelease(artist, single, size, releasedSince(debut, chance), chance);
    }
  }

  private static LocalDate releasedSince(LocalDate debut, Chance chance) {
    long days = NEWEST_RELEASE.toEpochDay() - debut.toEpochDay();
    // Newer ones are more: the square root pulls towards the newest.
    return debut.plusDays((long) (StrictMath.sqrt(chance.unit()) * days));
  }

  private void addRelease(
      Artist artist, boolean single, int size, LocalDate released, Chance chance) {
    Language language = languageOfArtist.get(artist.index());
    List<String> titles = titles(language, size, chance);
    Album album =
        new Album(
            albums.size(),
            chance.base62(22),
            single || chance.happens(0.3) ? titles.get(0) : language.album(chance),
            artist,
            single ? Album.Kind.SINGLE : Album.Kind.ALBUM,
            released,
            precision(released, chance),
            tracks.size(),
            size);
    albums.add(album);
    String label = label(artist);
    for (int i = 0; i < size; i++) {
      addTrack(album, i + 1, titles.get(i), label, chance);
    }
  }

  private static List<String> titles(Language language, int size, Chance chance) {
    List<String> titles = new ArrayList<>();
    while (titles.size() < size) {
      String title = language.title(chance);
      if (!titles.contains(title)) {
        titles.add(title);
      }
    }
    return titles;
  }

  private static Album.Precision precision(LocalDate released, Chance chance) {
    boolean old = released.getYear() < 2000;
    if (old && chance.happens(0.5)) {
      return Album.Precision.YEAR;
    }
    return old && chance.happens(0.2) ? Album.Precision.MONTH : Album.Precision.DAY;
  }

  private void addTrack(Album album, int number, String title, String label, Chance chance) {
    List<Artist> by = new ArrayList<>(List.of(album.artist()));
    String shown = title;
    if (chance.happens(0.1)) {
      Artist guest = chance.pick(artists);
      if (!guest.equals(album.artist())) {
        by.add(guest);
        shown = title + " (feat. " + guest.name() + ")";
      }
    }
    double length = chance.logNormal(MEDIAN_LENGTH_MS, 0.28);
    tracks.add(
        new Track(
            tracks.size(),
            chance.base62(22),
            shown,
            by,
            album,
            number,
            (int) Math.min(LONGEST_MS, Math.max(SHORTEST_MS, length)),
            isrc(label, album.released(), tracks.size()),
            chance.happens(0.12)));
  }

  /** Three letters for who registers an artist's recordings. */
  private String label(Artist artist) {
    Chance chance = Chance.of(seed, "label", artist.index() / 5);
    var letters = new StringBuilder(3);
    for (int i = 0; i < 3; i++) {
      letters.append((char) ('A' + chance.below(26)));
    }
    return letters.toString();
  }

  /** Of the right shape, under a country code that is given to nobody. */
  private static String isrc(String label, LocalDate released, int number) {
    return String.format(Locale.ROOT, "XG%s%02d%05d", label, released.getYear() % 100, number);
  }
}
