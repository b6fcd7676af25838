package dev.groundswell.simulator.catalogue;

import dev.groundswell.simulator.chance.Chance;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of one language, and the patterns by which they become names and titles. */
public final class Language {
  private static final Pattern WORD = Pattern.compile("\\{([a-z]+)}");

  private final String name;
  private final Map<String, List<String>> words;

  Language(String name, Map<String, List<String>> words) {
    this.name = name;
    this.words = Map.copyOf(words);
  }

  public String name() {
    return name;
  }

  /** The title of a song. */
  public String title(Chance chance) {
    return capital(expand("{title}", chance));
  }

  /** The title of an album. */
  public String album(Chance chance) {
    return capital(expand("{album}", chance));
  }

  /** The name of somebody or some people who make music. */
  public String band(Chance chance) {
    return capital(expand("{band}", chance));
  }

  /** The name of a person. */
  public String person(Chance chance) {
    return expand("{given} {family}", chance);
  }

  private String expand(String pattern, Chance chance) {
    return WORD.matcher(pattern)
        .replaceAll(m -> Matcher.quoteReplacement(word(m.group(1), chance)));
  }

  private String word(String list, Chance chance) {
    if (list.equals("number")) {
      return Integer.toString(2 + chance.below(98));
    }
    List<String> entries = words.get(list);
    if (entries == null) {
      throw new IllegalStateException("language " + name + " has no list named " + list);
    }
    return expand(chance.pick(entries), chance);
  }

  private static String capital(String text) {
    int first = text.codePointAt(0);
    return Character.toString(Character.toTitleCase(first))
        + text.substring(Character.charCount(first));
  }
}
