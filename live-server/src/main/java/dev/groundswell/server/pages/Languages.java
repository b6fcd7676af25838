package dev.groundswell.server.pages;

import io.vertx.rxjava3.ext.web.LanguageHeader;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pages in every language that the build holds: English at the top, each other one in a folder
 * of its name.
 */
final class Languages {
  private static final int LONGEST_TAG = 35;

  private final PageSet english;
  private final Map<String, PageSet> others = new HashMap<>();

  Languages(Webroot webroot, Place place, boolean simulated) {
    this.english = new PageSet(webroot, "", Locale.ENGLISH, place, simulated);
    for (String path : webroot.files().keySet()) {
      if (path.matches("[a-z]{2,3}/index\\.html")) {
        String language = path.substring(0, path.indexOf('/'));
        Locale locale = Locale.forLanguageTag(language);
        others.put(language, new PageSet(webroot, language + "/", locale, place, simulated));
      }
    }
  }

  /**
   * The pages in the reader's language: {@code ?lang=} where it names one of ours, else the first
   * of those their browser asks for that is.
   */
  PageSet of(RoutingContext ctx) {
    Stream<String> asked = ctx.queryParam("lang").stream();
    Stream<String> usual = ctx.acceptableLanguages().stream().map(LanguageHeader::tag);
    return Stream.concat(asked, usual)
        .map(this::spoken)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElse(english);
  }

  private @Nullable PageSet spoken(String tag) {
    String language =
        tag.length() > LONGEST_TAG ? "" : tag.toLowerCase(Locale.ROOT).split("-", 2)[0];
    return language.equals("en") ? english : others.get(language);
  }
}
