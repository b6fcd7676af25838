package dev.groundswell.simulator.http.api;

import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.http.accounts.Tokens;
import dev.groundswell.simulator.http.pages.Links;
import dev.groundswell.simulator.listening.Playlists;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import dev.groundswell.simulator.shown.Shown;
import io.vertx.core.Handler;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;

/** The operations of Spotify's Web API that the simulator knows, all in {@link #mount}. */
public final class WebApi {
  private static final String READ_STATE = "user-read-playback-state";
  private static final String READ_CURRENT = "user-read-currently-playing";
  private static final String READ_RECENT = "user-read-recently-played";
  private static final String READ_PLAYLISTS = "playlist-read-private";

  private final BearerAuth auth;
  private final PlayerEndpoints player;
  private final CatalogueEndpoints catalogue;
  private final PlaylistEndpoints playlists;

  public WebApi(
      Catalogue catalogue,
      Population population,
      Playlists playlists,
      Shown shown,
      Tokens tokens,
      Links links,
      Clock clock) {
    var trackJson = new TrackJson(catalogue, links);
    this.auth = new BearerAuth(tokens, population);
    this.player = new PlayerEndpoints(shown, new PlayerJson(trackJson, links), clock);
    this.catalogue = new CatalogueEndpoints(catalogue, trackJson);
    this.playlists = new PlaylistEndpoints(playlists, trackJson, clock);
  }

  public void mount(Router router) {
    router.get("/v1/me").handler(to(player::me));
    router.get("/v1/me/player").handler(to(player::player, READ_STATE));
    router
        .get("/v1/me/player/currently-playing")
        .handler(to(player::currentlyPlaying, READ_CURRENT, READ_STATE));
    router.get("/v1/me/player/recently-played").handler(to(player::recentlyPlayed, READ_RECENT));
    router.get("/v1/tracks/:id").handler(to(catalogue::track));
    router.get("/v1/artists/:id").handler(to(catalogue::artist));
    router.get("/v1/albums/:id").handler(to(catalogue::album));
    router.get("/v1/albums/:id/tracks").handler(to(catalogue::albumTracks));
    router.get("/v1/search").handler(to(catalogue::search));
    router.get("/v1/me/playlists").handler(to(playlists::mine, READ_PLAYLISTS));
    router.get("/v1/playlists/:id").handler(to(playlists::playlist));
    router.get("/v1/playlists/:id/items").handler(to(playlists::items, READ_PLAYLISTS));
    // Many at once are no longer to be had, by an app such as a self-hoster's.
    for (String gone : List.of("/v1/tracks", "/v1/artists", "/v1/albums")) {
      router.get(gone).handler(to((asked, listener) -> asked.refuse(403, "Forbidden")));
    }
    router
        .route("/v1/*")
        .handler(context -> ApiError.send(context, 404, "Service not found"))
        .failureHandler(context -> ApiError.send(context, 500, "Server error"));
  }

  private Handler<RoutingContext> to(BiConsumer<Asked, Listener> operation, String... scopes) {
    return auth.require(
        (context, listener) -> operation.accept(new Asked(context), listener), scopes);
  }
}
