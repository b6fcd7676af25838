package dev.groundswell.server.pages;

import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.feed.FeedHub;
import dev.groundswell.server.feed.Limit;
import dev.groundswell.server.feed.Snapshot;
import io.vertx.core.http.HttpMethod;
import io.vertx.rxjava3.ext.web.Route;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pages {@code /}, {@code /login} and {@code /me}, the files they need, and what is shown where
 * there is nothing.
 *
 * <p>The live page comes with the newest snapshot of its board written into it, so that it shows
 * something at once and subscribes behind that.
 */
public final class Pages {
  private static final String SIMULATED = "%SIMULATED%";
  private static final String SNAPSHOT = "<!--%SNAPSHOT%-->";
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
          "expired");
  private static final Topic SHOWN_FIRST = new Topic(Topic.Kind.TRACKS, Window.H1);
  private static final List<String> NOT_PAGES = List.of("/api/", "/auth/", "/1/");

  private final FeedHub hub;
  private final String livePage;
  private final Content me;
  private final Content notFound;
  private final Map<String, Content> logins = new HashMap<>();
  private final Map<String, Content> files = new HashMap<>();
  private volatile @Nullable LivePage lastLive;

  /** The live page as it was filled last, and with which snapshot. */
  private record LivePage(String etag, Content content) {}

  /**
   * @param simulated whether the plays are made up, which every page then says
   */
  public Pages(Webroot webroot, FeedHub hub, boolean simulated) {
    this.hub = hub;
    this.livePage = page(webroot, "index.html", simulated);
    this.me = html(page(webroot, "me.html", simulated));
    this.notFound = html(page(webroot, "404.html", simulated));
    String login = page(webroot, "login.html", simulated);
    logins.put(NO_ERROR, html(login.replace(ERROR, NO_ERROR)));
    ERRORS.forEach(error -> logins.put(error, html(login.replace(ERROR, error))));
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
    reads(router.route("/")).handler(ctx -> live().send(ctx, 200));
    reads(router.route("/me")).handler(ctx -> me.send(ctx, 200));
    reads(router.route("/login")).handler(ctx -> login(ctx).send(ctx, 200));
    reads(router.route("/*")).handler(this::file);
  }

  private void file(RoutingContext ctx) {
    Content file = files.get(ctx.normalizedPath());
    if (file != null) {
      file.send(ctx, 200);
    } else if (isPage(ctx)) {
      notFound.send(ctx, 404);
    } else {
      ctx.next();
    }
  }

  private Content live() {
    Optional<Snapshot> snapshot = hub.snapshot(SHOWN_FIRST, Limit.USUAL);
    String etag = snapshot.map(Snapshot::etag).orElse("");
    LivePage last = lastLive;
    if (last == null || !last.etag().equals(etag)) {
      String inlined = snapshot.map(Pages::inlined).orElse("");
      last = new LivePage(etag, html(livePage.replace(SNAPSHOT, inlined)));
      lastLive = last;
    }
    return last.content();
  }

  /** A script of data, in which no tag can begin. */
  private static String inlined(Snapshot snapshot) {
    String payload = snapshot.payload().toString(StandardCharsets.UTF_8);
    return "<script type=\"application/json\" id=\"groundswell-snapshot\">{\"id\":\""
        + snapshot.id()
        + "\",\"payload\":"
        + payload.replace("<", "\\u003c")
        + "}</script>";
  }

  /** An error that is none of ours is not repeated into the page. */
  private Content login(RoutingContext ctx) {
    Content usual = logins.get(NO_ERROR);
    List<String> errors = ctx.queryParam("error");
    Content told = errors.isEmpty() ? usual : logins.getOrDefault(errors.get(0), usual);
    if (told == null) {
      throw new IllegalStateException("there is always a page to sign in");
    }
    return told;
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
