package dev.groundswell.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.simulator.catalogue.Tags;
import dev.groundswell.simulator.population.Listener;
import io.reactivex.rxjava3.core.Flowable;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import io.vertx.rxjava3.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What tests ask and order, all in {@link #mount}; docs/simulator.md says what each does. */
public final class ControlRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ControlRoutes.class);

  private static final int LONGEST_BODY = 4_096;
  private static final int USUAL_DAYS = 14;
  private static final int MOST_DAYS = 366;

  private final Vertx vertx;
  private final World world;
  private final Clock clock;
  private final ListeningControl listening;
  private final CatalogueControl catalogue;
  private final FaultControl faults;
  private final DisturbanceControl disturbances;
  private final HistoryExport export;
  private final ObjectMapper mapper = new ObjectMapper();

  public ControlRoutes(Vertx vertx, World world, Clock clock) {
    this.vertx = vertx;
    this.world = world;
    this.clock = clock;
    this.listening = new ListeningControl(world, clock);
    this.catalogue = new CatalogueControl(world.catalogue(), world.population());
    this.faults = new FaultControl(world, clock);
    this.disturbances = new DisturbanceControl(world.disturbances());
    this.export = new HistoryExport(world.heard());
  }

  public void mount(Router router) {
    router.route("/control/*").handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY));
    router.get("/control/plays").handler(answering(listening::plays));
    router.get("/control/now").handler(answering(listening::now));
    router.post("/control/listeners/:n/play").handler(answering(listening::play));
    router.post("/control/listeners/:n/stop").handler(answering(listening::stop));
    router.post("/control/listeners/:n/private").handler(answering(listening::inPrivate));
    router.post("/control/releases").handler(answering(listening::takeOff));
    router.get("/control/listeners/:n/export").handler(this::export);

    router.get("/control/listeners").handler(answering(catalogue::listeners));
    router.get("/control/tracks").handler(answering(catalogue::tracks));
    router.get("/control/artists").handler(answering(catalogue::artists));
    router.get("/control/genres").handler(answering(catalogue::genres));
    router.get("/control/tags").handler(this::tags);

    router.get("/control/faults").handler(answering(faults::list));
    router.post("/control/faults").handler(answering(faults::add));
    router.delete("/control/faults").handler(answering(faults::clear));
    router.delete("/control/faults/:id").handler(answering(faults::remove));
    router.get("/control/calls").handler(answering(faults::calls));
    router.delete("/control/calls").handler(answering(faults::forgetCalls));
    router.post("/control/tokens/revoke").handler(answering(faults::revoke));
    router.post("/control/tokens/expire").handler(answering(faults::expire));
    router.post("/control/disturbances").handler(answering(disturbances::set));
  }

  private void export(RoutingContext context) {
    var request = new ControlRequest(context, world.population());
    try {
      Listener listener = request.listener(request.path("n"));
      int days = request.number("days", USUAL_DAYS, MOST_DAYS);
      Flowable<Buffer> parts = export.of(listener, days, clock.instant()).map(Buffer::buffer);
      var unused =
          context
              .response()
              .putHeader("Content-Type", "application/json; charset=utf-8")
              .putHeader(
                  "Content-Disposition",
                  "attachment; filename=\"Streaming_History_Audio_" + listener.number() + ".json\"")
              .setChunked(true)
              .rxSend(parts)
              .subscribe(
                  () -> {},
                  failure -> LOG.debug("an export was broken off: {}", failure.toString()));
    } catch (ControlRequest.BadRequestException bad) {
      refuse(context, bad);
    }
  }

  private void tags(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "text/csv; charset=utf-8")
        .end(TagFile.csv(Tags.of(world.seed(), world.catalogue())));
  }

  /** One operation: an answer, or a {@link ControlRequest.BadRequestException}. */
  private interface Operation {
    JsonNode answer(ControlRequest request);
  }

  /** Some operations ask about everybody, which is too long for an event loop. */
  private Handler<RoutingContext> answering(Operation operation) {
    return context -> {
      var request = new ControlRequest(context, world.population());
      Callable<byte[]> work = () -> mapper.writeValueAsBytes(operation.answer(request));
      var unused =
          vertx
              .rxExecuteBlocking(work, false)
              .subscribe(
                  json -> send(context, 200, json),
                  failure -> {
                    if (failure instanceof ControlRequest.BadRequestException bad) {
                      refuse(context, bad);
                    } else {
                      LOG.warn("control: {} failed", context.request().path(), failure);
                      context.fail(500);
                    }
                  });
    };
  }

  private static void refuse(RoutingContext context, ControlRequest.BadRequestException bad) {
    send(context, 400, ControlJson.error(bad).toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void send(RoutingContext context, int status, byte[] json) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .end(Buffer.buffer(json));
  }
}
