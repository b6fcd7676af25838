package dev.groundswell.server.pages;

import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import dev.groundswell.server.feed.Portrait;
import dev.groundswell.server.ledger.ItemView;
import java.text.NumberFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The page of one track, artist or genre, with its names and figures written into it. */
final class ItemPage {
  private static final String NOT_TOLD = "–";
  private static final int COVER_PX = 232;

  private final Kind kind;
  private final Template template;
  private final Locale locale;

  ItemPage(Kind kind, Template template, Locale locale) {
    this.kind = kind;
    this.template = template;
    this.locale = locale;
  }

  String of(Portrait portrait, Place place) {
    ItemView item = portrait.item();
    Map<String, String> values = new HashMap<>();
    Shown shown = Shown.of(item);
    values.put("NAME", shown.name());
    values.put("HEADING", shown.heading());
    values.put("ID", item.id());
    values.put("BYLINE", shown.byline());
    String link = Place.link(shown.url());
    values.put("LINK", link);
    values.put("LINK_AT", Place.isSpotifys(link) ? "spotify" : "elsewhere");
    values.put("COVER", cover(Place.image(shown.image())));
    values.put("PLACE", place.tags(Place.path(kind, item.id()), shown.image()));
    values.put("SNAPSHOT", Inlined.of(portrait.snapshot().stream().toList()).html());
    putFigures(values, portrait);
    return template.filled(values);
  }

  private void putFigures(Map<String, String> values, Portrait portrait) {
    Figures facts = portrait.facts();
    values.put(
        "TOLD",
        facts.has(Figure.NEEDED) ? "needed" : portrait.windows().isEmpty() ? "waiting" : "figures");
    values.put("NEEDED", number(facts, Figure.NEEDED));
    // Where it is not told, the page leaves out the word for it too.
    values.put("LISTENING", facts.has(Figure.LISTENING) ? number(facts, Figure.LISTENING) : "");
    for (Window window : Window.values()) {
      Figures figures = portrait.windows().getOrDefault(window, Figures.NONE);
      String suffix = "_" + window.label().toUpperCase(Locale.ROOT);
      values.put("PLAYS" + suffix, number(figures, Figure.PLAYS));
      values.put("LISTENERS" + suffix, number(figures, Figure.LISTENERS));
      values.put("RANK" + suffix, number(figures, Figure.RANK));
    }
  }

  private String number(Figures figures, Figure figure) {
    return figures.has(figure)
        ? NumberFormat.getIntegerInstance(locale).format(figures.get(figure))
        : NOT_TOLD;
  }

  private static String cover(String image) {
    return image.isEmpty()
        ? ""
        : "<img src=\"%s\" width=\"%d\" height=\"%d\" alt=\"\" referrerpolicy=\"no-referrer\">"
            .formatted(Template.escaped(image), COVER_PX, COVER_PX);
  }
}
