package dev.groundswell.server;

import dev.groundswell.server.account.RedirectUri;
import dev.groundswell.server.audit.Audit;
import dev.groundswell.server.audit.AuditOptions;
import dev.groundswell.server.audit.JobsRun;
import dev.groundswell.server.ledger.Installation;
import dev.groundswell.server.ledger.Migrations;
import dev.groundswell.server.ledger.StoredBytes;
import dev.groundswell.server.ops.DatabaseCheck;
import dev.groundswell.server.ops.HealthChecks;
import dev.groundswell.server.ops.JobsCheck;
import dev.groundswell.server.ops.ManagementServer;
import dev.groundswell.server.ops.OperatorPage;
import dev.groundswell.server.ops.RedisCheck;
import dev.groundswell.server.ops.Setup;
import dev.groundswell.server.ops.SetupPage;
import dev.groundswell.server.pages.Webroot;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live server: collects plays, keeps the ledger, publishes its changes, and shows pages, API
 * and feeds. Wired by hand; it reads in the order in which a play passes.
 */
public final class LiveServer {
  private static final Logger log = LoggerFactory.getLogger(LiveServer.class);

  /** A reader that takes nothing then holds 64 KiB in the kernel, not megabytes. */
  private static final int SEND_BUFFER = 64 * 1024;

  private static final int LARGEST_BODY_CHUNK = 64 * 1024;

  /**
   * What the server is given.
   *
   * @param config complete: database, Redis, Spotify and the secret key are all there
   * @param leftovers files in the host's hands in which erased data may still lie
   * @param outsideReach what this server cannot delete of an erased person, in words
   * @param jobs the run of the jobs in this process, null where they run elsewhere
   */
  public record Surroundings(
      Vertx vertx,
      ServerConfig config,
      PrometheusMeterRegistry meters,
      HealthChecks health,
      StoredBytes leftovers,
      List<String> outsideReach,
      @Nullable JobsRun jobs,
      Clock clock) {

    public Surroundings {
      outsideReach = List.copyOf(outsideReach);
    }
  }

  private final Stores stores;
  private final Collecting collecting;
  private final Showing showing;
  private final Audit audit;
  private final ManagementServer management;
  private final HttpServer http;

  private LiveServer(
      Stores stores,
      Collecting collecting,
      Showing showing,
      Audit audit,
      ManagementServer management,
      HttpServer http) {
    this.stores = stores;
    this.collecting = collecting;
    this.showing = showing;
    this.audit = audit;
    this.management = management;
    this.http = http;
  }

  /** Brings the database's schema to this version; what runs before everything else. */
  public static Completable migrate(Vertx vertx, ServerConfig config) {
    return new Migrations(vertx, Stores.postgres(config)).run();
  }

  /** Whether the listeners in the database are simulated; those of the settings if it has none. */
  public static Single<Boolean> holdsSimulated(Vertx vertx, ServerConfig config) {
    Pool pool = Stores.briefPool(vertx, config);
    return new Installation(pool)
        .simulated(config.simulated())
        .doFinally(() -> pool.rxClose().onErrorComplete().subscribe());
  }

  /** Starts everything; the result is there once pages are served. */
  public static Single<LiveServer> start(Surroundings given) {
    SecureRandom random = new SecureRandom();
    Stores stores = Stores.open(given.vertx(), given.config());
    Collecting collecting = new Collecting(given, stores, random);
    Showing showing = new Showing(given, stores, random);
    Audit audit = audit(given, stores, random);

    registerChecks(given, stores);
    showing.start();
    return Single.zip(
            management(given, collecting, audit),
            given
                .vertx()
                .rxExecuteBlocking(Webroot::read)
                .toSingle()
                .map(webroot -> Routes.of(given, collecting, showing, webroot, random))
                .flatMap(
                    router ->
                        given
                            .vertx()
                            .createHttpServer(http(given.config()))
                            .requestHandler(router)
                            .rxListen()),
            (management, http) ->
                new LiveServer(stores, collecting, showing, audit, management, http))
        .flatMap(server -> collecting.start().toSingleDefault(server))
        .doOnSuccess(server -> audit.start());
  }

  private static Audit audit(Surroundings given, Stores stores, SecureRandom random) {
    return new Audit(
        stores.pool(),
        stores.commands(),
        given.config().minListeners(),
        "server-" + UUID.randomUUID(),
        given.jobs(),
        AuditOptions.usual(),
        given.clock(),
        random,
        RxHelper.scheduler(given.vertx()),
        given.meters());
  }

  private static void registerChecks(Surroundings given, Stores stores) {
    given.health().register("database", new DatabaseCheck(stores.pool()));
    given.health().registerOptional("redis", new RedisCheck(stores.commands()));
    given.health().registerOptional("jobs", new JobsCheck(stores.commands(), given.clock()));
  }

  private static Single<ManagementServer> management(
      Surroundings given, Collecting collecting, Audit audit) {
    ServerConfig.Listen address = given.config().management();
    return ManagementServer.start(
        given.vertx(),
        address.host(),
        address.port(),
        given.health(),
        given.meters(),
        new OperatorPage(collecting.overviews(given, audit::view)),
        new SetupPage(setup(given.config()), collecting.accounts().appCheck()));
  }

  private static Setup setup(ServerConfig config) {
    ServerConfig.Spotify app = Objects.requireNonNull(config.spotify(), "SPOTIFY_CLIENT_ID");
    return new Setup(
        config.simulated() ? null : app.clientId(),
        config.publicUrl(),
        RedirectUri.of(config.publicUrl()),
        app.apiUrl(),
        app.accountsUrl());
  }

  private static HttpServerOptions http(ServerConfig config) {
    return new HttpServerOptions()
        .setHost(config.listen().host())
        .setPort(config.listen().port())
        .setSendBufferSize(SEND_BUFFER)
        .setMaxChunkSize(LARGEST_BODY_CHUNK)
        .setTcpNoDelay(true);
  }

  /** How many listeners are connected. */
  public Single<Long> connected() {
    return collecting.connected();
  }

  /** Takes no new work, finishes what it has begun, and says goodbye to subscribers. */
  public Completable stop() {
    return Completable.concatArrayDelayError(
            Completable.defer(audit::stop),
            Completable.defer(showing::stop),
            Completable.defer(http::rxClose),
            Completable.defer(collecting::stop),
            Completable.defer(management::stop),
            Completable.defer(stores::close))
        .onErrorComplete(
            e -> {
              log.debug("Stopping was not smooth: {}", e.toString());
              return true;
            });
  }
}
