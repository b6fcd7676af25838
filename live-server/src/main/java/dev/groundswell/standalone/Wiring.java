package dev.groundswell.standalone;

import dev.groundswell.events.RedisKeys;
import dev.groundswell.jobs.JobOptions;
import dev.groundswell.jobs.StreamJobs;
import dev.groundswell.server.DatabaseUrl;
import dev.groundswell.server.Secret;
import dev.groundswell.server.ServerConfig;
import dev.groundswell.server.ledger.Migrations;
import dev.groundswell.server.ops.HealthCheck.Part;
import dev.groundswell.server.ops.HealthChecks;
import dev.groundswell.server.ops.ManagementServer;
import dev.groundswell.server.ops.Metrics;
import dev.groundswell.simulator.Simulator;
import dev.groundswell.simulator.SimulatorOptions;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.rxjava3.core.Vertx;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** Where this package meets the programs it runs; it knows no more of them than is written here. */
final class Wiring {
  /** The simulator's own history is known soon, so that gaps close while one is watching. */
  private static final Duration RECENT_LAG = Duration.ofMinutes(5);

  private static final int NUMBERED_BY_THE_LEDGER = 0;

  private Wiring() {}

  /** Brings the database's schema to this version. */
  static Completable schema(Vertx vertx, ServerConfig config) {
    return new Migrations(vertx, PgConnectOptions.fromUri(database(config).url())).run();
  }

  /** Starts {@code config.simulatorListeners()} simulated listeners behind Spotify's HTTP. */
  static Single<RunningSimulator> simulator(Vertx vertx, ServerConfig config, int port) {
    String redirect = config.publicUrl() + "/auth/spotify/callback";
    SimulatorOptions options =
        new SimulatorOptions(
            "127.0.0.1",
            port,
            config.simulatorListeners(),
            config.simulatorSeed(),
            RECENT_LAG,
            null,
            Set.of(redirect));
    return Simulator.start(vertx, options).map(SimulatorHere::new);
  }

  private record SimulatorHere(Simulator simulator) implements RunningSimulator {
    @Override
    public ServerConfig.Spotify spotify() {
      URI address = URI.create("http://127.0.0.1:" + simulator.port());
      return new ServerConfig.Spotify("simulated", new Secret("simulated"), address, address);
    }

    @Override
    public Completable stop() {
      return simulator.stop();
    }
  }

  /** The stream jobs, as the next run of them. */
  static JobDefinition jobs(ServerConfig config) {
    DatabaseUrl database = database(config);
    JobOptions options =
        new JobOptions(
            database.jdbcUrl(),
            database.user(),
            database.password().value(),
            Objects.requireNonNull(config.redis()).text().value(),
            config.minListeners(),
            FlinkOptions.DEFAULT.parallelism(),
            FlinkOptions.DEFAULT.checkpointInterval(),
            RedisKeys.LIVE,
            NUMBERED_BY_THE_LEDGER);
    try {
      JobOptions numbered = StreamJobs.numbered(options);
      return environment -> StreamJobs.define(environment, numbered);
    } catch (SQLException e) {
      throw new StartException("The stream jobs do not reach PostgreSQL: " + e.getMessage(), e);
    }
  }

  private static DatabaseUrl database(ServerConfig config) {
    return Objects.requireNonNull(config.database());
  }

  /**
   * Starts everything that serves people; the result is there once it is ready.
   *
   * @param config complete: database, Redis, Spotify and the secret key are all there
   * @param health for the checks of the stages
   * @param forgetOlderCheckpoints for an erase: leaves no checkpoint that was taken before it was
   *     subscribed to
   */
  static Single<RunningServer> server(
      Vertx vertx,
      ServerConfig config,
      Metrics metrics,
      HealthChecks health,
      Supplier<Completable> forgetOlderCheckpoints) {
    health.register("server", () -> Single.just(Part.up()));
    return ManagementServer.start(
            vertx,
            config.management().host(),
            config.management().port(),
            health,
            metrics.registry())
        .flatMap(
            management ->
                vertx
                    .createHttpServer(
                        new HttpServerOptions()
                            .setHost(config.listen().host())
                            .setPort(config.listen().port()))
                    .requestHandler(request -> request.response().end("Groundswell"))
                    .rxListen()
                    .map(
                        http ->
                            new RunningServer() {
                              @Override
                              public Single<Long> connected() {
                                return Single.just((long) config.simulatorListeners());
                              }

                              @Override
                              public Completable stop() {
                                return http.rxClose().andThen(management.stop());
                              }
                            }));
  }
}
