package dev.groundswell.server.pages;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.server.boards.NameSearch;
import dev.groundswell.server.feed.FeedHub;
import dev.groundswell.server.feed.PortraitFeeds;
import dev.groundswell.server.http.ProblemException;
import dev.groundswell.server.ledger.ItemView;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.http.HttpMethod;
import io.vertx.rxjava3.ext.web.Route;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.net.URI;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages {@code /}, {@code /login}, {@code /me}, {@code /search} and those of single tracks,
 * artists and genres in the reader's language, the files they need, and what is shown where there
 * is nothing.
 *
 * <p>The live page and those of items come with the newest snapshots of what they show first
 * written into them, so that they show something at once and subscribe behind that.
 */
public final class Pages {
  private static final List<String> NOT_PAGES = List.of("/api/", "/auth/", "/1/");

  private static final int FOUND_OF_A_KIND = 25;

  private final Sources sources;
  private final Languages languages;
  private final Map<String, Content> files = new HashMap<>();

  /**
   * Where pages take what is written into them.
   *
   * @param hub the newest snapshots of boards
   * @param portraits what there is of one item
   * @param search what has a name
   */
  public record Sources(FeedHub hub, PortraitFeeds portraits, NameSearch search) {}

  /**
   * @param publicUrl what the outside calls this server, without a slash at its end
   * @param simulated whether the plays are made up, which every page then says
   */
  public Pages(Webroot webroot, Sources sources, URI publicUrl, boolean simulated) {
    this.sources = sources;
    this.languages = new Languages(webroot, new Place(publicUrl), simulated);
    webroot
        .files()
        .forEach(
            (path, bytes) -> {
              if (!path.endsWith(".html")) {
                files.put("/" + path, Content.of(path, bytes));
              }
            });
  }

  /** To be mounted after everything else: it answers for every address that is left. */
  public void mount(Router router) {
    reads(router.route("/"))
        .handler(ctx -> languages.of(ctx).live(Inlined.of(sources.hub())).send(ctx, 200));
    for (Kind kind : Kind.values()) {
      reads(router.route("/" + kind.word() + "/:id")).handler(ctx -> item(ctx, kind));
    }
    reads(router.route("/search")).handler(this::search);
    reads(router.route("/me")).handler(ctx -> languages.of(ctx).me().send(ctx, 200));
    reads(router.route("/login"))
        .handler(ctx -> languages.of(ctx).login(ctx.queryParam("error")).send(ctx, 200));
    reads(router.route("/*")).handler(this::file);
  }

  private void item(RoutingContext ctx, Kind kind) {
    PageSet pages = languages.of(ctx);
    var unused =
        sources
            .portraits()
            .portrait(kind, ctx.pathParam("id"))
            .map(portrait -> pages.item(kind, portrait))
            .subscribe(page -> page.send(ctx, 200), failure -> noItem(ctx, pages, failure));
  }

  private static void noItem(RoutingContext ctx, PageSet pages, Throwable failure) {
    if (failure instanceof ProblemException problem && problem.problem().status() == 404) {
      pages.notFound().send(ctx, 404);
    } else {
      ctx.fail(failure);
    }
  }

  /** What is too long is cut: whoever sent a form gets a page. */
  private void search(RoutingContext ctx) {
    PageSet pages = languages.of(ctx);
    String asked = String.join(" ", ctx.queryParam("q")).replace("\0", "").strip();
    String words = asked.substring(0, Math.min(asked.length(), NameSearch.LONGEST));
    var unused =
        (words.isEmpty()
                ? Single.just(Map.<Kind, List<ItemView>>of())
                : sources.search().find(EnumSet.allOf(Kind.class), words, FOUND_OF_A_KIND))
            .map(found -> pages.search(words, found))
            .subscribe(page -> page.send(ctx, 200), ctx::fail);
  }

  private void file(RoutingContext ctx) {
    Content file = files.get(ctx.normalizedPath());
    if (file != null) {
      file.send(ctx, 200);
    } else if (isPage(ctx)) {
      languages.of(ctx).notFound().send(ctx, 404);
    } else {
      ctx.next();
    }
  }

  private static boolean isPage(RoutingContext ctx) {
    String accept = ctx.request().getHeader("Accept");
    String path = ctx.normalizedPath();
    return accept != null
        && accept.contains("text/html")
        && NOT_PAGES.stream().noneMatch(path::startsWith);
  }

  private static Route reads(Route route) {
    return route.method(HttpMethod.GET).method(HttpMethod.HEAD);
  }
}
