package dev.groundswell.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * docker-compose.yml as Compose reads it: YAML in which each variable is replaced by its value or
 * its default.
 *
 * @param text with its variables
 * @param content without them
 */
record ComposeFile(String text, Map<String, Object> content) {
  static final Path TOP = Path.of("..");
  static final Path EXAMPLE = TOP.resolve("live-server/src/compose/env.example");

  /**
   * {@code ${NAME}}, with a default behind {@code :-} or the word of an error behind {@code :?}.
   */
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([-?])([^}]*))?}");

  static String shipped() throws IOException {
    return Files.readString(TOP.resolve("docker-compose.yml"));
  }

  /** The file as it is once somebody has filled in what env.example leaves empty and needs. */
  static ComposeFile filledIn(String text) throws IOException {
    Map<String, String> environment = example();
    environment.replaceAll(
        (name, value) -> name.endsWith("_PASSWORD") && value.isEmpty() ? "s3cret" + name : value);
    return read(text, environment);
  }

  @SuppressWarnings("unchecked")
  static ComposeFile read(String text, Map<String, String> environment) {
    String filled =
        VARIABLE
            .matcher(text)
            .replaceAll(match -> Matcher.quoteReplacement(value(match, environment)))
            .replace("$$", "$");
    LoadSettings strict = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    return new ComposeFile(text, (Map<String, Object>) new Load(strict).loadFromString(filled));
  }

  private static String value(
      java.util.regex.MatchResult variable, Map<String, String> environment) {
    String set = environment.getOrDefault(variable.group(1), "");
    if (!set.isEmpty() || variable.group(2) == null) {
      return set;
    }
    if (variable.group(2).equals("?")) {
      throw new IllegalArgumentException(variable.group(1) + " " + variable.group(3));
    }
    return variable.group(3);
  }

  /** The variables of env.example, with what it sets them to. */
  static Map<String, String> example() throws IOException {
    Map<String, String> variables = new TreeMap<>();
    for (String line : Files.readAllLines(EXAMPLE)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return variables;
  }

  /** The names of all variables. */
  TreeSet<String> variables() {
    TreeSet<String> names = new TreeSet<>();
    VARIABLE.matcher(text).results().forEach(match -> names.add(match.group(1)));
    return names;
  }

  /** Variables with a default, as {@code NAME=default}. */
  List<String> defaults() {
    List<String> defaults = new ArrayList<>();
    VARIABLE
        .matcher(text)
        .results()
        .filter(match -> "-".equals(match.group(2)))
        .forEach(match -> defaults.add(match.group(1) + "=" + match.group(3)));
    return defaults;
  }

  /** What stands at the end of a path of keys; null where there is nothing. */
  Object at(String... path) {
    Object here = content;
    for (String key : path) {
      here = here instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return here;
  }

  /** The map at the end of a path of keys, empty where there is none. */
  @SuppressWarnings("unchecked")
  Map<String, Object> map(String... path) {
    return at(path) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** The list at the end of a path of keys, empty where there is none. */
  List<?> list(String... path) {
    return at(path) instanceof List<?> list ? list : List.of();
  }
}
