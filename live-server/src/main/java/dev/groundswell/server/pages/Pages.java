package dev.groundswell.server.pages;

import dev.groundswell.server.feed.FeedHub;
import io.vertx.core.http.HttpMethod;
import io.vertx.rxjava3.ext.web.Route;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages {@code /}, {@code /login} and {@code /me} in the reader's language, the files they
 * need, and what is shown where there is nothing.
 *
 * <p>The live page comes with the newest snapshots of what it shows first written into it, so that
 * it shows something at once and subscribes behind that.
 */
public final class Pages {
  private static final List<String> NOT_PAGES = List.of("/api/", "/auth/", "/1/");

  private final FeedHub hub;
  private final Languages languages;
  private final Map<String, Content> files = new HashMap<>();

  /**
   * @param simulated whether the plays are made up, which every page then says
   */
  public Pages(Webroot webroot, FeedHub hub, boolean simulated) {
    this.hub = hub;
    this.languages = new Languages(webroot, simulated);
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
    reads(router.route("/")).handler(ctx -> languages.of(ctx).live(Inlined.of(hub)).send(ctx, 200));
    reads(router.route("/me")).handler(ctx -> languages.of(ctx).me().send(ctx, 200));
    reads(router.route("/login"))
        .handler(ctx -> languages.of(ctx).login(ctx.queryParam("error")).send(ctx, 200));
    reads(router.route("/*")).handler(this::file);
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
