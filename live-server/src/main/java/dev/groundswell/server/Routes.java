package dev.groundswell.server;

import dev.groundswell.server.api.BoardsApi;
import dev.groundswell.server.api.ItemsApi;
import dev.groundswell.server.api.OpenApi;
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
    new OpenApi().mount(router);
    new Pages(webroot, showing.hub(), config.simulated()).mount(router);
    return router;
  }
}
