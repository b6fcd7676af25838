package dev.groundswell.server.ops;

import dev.groundswell.server.account.AppCheck;
import io.reactivex.rxjava3.disposables.Disposable;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * How to connect Spotify, at {@code /setup} of the management port: what to enter there, and a
 * button ({@code POST /setup/check}) that asks Spotify whether it takes the app's id and secret.
 */
public final class SetupPage {
  private final Setup setup;
  private final AppCheck check;
  private final PlainPages pages = new PlainPages();

  public SetupPage(Setup setup, AppCheck check) {
    this.setup = setup;
    this.check = check;
  }

  void mount(Router router) {
    router
        .get("/setup")
        .handler(ctx -> pages.show(ctx, SetupHtml.of(setup, check.last(), pages.style())));
    router.post("/setup/check").handler(this::check);
  }

  private void check(RoutingContext ctx) {
    if (setup.clientId() == null || !isFromThisPage(ctx)) {
      ctx.response().setStatusCode(403).end();
      return;
    }
    Disposable asking =
        check
            .ask()
            .subscribe(
                checked ->
                    ctx.response().setStatusCode(303).putHeader("Location", "/setup#check").end(),
                ctx::fail);
    ctx.addEndHandler(end -> asking.dispose());
  }

  /** Another site may not make a browser that reaches this port press the button. */
  private static boolean isFromThisPage(RoutingContext ctx) {
    @Nullable String origin = ctx.request().getHeader("Origin");
    String here = String.valueOf(ctx.request().authority());
    return origin == null || origin.equals("http://" + here) || origin.equals("https://" + here);
  }
}
