package dev.groundswell.server.pages;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.server.feed.Portrait;
import dev.groundswell.server.ledger.ItemView;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All pages in one language, as far as they can be filled before anybody asks for them. */
final class PageSet {
  private static final String SIMULATED = "%SIMULATED%";
  private static final String ERROR = "%ERROR%";
  private static final String NO_ERROR = "";
  private static final List<String> ERRORS =
      List.of(
          "not_allowed",
          "no_premium",
          "app_refused",
          "state_mismatch",
          "access_denied",
          "upstream",
          "expired",
          "busy");

  private final Place place;
  private final Template live;
  private final Map<Kind, ItemPage> items = new EnumMap<>(Kind.class);
  private final SearchPage search;
  private final Content me;
  private final Content notFound;
  private final Map<String, Content> logins = new HashMap<>();
  private volatile @Nullable LivePage lastLive;

  /** The live page as it was filled last, and with which snapshots. */
  private record LivePage(String etag, Content content) {}

  /**
   * @param folder where the pages of the language lie, empty or ending in a slash
   * @param locale how its numbers are written
   * @param simulated whether the plays are made up, which every page then says
   */
  PageSet(Webroot webroot, String folder, Locale locale, Place place, boolean simulated) {
    this.place = place;
    this.live = new Template(page(webroot, folder + "index.html", simulated));
    for (Kind kind : Kind.values()) {
      String name = kind.word().replaceFirst("s$", "") + ".html";
      items.put(
          kind, new ItemPage(kind, new Template(page(webroot, folder + name, simulated)), locale));
    }
    this.search = new SearchPage(new Template(page(webroot, folder + "search.html", simulated)));
    this.me = html(page(webroot, folder + "me.html", simulated));
    this.notFound = html(page(webroot, folder + "404.html", simulated));
    String login = page(webroot, folder + "login.html", simulated);
    logins.put(NO_ERROR, html(login.replace(ERROR, NO_ERROR)));
    ERRORS.forEach(error -> logins.put(error, html(login.replace(ERROR, error))));
  }

  Content live(Inlined inlined) {
    LivePage last = lastLive;
    if (last == null || !last.etag().equals(inlined.etag())) {
      String page = live.filled(Map.of("SNAPSHOT", inlined.html(), "PLACE", place.tags("/", null)));
      last = new LivePage(inlined.etag(), html(page));
      lastLive = last;
    }
    return last.content();
  }

  Content item(Kind kind, Portrait portrait) {
    return html(Objects.requireNonNull(items.get(kind)).of(portrait, place));
  }

  Content search(String words, Map<Kind, List<ItemView>> found) {
    return html(search.of(words, found));
  }

  Content me() {
    return me;
  }

  Content notFound() {
    return notFound;
  }

  /** The page to sign in; an error that is none of ours is not repeated into it. */
  Content login(List<String> errors) {
    Content told = errors.isEmpty() ? null : logins.get(errors.get(0));
    Content usual = logins.get(NO_ERROR);
    if (usual == null) {
      throw new IllegalStateException("there is always a page to sign in");
    }
    return told == null ? usual : told;
  }

  private static String page(Webroot webroot, String name, boolean simulated) {
    byte[] bytes = webroot.files().get(name);
    if (bytes == null) {
      throw new IllegalStateException("This build's pages lack " + name + ".");
    }
    return new String(bytes, StandardCharsets.UTF_8)
        .replace(SIMULATED, Boolean.toString(simulated));
  }

  private static Content html(String page) {
    return Content.of("page.html", page.getBytes(StandardCharsets.UTF_8));
  }
}
