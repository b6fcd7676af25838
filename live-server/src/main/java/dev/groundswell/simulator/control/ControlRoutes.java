package dev.groundswell.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.listening.ForcedPlays;
import dev.groundswell.simulator.listening.Play;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import io.vertx.rxjava3.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tests ask and order, all in {@link #mount}.
 *
 * <ul>
 *   <li>{@code GET /control/plays?listener&from&to}: true plays that touch the time, in RFC 3339;
 *       at most 31 days of one listener, or an hour of everybody where {@code listener} is absent
 *   <li>{@code GET /control/now}: who is hearing what
 *   <li>{@code GET /control/listeners?offset&limit} and {@code GET /control/tracks?offset&limit}:
 *       who there is; what there is, the most popular first
 *   <li>{@code POST /control/listeners/{n}/play} {@code {"track": id, "progress_ms": 0}}: hear this
 *       now; answers the play
 *   <li>{@code POST /control/listeners/{n}/stop}: hear nothing now
 * </ul>
 */
public final class ControlRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ControlRoutes.class);

  private static final Duration LONGEST_OF_ONE = Duration.ofDays(31);
  private static final Duration LONGEST_OF_ALL = Duration.ofHours(1);
  private static final int MOST_LISTED = 1_000;
  private static final int LONGEST_BODY = 4_096;

  private final Vertx vertx;
  private final Catalogue catalogue;
  private final Population population;
  private final ForcedPlays playback;
  private final Clock clock;
  private final ObjectMapper mapper = new ObjectMapper();

  public ControlRoutes(
      Vertx vertx, Catalogue catalogue, Population population, ForcedPlays playback, Clock clock) {
    this.vertx = vertx;
    this.catalogue = catalogue;
    this.population = population;
    this.playback = playback;
    this.clock = clock;
  }

  public void mount(Router router) {
    router.get("/control/plays").handler(answering(this::plays));
    router.get("/control/now").handler(answering(this::now));
    router.get("/control/listeners").handler(answering(this::listeners));
    router.get("/control/tracks").handler(answering(this::tracks));
    router.route("/control/*").handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY));
    router.post("/control/listeners/:n/play").handler(answering(this::play));
    router.post("/control/listeners/:n/stop").handler(answering(this::stop));
  }

  private JsonNode plays(ControlRequest request) {
    Instant from = request.instant("from");
    Instant to = request.instant("to");
    boolean all = !request.has("listener");
    Duration longest = all ? LONGEST_OF_ALL : LONGEST_OF_ONE;
    if (Duration.between(from, to).compareTo(longest) > 0) {
      throw new ControlRequest.BadRequestException(
          "from, to: at most " + longest + " where listener is " + (all ? "absent" : "given"));
    }
    List<Listener> of =
        all ? population.listeners() : List.of(request.listener(request.query("listener")));
    List<Play> plays = new ArrayList<>();
    of.forEach(listener -> plays.addAll(playback.history(listener, from, to)));
    return ControlJson.plays(plays);
  }

  private JsonNode now(ControlRequest request) {
    Instant now = clock.instant();
    return ControlJson.now(now, population.listeners(), listener -> playback.at(listener, now));
  }

  private JsonNode listeners(ControlRequest request) {
    return ControlJson.listeners(page(population.listeners(), request));
  }

  private JsonNode tracks(ControlRequest request) {
    return ControlJson.tracks(page(catalogue.charts().byRank(), request));
  }

  private static <T> List<T> page(List<T> all, ControlRequest request) {
    int from = Math.min(request.number("offset", 0, Integer.MAX_VALUE), all.size());
    int limit = request.number("limit", 100, MOST_LISTED);
    return all.subList(from, (int) Math.min(all.size(), (long) from + limit));
  }

  private JsonNode play(ControlRequest request) throws IOException {
    Listener listener = request.listener(request.path("n"));
    JsonNode body = request.body(mapper);
    Track track = catalogue.track(body.path("track").asText());
    if (track == null) {
      throw new ControlRequest.BadRequestException("track: must be the id of a track");
    }
    int progress = body.path("progress_ms").asInt();
    if (progress < 0 || progress >= track.durationMs()) {
      throw new ControlRequest.BadRequestException(
          "progress_ms: must be 0 to less than " + track.durationMs());
    }
    return ControlJson.play(playback.play(listener, track, progress, clock.instant()));
  }

  private JsonNode stop(ControlRequest request) {
    Listener listener = request.listener(request.path("n"));
    Instant now = clock.instant();
    playback.stop(listener, now);
    return ControlJson.stopped(listener, now);
  }

  /** One operation: an answer, or a {@link ControlRequest.BadRequestException}. */
  private interface Operation {
    JsonNode answer(ControlRequest request) throws IOException;
  }

  /** Some operations ask about everybody, which is too long for an event loop. */
  private Handler<RoutingContext> answering(Operation operation) {
    return context -> {
      var request = new ControlRequest(context, population);
      Callable<byte[]> work = () -> mapper.writeValueAsBytes(operation.answer(request));
      var unused =
          vertx
              .rxExecuteBlocking(work, false)
              .subscribe(
                  json -> send(context, 200, json),
                  failure -> {
                    if (failure instanceof ControlRequest.BadRequestException bad) {
                      send(context, 400, mapper.writeValueAsBytes(ControlJson.error(bad)));
                    } else {
                      LOG.warn("control: {} failed", context.request().path(), failure);
                      context.fail(500);
                    }
                  });
    };
  }

  private static void send(RoutingContext context, int status, byte[] json) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .end(Buffer.buffer(json));
  }
}
