package dev.groundswell.server.ops;

import dev.groundswell.server.http.Json;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.Objects;

/**
 * The page of the person who hosts this, at {@code /} and {@code /ops} of the management port: how
 * everything stands, and what to do about what is wrong. With {@code Accept: application/json} the
 * same as JSON.
 */
public final class OperatorPage {
  private final Overviews overviews;
  private final PlainPages pages = new PlainPages();

  public OperatorPage(Overviews overviews) {
    this.overviews = overviews;
  }

  void mount(Router router) {
    router.get("/").handler(this::show);
    router.get("/ops").handler(this::show);
  }

  private void show(RoutingContext ctx) {
    CompositeDisposable asking = new CompositeDisposable();
    ctx.addEndHandler(end -> asking.dispose());
    var unused = overviews.now().subscribe(overview -> answer(ctx, overview), ctx::fail, asking);
  }

  private void answer(RoutingContext ctx, Overview overview) {
    if (wantsJson(ctx)) {
      PlainPages.end(ctx, "application/json", Json.encode(overview));
    } else {
      pages.show(ctx, OverviewHtml.of(overview, pages.style()));
    }
  }

  private static boolean wantsJson(RoutingContext ctx) {
    String accept = Objects.requireNonNullElse(ctx.request().getHeader("Accept"), "");
    return accept.contains("application/json") && !accept.contains("text/html");
  }
}
