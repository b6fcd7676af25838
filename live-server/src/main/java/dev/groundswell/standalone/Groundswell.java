package dev.groundswell.standalone;

import dev.groundswell.server.DatabaseUrl;
import dev.groundswell.server.RedisUrl;
import dev.groundswell.server.Secret;
import dev.groundswell.server.ServerConfig;
import dev.groundswell.server.account.RedirectUri;
import dev.groundswell.server.ops.HealthCheck.Part;
import dev.groundswell.server.ops.HealthCheck.Status;
import dev.groundswell.server.ops.HealthChecks;
import dev.groundswell.server.ops.Metrics;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.subjects.CompletableSubject;
import io.vertx.core.VertxOptions;
import io.vertx.rxjava3.core.Vertx;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything in one process: the main class of groundswell.jar.
 *
 * <p>Whatever is not set is embedded. A start that cannot go on says so in one line that names the
 * setting and the fix, leaves nothing running and exits with 1; bad arguments exit with 2.
 */
public final class Groundswell {
  private static final Logger log = LoggerFactory.getLogger(Groundswell.class);
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(4);

  /** One simulated listener in so many brings an export of the last 14 days. */
  private static final int HISTORIES_EACH = 10;

  private final ServerConfig settings;
  private final RunningParts running;
  private final HealthChecks health = new HealthChecks(Schedulers.computation());

  private Groundswell(ServerConfig settings, RunningParts running) {
    this.settings = settings;
    this.running = running;
  }

  public static void main(String[] arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    switch (first) {
      case "" ->
          Lifecycle.run(
              running -> new Groundswell(ServerConfig.fromEnvironment(), running).start());
      case "--help", "-h" -> System.out.println(Usage.help());
      case ImportTags.NAME ->
          System.exit(ImportTags.run(Arrays.asList(arguments).subList(1, arguments.length)));
      case "--version" -> System.out.println(Usage.version());
      default -> Lifecycle.badUsage(first);
    }
  }

  /** The table of contents. What is started first is stopped last. */
  private void start() {
    log.info("{}: live listening analytics for Spotify.", Usage.version());
    SmallHeap.ask();
    checkPorts();
    checkClientId();
    DataDir data = running.start("the data folder", () -> DataDir.open(settings.dataDir()));
    Secret secretKey = secretKey(data);
    Guard guard = guard(data);
    DatabaseUrl database = database(data, guard);
    RedisUrl redis = redis(data, guard);
    Metrics metrics = running.start("metrics", Metrics::new);
    Vertx vertx = vertx(metrics);
    RunningSimulator simulator = settings.spotify() == null ? simulator(vertx, data) : null;
    ServerConfig complete = settings.with(database, redis, spotify(simulator), secretKey);
    Rx.await(Wiring.schema(vertx, complete), START_LIMIT);
    WhoseData.check(settings, Rx.await(Wiring.holdsSimulated(vertx, complete), START_LIMIT));
    Completable tags =
        simulator == null ? Completable.complete() : tags(vertx, simulator, database);
    EmbeddedFlink jobs = jobs(data, complete);
    RunningServer server = server(vertx, complete, metrics, jobs);
    sayWhereItIs();
    if (simulator != null) {
      connectSimulatedListeners(vertx, data, simulator, tags, server);
    }
  }

  private void checkPorts() {
    Preflight.port("PORT", "HOST", settings.listen());
    Preflight.port("MANAGEMENT_PORT", "MANAGEMENT_PORT", settings.management());
  }

  /** A warning alone: only Spotify knows which ids it gives. */
  private void checkClientId() {
    ServerConfig.Spotify app = settings.spotify();
    if (app != null && app.hasOddId()) {
      log.warn(
          "SPOTIFY_CLIENT_ID does not look like Spotify's (32 hexadecimal digits): compare it with"
              + " the app's page at developer.spotify.com/dashboard.");
    }
  }

  private Secret secretKey(DataDir data) {
    Secret given = settings.secretKey();
    return given != null ? given : data.secret("secret.key");
  }

  private @Nullable Guard guard(DataDir data) {
    return settings.database() == null || settings.redis() == null
        ? running.start("the guard", () -> Guard.start(data))
        : null;
  }

  /** Starts a part that the guard stops, should this process end before the part is known. */
  private <T extends AutoCloseable> T guarded(
      @Nullable Guard guard, String name, Supplier<T> start) {
    if (guard == null) {
      return running.start(name, start::get);
    }
    guard.partStarts();
    T part = running.start(name, start::get);
    guard.partRuns();
    return part;
  }

  private DatabaseUrl database(DataDir data, @Nullable Guard guard) {
    DatabaseUrl external = settings.database();
    if (external != null) {
      Preflight.database(external);
      return external;
    }
    log.info("Starting PostgreSQL; its data stays in {}.", data.folder());
    return guarded(guard, "PostgreSQL", () -> EmbeddedPostgres.start(data)).url();
  }

  private RedisUrl redis(DataDir data, @Nullable Guard guard) {
    RedisUrl external = settings.redis();
    if (external != null) {
      Preflight.redis(external);
      return external;
    }
    log.info("Starting Redis.");
    return guarded(guard, "Redis", () -> EmbeddedRedis.start(data)).url();
  }

  private Vertx vertx(Metrics metrics) {
    Vertx vertx = metrics.vertx(new VertxOptions());
    running.keep("Vert.x", Rx.closing(vertx.rxClose(), STOP_LIMIT));
    return vertx;
  }

  private ServerConfig.Spotify spotify(@Nullable RunningSimulator simulator) {
    return simulator == null ? Objects.requireNonNull(settings.spotify()) : simulator.spotify();
  }

  private RunningSimulator simulator(Vertx vertx, DataDir data) {
    log.info(
        "Starting the simulator: {} listeners that do not exist.", settings.simulatorListeners());
    // Addresses of covers are kept in the ledger and contain the port.
    int port = FreePort.find(data.resolve("simulator.port"));
    RunningSimulator simulator = Rx.await(Wiring.simulator(vertx, settings, port), START_LIMIT);
    running.keep("the simulator", Rx.closing(simulator.stop(), STOP_LIMIT));
    return simulator;
  }

  private @Nullable EmbeddedFlink jobs(DataDir data, ServerConfig complete) {
    if (settings.jobs() == ServerConfig.Jobs.EXTERNAL) {
      return null;
    }
    log.info("Starting the stream jobs.");
    EmbeddedFlink flink =
        running.start(
            "the stream jobs",
            () ->
                EmbeddedFlink.start(
                    data.resolve("flink"), FlinkOptions.DEFAULT, Wiring.jobs(complete)));
    health.registerOptional(
        "flink", () -> Single.fromCompletionStage(flink.status()).map(Groundswell::part));
    return flink;
  }

  private static Part part(JobStatus status) {
    return new Part(
        status == JobStatus.RUNNING ? Status.UP : Status.DEGRADED, Map.of("job", status.name()));
  }

  private RunningServer server(
      Vertx vertx, ServerConfig complete, Metrics metrics, @Nullable EmbeddedFlink jobs) {
    RunningServer server =
        Rx.await(
            Wiring.server(
                vertx,
                settings,
                complete,
                metrics,
                health,
                () -> forgetOlderCheckpoints(jobs),
                jobs == null ? null : () -> Completable.fromCompletionStage(jobs.rebuild())),
            START_LIMIT);
    running.keep("the server", Rx.closing(server.stop(), STOP_LIMIT));
    return server;
  }

  private static Completable forgetOlderCheckpoints(@Nullable EmbeddedFlink jobs) {
    return jobs == null
        ? Completable.complete()
        : Completable.fromCompletionStage(jobs.forgetOlderCheckpoints());
  }

  private void sayWhereItIs() {
    log.info("Ready: open {}", settings.publicUrl());
    ServerConfig.Spotify app = settings.spotify();
    if (app == null) {
      log.info("Spotify is simulated: these listeners and their music do not exist.");
      log.info("To connect real accounts, register an app at developer.spotify.com/dashboard with");
      log.info("the redirect URI {}, and start again with", RedirectUri.of(settings.publicUrl()));
      log.info(
          "SPOTIFY_CLIENT_ID, SPOTIFY_CLIENT_SECRET and another {} set: simulated and", place());
      log.info("real listeners share no database. Step by step: {}/setup", ops());
    } else {
      log.info(
          "Spotify app {}: the redirect URI {} has to be registered there.",
          app.clientId(),
          RedirectUri.of(settings.publicUrl()));
      log.info("People connect at {}/login. Check the app: {}/setup", settings.publicUrl(), ops());
    }
    log.info("Operations: {}. Ctrl-C ends it; the data stays in {}.", ops(), settings.dataDir());
  }

  /** The setting by which the database is found. */
  private String place() {
    return settings.database() == null ? "DATA_DIR" : "DATABASE_URL";
  }

  /** The management port as a person on this machine would write it. */
  private String ops() {
    String host =
        switch (settings.management().host()) {
          case "0.0.0.0", "::" -> "127.0.0.1";
          default -> settings.management().host();
        };
    return "http://"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + settings.management().port();
  }

  /**
   * Under way while the jobs and the server start: artists have a genre when they are first met.
   */
  private Completable tags(Vertx vertx, RunningSimulator simulator, DatabaseUrl database) {
    CompletableSubject brought = CompletableSubject.create();
    Disposable bringing =
        SimulatedTags.bring(
                vertx, SimulatedSignIn.client(vertx), simulator.spotify().apiUrl(), database)
            .subscribe(brought::onComplete, brought::onError);
    running.keep("the simulator's tags", bringing::dispose);
    return brought;
  }

  private void connectSimulatedListeners(
      Vertx vertx,
      DataDir data,
      RunningSimulator simulator,
      Completable tags,
      RunningServer server) {
    SimulatedSignIn signIn = SimulatedSignIn.of(vertx, settings, simulator::zoneOf);
    // Boards have something to show sooner if those come first who have heard the same.
    Single<List<Integer>> order = tags.andThen(simulator.busiest()).cache();
    Single<Long> known = Single.defer(server::connected).cache();
    SimulatedImport imports =
        new SimulatedImport(
            SimulatedSignIn.client(vertx),
            SimulatedSignIn.local(settings.listen()),
            simulator.spotify().apiUrl(),
            signIn);
    SimulatedHistories histories =
        new SimulatedHistories(
            order.map(Groundswell::withAHistory),
            known,
            imports::bring,
            remembered(data, "histories"),
            new SplittableRandom());
    SimulatedListeners listeners =
        new SimulatedListeners(
            order,
            signIn::signIn,
            remembered(data, "listeners"),
            known,
            histories.bringAll(),
            new SplittableRandom());
    // Started as a part, so that a signal at this very moment does not leave them knocking at a
    // server that closes.
    var unused = running.start("the simulated listeners", listeners::connect);
  }

  /** A few have kept their history: all of them would have millions of plays. */
  private static List<Integer> withAHistory(List<Integer> all) {
    return all.stream().filter(number -> number % HISTORIES_EACH == 0).toList();
  }

  private ConnectedListeners remembered(DataDir data, String what) {
    return new ConnectedListeners(data.resolve("simulated-" + what), settings.simulatorSeed());
  }
}
