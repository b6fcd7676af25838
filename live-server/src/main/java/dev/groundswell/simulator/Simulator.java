package dev.groundswell.simulator;

import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.control.ControlRoutes;
import dev.groundswell.simulator.http.accounts.AccountRoutes;
import dev.groundswell.simulator.http.accounts.Tokens;
import dev.groundswell.simulator.http.api.WebApi;
import dev.groundswell.simulator.http.pages.Links;
import dev.groundswell.simulator.http.pages.PageRoutes;
import dev.groundswell.simulator.listening.ForcedPlays;
import dev.groundswell.simulator.listening.Listening;
import dev.groundswell.simulator.listening.Moment;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import dev.groundswell.simulator.shown.Shown;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.ext.web.Router;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * An HTTP server that answers as Spotify does, for people who do not exist.
 *
 * <p>Runs by itself ({@link #main}) or inside another process ({@link #start}). Accounts, Web API,
 * covers and control share one port, so the accounts address and the API address are the same.
 */
public final class Simulator {
  private final HttpServer server;
  private final Single<List<Integer>> playing;

  private Simulator(HttpServer server, Single<List<Integer>> playing) {
    this.server = server;
    this.playing = playing;
  }

  /** Starts a simulator that lives by the system's clock. */
  public static Single<Simulator> start(Vertx vertx, SimulatorOptions options) {
    return start(vertx, options, Clock.systemUTC());
  }

  /** Starts a simulator for which it is as late as {@code clock} says. */
  public static Single<Simulator> start(Vertx vertx, SimulatorOptions options, Clock clock) {
    var listening = new HttpServerOptions().setHost(options.host()).setPort(options.port());
    Router router = Router.router(vertx);
    return vertx
        .rxExecuteBlocking(() -> World.of(options))
        .toSingle()
        .flatMap(
            world ->
                vertx
                    .createHttpServer(listening)
                    .requestHandler(router)
                    .rxListen()
                    .map(
                        server -> {
                          // Only now is the port known, which the covers' addresses contain.
                          world.mount(router, vertx, options, links(options, server), clock);
                          return new Simulator(
                              server,
                              vertx.rxExecuteBlocking(() -> world.playing(clock)).toSingle());
                        }));
  }

  /** Who and what there is, and what is heard. */
  private record World(Catalogue catalogue, Population population, ForcedPlays playback) {

    static World of(SimulatorOptions options) {
      Catalogue catalogue = Catalogue.of(options.seed());
      return new World(
          catalogue,
          Population.of(options.seed(), options.listeners(), catalogue),
          new ForcedPlays(new Listening(options.seed(), catalogue)));
    }

    List<Integer> playing(Clock clock) {
      Instant now = clock.instant();
      return population.listeners().stream()
          .filter(listener -> playback.at(listener, now) instanceof Moment.Playing)
          .map(Listener::number)
          .toList();
    }

    void mount(Router router, Vertx vertx, SimulatorOptions options, Links links, Clock clock) {
      var tokens = new Tokens(options.seed(), clock);
      new AccountRoutes(population, tokens, options.redirectUris(), clock).mount(router);
      var shown = new Shown(options.seed(), playback, options.disturbances());
      new WebApi(catalogue, population, shown, tokens, links, clock).mount(router);
      new PageRoutes(catalogue, population).mount(router);
      new ControlRoutes(vertx, catalogue, population, playback, clock).mount(router);
    }
  }

  private static Links links(SimulatorOptions options, HttpServer server) {
    String url = options.publicUrl();
    if (url == null) {
      String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
      return new Links("http://" + host + ":" + server.actualPort());
    }
    return new Links(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  /** The port on which it listens. */
  public int port() {
    return server.actualPort();
  }

  /** The numbers of the listeners, from 1, who are hearing something when this is subscribed to. */
  public Single<List<Integer>> playing() {
    return playing;
  }

  /** Stops listening. */
  public Completable stop() {
    return server.rxClose();
  }

  /** Runs a simulator until it is interrupted; see {@code --help}. */
  public static void main(String... arguments) {
    if (Arrays.asList(arguments).contains("--help")) {
      System.out.print(SimulatorOptions.HELP);
      return;
    }
    SimulatorOptions options;
    try {
      options = SimulatorOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Vertx vertx = Vertx.vertx();
    var unused =
        start(vertx, options)
            .subscribe(
                simulator ->
                    System.out.printf(
                        "Simulating %d listeners (seed %d) on http://%s:%d%n",
                        options.listeners(), options.seed(), options.host(), simulator.port()),
                failure -> {
                  System.err.println("The simulator cannot start: " + failure.getMessage());
                  System.exit(1);
                });
  }
}
