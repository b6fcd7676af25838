package dev.groundswell.standalone;

import dev.groundswell.events.RedisKeys;
import dev.groundswell.jobs.JobOptions;
import dev.groundswell.jobs.StreamJobs;
import dev.groundswell.server.DatabaseUrl;
import dev.groundswell.server.LiveServer;
import dev.groundswell.server.RedisUrl;
import dev.groundswell.server.Secret;
import dev.groundswell.server.ServerConfig;
import dev.groundswell.server.TagImports;
import dev.groundswell.server.ledger.TagImport;
import dev.groundswell.server.ops.HealthChecks;
import dev.groundswell.server.ops.Metrics;
import dev.groundswell.simulator.Simulator;
import dev.groundswell.simulator.SimulatorOptions;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where this package meets the programs it runs; it knows no more of them than is written here. */
final class Wiring {
  private Wiring() {}

  /** Brings the database's schema to this version. */
  static Completable schema(Vertx vertx, ServerConfig config) {
    return LiveServer.migrate(vertx, config);
  }

  /** Whether the listeners in the database are simulated. */
  static Single<Boolean> holdsSimulated(Vertx vertx, ServerConfig config) {
    return LiveServer.holdsSimulated(vertx, config);
  }

  /** Starts {@code config.simulatorListeners()} simulated listeners behind Spotify's HTTP. */
  static Single<RunningSimulator> simulator(Vertx vertx, ServerConfig config, int port) {
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withPort(port)
            .withListeners(Math.max(1, config.simulatorListeners()))
            .withSeed(config.simulatorSeed())
            .withRedirectUris(Set.of(config.publicUrl() + "/auth/spotify/callback"));
    return Simulator.start(vertx, options).map(Wiring::running);
  }

  private static RunningSimulator running(Simulator simulator) {
    URI address = URI.create("http://127.0.0.1:" + simulator.port());
    ServerConfig.Spotify app =
        new ServerConfig.Spotify("simulated", new Secret("simulated"), address, address);
    return new RunningSimulator() {
      @Override
      public ServerConfig.Spotify spotify() {
        return app;
      }

      @Override
      public Single<List<Integer>> busiest() {
        return simulator.busiest();
      }

      @Override
      public String zoneOf(int number) {
        return simulator.zoneOf(number);
      }

      @Override
      public Completable stop() {
        return simulator.stop();
      }
    };
  }

  /** The stream jobs; every submission is a run with a number of its own. */
  static JobDefinition jobs(ServerConfig config) {
    DatabaseUrl database = Objects.requireNonNull(config.database(), "DATABASE_URL");
    RedisUrl redis = Objects.requireNonNull(config.redis(), "REDIS_URL");
    JobOptions options =
        new JobOptions(
            database.jdbcUrl(),
            database.user(),
            database.password().value(),
            redis.text().value(),
            config.minListeners(),
            FlinkOptions.DEFAULT.parallelism(),
            FlinkOptions.DEFAULT.checkpointInterval(),
            true,
            RedisKeys.LIVE,
            0);
    return environment -> StreamJobs.define(environment, numbered(options));
  }

  private static JobOptions numbered(JobOptions options) {
    try {
      return StreamJobs.numbered(options);
    } catch (SQLException e) {
      throw new StartException("The ledger gave the jobs no number: " + e.getMessage(), e);
    }
  }

  /** Says what is wrong with a tag file. */
  static Single<TagImport.Report> check(Flowable<String> lines) {
    return TagImport.check(lines);
  }

  /** Takes a tag file into a ledger. */
  static Single<TagImport.Report> importTags(
      Vertx vertx, DatabaseUrl database, Flowable<String> lines, Consumer<String> progress) {
    return TagImports.run(vertx, database, lines, progress);
  }

  /**
   * Starts everything that serves people; the result is there once it is ready.
   *
   * @param config complete: database, Redis, Spotify and the secret key are all there
   * @param health for the checks of the stages
   * @param own the settings as they were given: what is not in them is embedded
   * @param forgetOlderCheckpoints for an erase: leaves no checkpoint that was taken before it was
   *     subscribed to
   * @param rebuildJobs ends the jobs of this process and begins them without a past; null where
   *     they run elsewhere
   */
  static Single<RunningServer> server(
      Vertx vertx,
      ServerConfig own,
      ServerConfig config,
      Metrics metrics,
      HealthChecks health,
      Supplier<Completable> forgetOlderCheckpoints,
      @Nullable Supplier<Completable> rebuildJobs) {
    return LiveServer.start(
            new LiveServer.Surroundings(
                vertx,
                config,
                metrics.registry(),
                health,
                () -> forgetOlderCheckpoints.get(),
                outsideReach(own),
                rebuildJobs == null ? null : rebuildJobs::get,
                Clock.systemUTC()))
        .map(Wiring::running);
  }

  private static List<String> outsideReach(ServerConfig own) {
    List<String> places = new ArrayList<>();
    places.add("backups that the host has made");
    if (own.database() != null) {
      places.add("the files of the PostgreSQL server at DATABASE_URL, and its backups");
    }
    if (own.redis() != null) {
      places.add("the files of the Redis server at REDIS_URL");
    }
    if (own.jobs() == ServerConfig.Jobs.EXTERNAL) {
      places.add("checkpoints and savepoints of the Flink cluster");
    }
    return places;
  }

  private static RunningServer running(LiveServer server) {
    return new RunningServer() {
      @Override
      public Single<Long> connected() {
        return server.connected();
      }

      @Override
      public Completable stop() {
        return server.stop();
      }
    };
  }
}
