package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.server.ServerConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of the real groundswell.jar, with ports and a data folder of its own. */
public final class JarRun implements AutoCloseable {
  private static final Path JAR = Path.of("target", "groundswell.jar").toAbsolutePath();
  private static final Duration START_LIMIT = Duration.ofSeconds(120);

  private final Process process;
  private final Path dataDir;
  private final Path output;
  private final List<ProcessHandle> seen = new ArrayList<>();
  final int port;

  private JarRun(Process process, Path dataDir, Path output, int port) {
    this.process = process;
    this.dataDir = dataDir;
    this.output = output;
    this.port = port;
  }

  /** Runs the jar itself. */
  public static JarRun start(Path folder, Map<String, String> settings, String... arguments)
      throws IOException {
    return launch(
        folder, settings, Stream.concat(Stream.of("-jar", JAR.toString()), Stream.of(arguments)));
  }

  /** Runs the launcher, which runs the jar. */
  static JarRun launcher(Path folder) throws IOException {
    String classes = Path.of("target", "classes").toAbsolutePath().toString();
    return launch(
        folder, Map.of(), Stream.of("-cp", classes, Start.class.getName(), JAR.toString()));
  }

  private static JarRun launch(Path folder, Map<String, String> settings, Stream<String> arguments)
      throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path output = Files.createTempFile(folder, "run", ".log");
    List<String> command = Stream.concat(Stream.of(java.toString()), arguments).toList();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    Path dataDir = folder.resolve("data");
    int port = freePort();
    Map<String, String> environment = builder.environment();
    ServerConfig.SETTINGS.forEach(setting -> environment.remove(setting.name()));
    environment.put("DATA_DIR", dataDir.toString());
    environment.put("PORT", Integer.toString(port));
    environment.put("MANAGEMENT_PORT", Integer.toString(freePort()));
    environment.put("SIMULATOR_LISTENERS", "5");
    environment.putAll(settings);
    return new JarRun(builder.start(), dataDir, output, port);
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Waits for a line, and notes every process there is by then. */
  public JarRun awaitLine(String words) {
    await()
        .atMost(START_LIMIT)
        .failFast("it ended", () -> assertThat(process.isAlive()).as(() -> outputOf(this)).isTrue())
        .until(() -> output().contains(words));
    note();
    return this;
  }

  void note() {
    seen.add(process.toHandle());
    process.descendants().forEach(seen::add);
    embedded("postgres/postmaster.pid").ifPresent(seen::add);
    embedded("redis/redis.pid").ifPresent(seen::add);
  }

  public Optional<ProcessHandle> embedded(String pidFile) {
    return OwnedProcess.find(pidFile, dataDir.resolve(pidFile), dataDir).map(OwnedProcess::process);
  }

  /** The shell that stops PostgreSQL and Redis when the server is gone. */
  ProcessHandle guard() {
    return process
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains("groundswell-guard"))
        .findFirst()
        .orElseThrow();
  }

  public void signal(String name) throws Exception {
    signal(name, process.pid());
  }

  public static void signal(String name, long pid) throws Exception {
    Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start();
    assertThat(kill.waitFor()).isZero();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end; the status it ended with. */
  public int awaitEnd(Duration limit) throws InterruptedException {
    assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
        .as("ended within %s", limit)
        .isTrue();
    return process.exitValue();
  }

  /** Waits until no process is left of those that were noted, nor one that left a pid file. */
  void awaitNothingLeft(Duration limit) {
    await()
        .atMost(limit)
        .untilAsserted(
            () -> {
              assertThat(seen).filteredOn(JarRun::runs).isEmpty();
              assertThat(embedded("postgres/postmaster.pid")).isEmpty();
              assertThat(embedded("redis/redis.pid")).isEmpty();
            });
  }

  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().commandLine().isPresent();
  }

  public String output() throws IOException {
    return Files.readString(output);
  }

  private static String outputOf(JarRun run) {
    try {
      return run.output();
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Ends whatever a failed test has left. */
  @Override
  public void close() {
    note();
    seen.forEach(ProcessHandle::destroyForcibly);
  }
}
