package dev.groundswell.simulator;

import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.control.ControlRoutes;
import dev.groundswell.simulator.control.World;
import dev.groundswell.simulator.faults.CallBook;
import dev.groundswell.simulator.faults.Orders;
import dev.groundswell.simulator.http.accounts.AccountRoutes;
import dev.groundswell.simulator.http.accounts.Tokens;
import dev.groundswell.simulator.http.api.WebApi;
import dev.groundswell.simulator.http.gate.Gate;
import dev.groundswell.simulator.http.pages.Links;
import dev.groundswell.simulator.http.pages.PageRoutes;
import dev.groundswell.simulator.listening.Company;
import dev.groundswell.simulator.listening.ForcedPlays;
import dev.groundswell.simulator.listening.Listening;
import dev.groundswell.simulator.listening.Playlists;
import dev.groundswell.simulator.listening.PrivateSessions;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import dev.groundswell.simulator.shown.OrderedDisturbances;
import dev.groundswell.simulator.shown.Shown;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.ext.web.Router;
import java.time.Clock;
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
  private final Population population;
  private final Single<List<Integer>> busiest;

  private Simulator(HttpServer server, Population population, Single<List<Integer>> busiest) {
    this.server = server;
    this.population = population;
    this.busiest = busiest;
  }

  /** Starts a simulator that lives by the system's clock. */
  public static Single<Simulator> start(Vertx vertx, SimulatorOptions options) {
    return start(vertx, options, Clock.systemUTC());
  }

  /** Starts a simulator for which it is as late as {@code clock} says. */
  public static Single<Simulator> start(Vertx vertx, SimulatorOptions options, Clock clock) {
    return start(vertx, options, clock, RxHelper.scheduler(vertx));
  }

  /**
   * Starts a simulator that reads no other clock and waits by no other means than these.
   *
   * @param scheduler delays answers that are ordered to be slow
   */
  public static Single<Simulator> start(
      Vertx vertx, SimulatorOptions options, Clock clock, Scheduler scheduler) {
    var listening = new HttpServerOptions().setHost(options.host()).setPort(options.port());
    Router router = Router.router(vertx);
    return vertx
        .rxExecuteBlocking(() -> world(options, clock))
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
                          Links links = links(options, server);
                          mount(world, router, vertx, options, links, clock, scheduler);
                          return new Simulator(
                              server,
                              world.population(),
                              vertx.rxExecuteBlocking(() -> busiest(world, clock)).toSingle());
                        }));
  }

  /** Who and what there is, what is heard, what is shown of it, and what goes wrong. */
  private static World world(SimulatorOptions options, Clock clock) {
    long seed = options.seed();
    Catalogue catalogue = Catalogue.of(seed);
    var own = new Listening(seed, catalogue);
    var forced = new ForcedPlays(own);
    var heard = new PrivateSessions(forced);
    var disturbances = new OrderedDisturbances(options.disturbances());
    return new World(
        seed,
        catalogue,
        Population.of(seed, options.listeners(), catalogue),
        own,
        forced,
        heard,
        new Shown(seed, heard, disturbances),
        disturbances,
        new Orders(clock),
        new CallBook(clock),
        new Tokens(seed, clock));
  }

  private static void mount(
      World world,
      Router router,
      Vertx vertx,
      SimulatorOptions options,
      Links links,
      Clock clock,
      Scheduler scheduler) {
    Catalogue catalogue = world.catalogue();
    Population population = world.population();
    Tokens tokens = world.tokens();
    new Gate(world.faults(), world.calls(), tokens, scheduler).mount(router);
    new AccountRoutes(population, tokens, options.redirectUris(), clock).mount(router);
    var playlists = new Playlists(options.seed(), catalogue);
    new WebApi(catalogue, population, playlists, world.shown(), tokens, links, clock).mount(router);
    new PageRoutes(catalogue, population).mount(router);
    new ControlRoutes(vertx, world, clock).mount(router);
  }

  private static List<Integer> busiest(World world, Clock clock) {
    return Company.busiestFirst(world.population(), world.heard(), clock.instant());
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

  /**
   * The numbers of all listeners, from 1, those first who have lately heard what most have, as it
   * is when this is subscribed to.
   */
  public Single<List<Integer>> busiest() {
    return busiest;
  }

  /** The time zone of a listener, by number from 1: an IANA name. */
  public String zoneOf(int number) {
    Listener listener = population.listener(number);
    if (listener == null) {
      throw new IllegalArgumentException("there is no listener " + number);
    }
    return listener.zone().getId();
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
