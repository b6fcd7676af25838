package dev.groundswell.standalone;

import dev.groundswell.server.Secret;
import dev.groundswell.server.ServerConfig;
import dev.groundswell.server.ops.HealthCheck.Part;
import dev.groundswell.server.ops.HealthChecks;
import dev.groundswell.server.ops.ManagementServer;
import dev.groundswell.server.ops.Metrics;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.rxjava3.core.Vertx;
import java.net.URI;
import java.util.function.Supplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Where this package meets the programs it runs; it knows no more of them than is written here. */
final class Wiring {
  private Wiring() {}

  /** Brings the database's schema to this version. */
  static Completable schema(Vertx vertx, ServerConfig config) {
    return Completable.complete();
  }

  /**
   * Starts {@code config.simulatorListeners()} simulated listeners behind Spotify's HTTP, on
   * loopback.
   */
  static Single<RunningSimulator> simulator(Vertx vertx, ServerConfig config, int port) {
    URI nowhere = URI.create("http://127.0.0.1:" + port);
    ServerConfig.Spotify spotify =
        new ServerConfig.Spotify("simulated", new Secret("simulated"), nowhere, nowhere);
    return Single.just(
        new RunningSimulator() {
          @Override
          public ServerConfig.Spotify spotify() {
            return spotify;
          }

          @Override
          public Completable stop() {
            return Completable.complete();
          }
        });
  }

  /** The stream jobs. */
  static JobDefinition jobs(ServerConfig config) {
    return environment ->
        environment
            .fromSource(
                new NumberSequenceSource(1, Long.MAX_VALUE),
                WatermarkStrategy.noWatermarks(),
                "numbers")
            .uid("numbers")
            .map(
                number -> {
                  java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                  return number;
                })
            .uid("slowly")
            .sinkTo(new DiscardingSink<>())
            .uid("sink");
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
