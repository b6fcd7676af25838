package dev.groundswell.server.pages;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.server.ledger.ItemView;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of what was found, for whom no script runs or who wants to see more of it. */
final class SearchPage {
  private final Template template;

  SearchPage(Template template) {
    this.template = template;
  }

  /**
   * @param words what was searched for; empty where nothing was yet
   */
  String of(String words, Map<Kind, List<ItemView>> found) {
    Map<String, String> values = new HashMap<>();
    values.put("WORDS", words);
    boolean none = found.values().stream().allMatch(List::isEmpty);
    values.put("FOUND", words.isEmpty() ? "nothing-asked" : none ? "nothing" : "something");
    for (Kind kind : Kind.values()) {
      values.put(kind.word().toUpperCase(Locale.ROOT), rows(kind, found));
    }
    return template.filled(values);
  }

  private static String rows(Kind kind, Map<Kind, List<ItemView>> found) {
    return found.getOrDefault(kind, List.of()).stream()
        .map(item -> row(kind, item))
        .collect(Collectors.joining());
  }

  private static String row(Kind kind, ItemView item) {
    Shown shown = Shown.of(item);
    String by = shown.byline();
    return "<li><a href=\"%s\"><bdi>%s</bdi></a>%s</li>"
        .formatted(
            Place.path(kind, item.id()),
            Template.escaped(shown.name()),
            by.isEmpty() ? "" : " <span class=\"by\">" + by + "</span>");
  }
}
