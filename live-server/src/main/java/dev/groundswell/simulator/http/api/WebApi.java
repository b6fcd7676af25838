package dev.groundswell.simulator.http.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.simulator.catalogue.Artist;
import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.http.accounts.Tokens;
import dev.groundswell.simulator.http.pages.Links;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import dev.groundswell.simulator.shown.HistoryQuery;
import dev.groundswell.simulator.shown.PlayerState;
import dev.groundswell.simulator.shown.Shown;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operations of Spotify's Web API that the simulator knows, all in {@link #mount}. */
public final class WebApi {
  private static final String READ_STATE = "user-read-playback-state";
  private static final String READ_CURRENT = "user-read-currently-playing";
  private static final String READ_RECENT = "user-read-recently-played";

  private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{22}");
  private static final int USUAL_LIMIT = 20;

  private final ObjectMapper mapper = new ObjectMapper();
  private final Catalogue catalogue;
  private final Shown shown;
  private final Clock clock;
  private final BearerAuth auth;
  private final TrackJson trackJson;
  private final PlayerJson playerJson;

  public WebApi(
      Catalogue catalogue,
      Population population,
      Shown shown,
      Tokens tokens,
      Links links,
      Clock clock) {
    this.catalogue = catalogue;
    this.shown = shown;
    this.clock = clock;
    this.auth = new BearerAuth(tokens, population);
    this.trackJson = new TrackJson(catalogue, links);
    this.playerJson = new PlayerJson(trackJson, links);
  }

  public void mount(Router router) {
    router.get("/v1/me").handler(auth.require(this::me));
    router.get("/v1/me/player").handler(auth.require(this::player, READ_STATE));
    router
        .get("/v1/me/player/currently-playing")
        .handler(auth.require(this::currentlyPlaying, READ_CURRENT, READ_STATE));
    router
        .get("/v1/me/player/recently-played")
        .handler(auth.require(this::recentlyPlayed, READ_RECENT));
    router.get("/v1/tracks/:id").handler(auth.require(this::track));
    router.get("/v1/artists/:id").handler(auth.require(this::artist));
    router
        .route("/v1/*")
        .handler(context -> ApiError.send(context, 404, "Service not found"))
        .failureHandler(context -> ApiError.send(context, 500, "Server error"));
  }

  private void me(RoutingContext context, Listener listener) {
    send(context, playerJson.me(listener));
  }

  private void player(RoutingContext context, Listener listener) {
    PlayerState state = shown.playerAt(listener, clock.instant());
    if (state == null) {
      context.response().setStatusCode(204).end();
    } else {
      send(context, playerJson.player(state, knowsEpisodes(context)));
    }
  }

  private void currentlyPlaying(RoutingContext context, Listener listener) {
    PlayerState state = shown.playerAt(listener, clock.instant());
    if (state == null) {
      context.response().setStatusCode(204).end();
    } else {
      send(context, playerJson.currentlyPlaying(state, knowsEpisodes(context)));
    }
  }

  private static boolean knowsEpisodes(RoutingContext context) {
    String types = context.queryParams().get("additional_types");
    return types != null && Arrays.asList(types.split(",", -1)).contains("episode");
  }

  private void recentlyPlayed(RoutingContext context, Listener listener) {
    MultiMap query = context.queryParams();
    Long limit = number(query, "limit", USUAL_LIMIT);
    Long before = number(query, "before", 0);
    Long after = number(query, "after", 0);
    if (limit == null || limit < 1 || limit > HistoryQuery.MOST) {
      ApiError.send(context, 400, "Invalid limit");
    } else if (before == null || after == null) {
      ApiError.send(context, 400, "Invalid cursor: after and before are Unix milliseconds");
    } else if (query.contains("before") && query.contains("after")) {
      ApiError.send(context, 400, "Only one of after and before may be specified");
    } else {
      var wanted =
          new HistoryQuery(
              limit.intValue(),
              query.contains("after") ? after : null,
              query.contains("before") ? before : null);
      send(context, playerJson.history(shown.recentlyPlayed(listener, clock.instant(), wanted)));
    }
  }

  private void track(RoutingContext context, Listener listener) {
    String id = id(context);
    Track track = id == null ? null : catalogue.track(id);
    if (track != null) {
      send(context, Buffer.buffer(trackJson.text(track)));
    } else if (id != null) {
      ApiError.send(context, 404, "Resource not found");
    }
  }

  private void artist(RoutingContext context, Listener listener) {
    String id = id(context);
    Artist artist = id == null ? null : catalogue.artist(id);
    if (artist != null) {
      send(context, trackJson.artist(artist));
    } else if (id != null) {
      ApiError.send(context, 404, "Resource not found");
    }
  }

  /** The id in the path; null where it is none, which has then been answered. */
  private static @Nullable String id(RoutingContext context) {
    String id = context.pathParam("id");
    if (ID.matcher(id).matches()) {
      return id;
    }
    ApiError.send(context, 400, "Invalid base62 id");
    return null;
  }

  /** A parameter that is a number; null where it is something else. */
  private static @Nullable Long number(MultiMap query, String name, long otherwise) {
    List<String> values = query.getAll(name);
    if (values.isEmpty()) {
      return otherwise;
    }
    try {
      return Long.valueOf(values.get(0));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private void send(RoutingContext context, JsonNode body) {
    try {
      send(context, Buffer.buffer(mapper.writeValueAsBytes(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static void send(RoutingContext context, Buffer body) {
    context
        .response()
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("Cache-Control", "private, max-age=0")
        .end(body);
  }
}
