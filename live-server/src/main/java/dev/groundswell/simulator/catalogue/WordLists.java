package dev.groundswell.simulator.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The word lists that lie beside this class: languages and genres. */
public final class WordLists {
  private static final Pattern BAR = Pattern.compile("\\|");

  private WordLists() {}

  /** The languages by name, in the order of the file. */
  public static Map<String, Language> languages() {
    Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();
    Map<String, List<String>> section = new LinkedHashMap<>();
    for (String line : lines("languages.txt")) {
      if (line.startsWith("[")) {
        section = new LinkedHashMap<>();
        sections.put(line.substring(1, line.indexOf(']')), section);
      } else {
        int equals = line.indexOf('=');
        section.put(line.substring(0, equals).strip(), parts(line.substring(equals + 1)));
      }
    }
    Map<String, Language> languages = new LinkedHashMap<>();
    sections.forEach((name, words) -> languages.put(name, new Language(name, words)));
    return languages;
  }

  /** The genres, in the order of the file. */
  static List<Genre> genres() {
    List<Genre> genres = new ArrayList<>();
    for (String line : lines("genres.txt")) {
      List<String> column = parts(line);
      genres.add(
          new Genre(
              genres.size(),
              column.get(0),
              Double.parseDouble(column.get(1)),
              Integer.parseInt(column.get(2)),
              List.of(column.get(3).split(" ", -1))));
    }
    return List.copyOf(genres);
  }

  private static List<String> parts(String line) {
    return BAR.splitAsStream(line).map(String::strip).toList();
  }

  private static List<String> lines(String resource) {
    try (InputStream in = WordLists.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
