package dev.groundswell.server;

import dev.groundswell.server.api.BoardsApi;
import dev.groundswell.server.api.ItemsApi;
import dev.groundswell.server.api.OpenApi;
import dev.groundswell.server.api.SearchApi;
import dev.groundswell.server.feed.SseHandler;
import dev.groundswell.server.http.ClientAddress;
import dev.groundswell.server.http.Problems;
import dev.groundswell.server.http.RateLimits;
import dev.groundswell.server.http.SecurityHeaders;
import dev.groundswell.server.pages.Pages;
import dev.groundswell.server.pages.Webroot;
import io.vertx.rxjava3.ext.web.Router;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Every address the server answers, in one list. */
final class Routes {
  private static final int SIGN_INS_A_MINUTE = 30;
  private static final int REQUESTS_A_MINUTE = 600;

  private Routes() {}

  static Router of(
      LiveServer.Surroundings given,
      Collecting collecting,
      Showing showing,
      Webroot webroot,
      SecureRandom random) {
    ServerConfig config = given.config();
    ServerConfig.Spotify app = Objects.requireNonNull(config.spotify(), "SPOTIFY_CLIENT_ID");
    ClientAddress addresses = new ClientAddress(config.trustedProxies());
    RateLimits limits = new RateLimits(addresses, given.clock());
    Router router = Router.router(given.vertx());

    new SecurityHeaders(app.accountsUrl()).mount(router);
    new Problems(random).mount(router);
    if (!config.simulated()) {
      // The simulated listeners all sign in from one address.
      router.route("/login").handler(limits.limit(SIGN_INS_A_MINUTE, Duration.ofMinutes(1)));
    }
    router.route("/api/v1/me*").handler(limits.limit(REQUESTS_A_MINUTE, Duration.ofMinutes(1)));
    collecting.accounts().mount(router);
    collecting.personalApi().mount(router);
    collecting.imports().mount(router);
    new SseHandler(showing.hub(), showing.portraits(), showing.streams(), addresses::of)
        .mount(router);
    new BoardsApi(showing.hub()).mount(router);
    new ItemsApi(showing.portraits()).mount(router);
    for (String path : List.of("/api/v1/search", "/search")) {
      router.route(path).handler(limits.limit(REQUESTS_A_MINUTE, Duration.ofMinutes(1)));
    }
    new SearchApi(showing.search()).mount(router);
    new OpenApi().mount(router);
    Pages.Sources sources = new Pages.Sources(showing.hub(), showing.portraits(), showing.search());
    new Pages(webroot, sources, config.publicUrl(), config.simulated()).mount(router);
    return router;
  }
}
