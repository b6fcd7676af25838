package dev.groundswell.standalone;

import com.sun.management.OperatingSystemMXBean;
import dev.groundswell.server.DatabaseUrl;
import dev.groundswell.server.RedisUrl;
import dev.groundswell.server.Secret;
import dev.groundswell.server.ServerConfig;
import dev.groundswell.server.ops.HealthChecks;
import dev.groundswell.server.ops.Metrics;
import dev.groundswell.simulator.Simulator;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.vertx.core.VertxOptions;
import io.vertx.rxjava3.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures the server's CPU time for each thousand simulated listeners it collects from.
 *
 * <p>The simulator and PostgreSQL are processes of their own and there are no stream jobs, so what
 * is measured is the server alone: polling, concluding, writing, publishing. Arguments: listeners
 * (default 2000), seconds of warm-up (default 120), seconds measured (default 120).
 */
public final class CollectingCost {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int AT_ONCE = 16;

  private CollectingCost() {}

  public static void main(String... args) throws Exception {
    int listeners = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
    int warmUp = args.length > 1 ? Integer.parseInt(args[1]) : 120;
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 120;
    Path folder = Files.createTempDirectory("groundswell-cost");
    RunningParts running = new RunningParts();
    Runtime.getRuntime().addShutdownHook(new Thread(running::stop));
    DataDir data = running.start("the data folder", () -> DataDir.open(folder));
    DatabaseUrl database = running.start("PostgreSQL", () -> EmbeddedPostgres.start(data)).url();
    RedisUrl redis = running.start("Redis", () -> EmbeddedRedis.start(data)).url();
    ServerConfig own = settings(data, listeners);
    URI spotify = simulator(running, own, FreePort.find(data.resolve("simulator.port")));
    ServerConfig config =
        own.with(
            database,
            redis,
            new ServerConfig.Spotify("simulated", new Secret("simulated"), spotify, spotify),
            data.secret("secret.key"));
    Metrics metrics = running.start("metrics", Metrics::new);
    Vertx vertx = metrics.vertx(new VertxOptions());
    Rx.await(Wiring.schema(vertx, config), LIMIT);
    RunningServer server =
        Rx.await(
            Wiring.server(
                vertx,
                own,
                config,
                metrics,
                new HealthChecks(Schedulers.computation()),
                Completable::complete,
                null),
            LIMIT);
    running.keep("the server", Rx.closing(server.stop(), Duration.ofSeconds(10)));

    SimulatedSignIn signIn = SimulatedSignIn.of(vertx, config, number -> "UTC");
    System.out.printf("signing in %,d listeners%n", listeners);
    Rx.await(
        Flowable.rangeLong(1, listeners)
            .flatMapCompletable(number -> signIn.signIn((int) number.longValue()), false, AT_ONCE),
        LIMIT);
    System.out.printf("warming up for %d s%n", warmUp);
    pause(warmUp);
    double cpu = cpuSeconds();
    double calls = calls(metrics);
    System.out.printf("measuring for %d s%n", seconds);
    pause(seconds);
    double used = (cpuSeconds() - cpu) / seconds;
    System.out.printf(
        "%,d listeners: %.3f of a core, %.3f for each 1,000 listeners; %.1f calls a second%n",
        listeners, used, used * 1_000 / listeners, (calls(metrics) - calls) / seconds);
    System.exit(0);
  }

  private static ServerConfig settings(DataDir data, int listeners) {
    return ServerConfig.from(
        Map.of(
            "PORT", Integer.toString(FreePort.find(data.resolve("http.port"))),
            "MANAGEMENT_PORT", Integer.toString(FreePort.find(data.resolve("management.port"))),
            "DATA_DIR", data.folder().toString(),
            "SIMULATOR_LISTENERS", Integer.toString(listeners)));
  }

  private static URI simulator(RunningParts running, ServerConfig own, int port)
      throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Simulator.class.getName(),
                "--port",
                Integer.toString(port),
                "--listeners",
                Integer.toString(own.simulatorListeners()),
                "--redirect-uri",
                own.publicUrl() + "/auth/spotify/callback")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    running.keep("the simulator", process::destroy);
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("Simulating")) {
        return URI.create("http://127.0.0.1:" + port);
      }
    }
    throw new IOException("the simulator ended before it listened");
  }

  private static double calls(Metrics metrics) {
    return metrics.registry().find("groundswell.polls").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static void pause(int seconds) {
    Rx.await(Completable.timer(seconds, TimeUnit.SECONDS), Duration.ofSeconds(seconds + 60L));
  }
}
