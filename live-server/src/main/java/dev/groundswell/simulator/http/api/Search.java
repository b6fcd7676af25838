package dev.groundswell.simulator.http.api;

import dev.groundswell.simulator.catalogue.Album;
import dev.groundswell.simulator.catalogue.Artist;
import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what has all words of a query in its names, the most popular first. Words may be meant for
 * one name: {@code track:}, {@code artist:}, {@code album:}, {@code isrc:}, with quotes where there
 * are several.
 */
final class Search {
  private static final Pattern WORD =
      Pattern.compile("(?:(track|artist|album|isrc):)?(?:\"([^\"]*)\"|(\\S+))");
  private static final int MOST = 100;

  private final Catalogue catalogue;

  Search(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * A word of a query.
   *
   * @param field empty: any
   */
  private record Word(String field, String text) {
    boolean isIn(String name, String... fields) {
      return (field.isEmpty() || List.of(fields).contains(field))
          && name.toLowerCase(Locale.ROOT).contains(text);
    }
  }

  List<Track> tracks(String query) {
    List<Word> words = words(query);
    return found(catalogue.charts().byRank(), track -> words.stream().allMatch(w -> has(w, track)));
  }

  private static boolean has(Word word, Track track) {
    return word.isIn(track.title(), "track")
        || word.isIn(track.artist().name(), "artist")
        || word.isIn(track.album().title(), "album")
        || (word.field().equals("isrc") && word.isIn(track.isrc(), "isrc"));
  }

  List<Artist> artists(String query) {
    List<Word> words = words(query);
    return found(
        catalogue.artists(),
        artist -> words.stream().allMatch(word -> word.isIn(artist.name(), "artist")));
  }

  List<Album> albums(String query) {
    List<Word> words = words(query);
    return found(
        catalogue.albums(),
        album ->
            words.stream()
                .allMatch(
                    word ->
                        word.isIn(album.title(), "album")
                            || word.isIn(album.artist().name(), "artist")));
  }

  private static <T> List<T> found(List<T> all, Predicate<T> which) {
    return all.stream().filter(which).limit(MOST).toList();
  }

  private static List<Word> words(String query) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(query);
    while (matcher.find()) {
      String field = matcher.group(1) == null ? "" : matcher.group(1);
      String text = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      words.add(new Word(field, text.toLowerCase(Locale.ROOT)));
    }
    return words;
  }
}
