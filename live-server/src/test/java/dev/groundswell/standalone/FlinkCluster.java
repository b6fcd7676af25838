package dev.groundswell.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.jobs.JobOptions;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster of processes, made of the jars that the build has gathered, as docs/operations.md
 * describes it: a JobManager, TaskManagers with a slot each, and Flink's command line.
 */
final class FlinkCluster implements AutoCloseable {
  private static final Path LIBRARIES = Path.of("target", "lib");
  private static final Path JOB =
      Path.of("..", "stream-jobs", "target", "stream-jobs.jar").toAbsolutePath().normalize();
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(4);
  private static final String OPENS = "--add-opens=java.base/java.util=ALL-UNNAMED";
  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Path: (file:\\S+)");

  /** What job and server bring along themselves, and what a cluster has no use for. */
  private static final Pattern NOT_FLINKS =
      Pattern.compile("(stream-jobs|web|vertx|netty|postgresql|embedded|jedis|flyway).*");

  private final Path folder;
  private final int rest;
  private final String classPath;
  private final Deque<Process> taskManagers = new ArrayDeque<>();
  private final List<Process> all = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private @Nullable Process jobManager;

  private FlinkCluster(Path folder, int rest, String classPath) {
    this.folder = folder;
    this.rest = rest;
    this.classPath = classPath;
  }

  /** Starts a JobManager and so many TaskManagers, and waits for them. */
  static FlinkCluster start(Path folder, int taskManagers) throws Exception {
    assertThat(JOB).as("built by the phase package").exists();
    FlinkCluster cluster = new FlinkCluster(folder, freePort(), flinksJars());
    try {
      cluster.begin(taskManagers);
      return cluster;
    } catch (Throwable failure) {
      cluster.close();
      throw failure;
    }
  }

  private void begin(int count) throws IOException {
    configure(freePort());
    jobManager =
        run(
            "jobmanager",
            List.of(
                "-Xmx512m",
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"),
            List.of());
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(startTaskManager());
    }
    names.forEach(this::awaitTaskManager);
  }

  /** Starts a TaskManager; answers its name. */
  String startTaskManager() throws IOException {
    String name = "taskmanager" + all.size();
    Process process =
        run(
            name,
            List.of(
                "-Xmx640m",
                "-XX:MaxDirectMemorySize=256m",
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner"),
            List.of("-D", "taskmanager.resource-id=" + name));
    taskManagers.addLast(process);
    return name;
  }

  /** Kills the TaskManager that has run longest as {@code kill -9} does. */
  void killTaskManager() throws Exception {
    Process oldest = taskManagers.removeFirst();
    assertThat(oldest.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  /** Until the JobManager knows the TaskManager of this name. */
  void awaitTaskManager(String name) {
    await(name)
        .atMost(COMMAND_LIMIT)
        .failFast(
            () -> assertThat(requireNonNull(jobManager).isAlive()).as("the JobManager").isTrue())
        .ignoreExceptions()
        .until(() -> ask("/taskmanagers").findValuesAsText("id").contains(name));
  }

  /** Submits the job; answers its id. */
  String submit(JobOptions options, int parallelism, boolean sampledPlays) throws Exception {
    return submit(options, parallelism, sampledPlays, "");
  }

  /** The same, with the state of a savepoint. */
  String submit(JobOptions options, int parallelism, boolean sampledPlays, String savepoint)
      throws Exception {
    Path file = folder.resolve("job.properties");
    Files.writeString(
        file,
        """
        database-url=%s
        database-user=%s
        database-password=%s
        redis-url=%s
        public-min-listeners=%d
        checkpoint-seconds=5
        """
            .formatted(
                options.databaseUrl(),
                options.databaseUser(),
                options.databasePassword(),
                options.redisUrl(),
                options.publicMinListeners()));
    List<String> command = new ArrayList<>(List.of("run", "-d"));
    if (!savepoint.isEmpty()) {
      command.addAll(List.of("-s", savepoint));
    }
    command.addAll(List.of(JOB.toString(), "--options", file.toString()));
    command.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    command.addAll(List.of("--sampled-plays", Boolean.toString(sampledPlays)));
    return found(JOB_ID, flink(command));
  }

  /** Stops a job; answers where its state lies. */
  String stopWithSavepoint(String job) throws Exception {
    return found(SAVEPOINT, flink(List.of("stop", "-p", folder.toUri() + "savepoints", job)));
  }

  String stateOf(String job) throws Exception {
    return ask("/jobs/" + job).path("state").asText();
  }

  private void configure(int rpc) throws IOException {
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        conf.resolve("config.yaml"),
        """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.rpc.port: %d
        jobmanager.bind-host: 127.0.0.1
        jobmanager.scheduler: adaptive
        jobmanager.adaptive-scheduler.submission.resource-stabilization-timeout: 2s
        jobmanager.adaptive-scheduler.executing.resource-stabilization-timeout: 2s
        jobmanager.memory.process.size: 1g
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %d
        taskmanager.host: 127.0.0.1
        taskmanager.bind-host: 127.0.0.1
        taskmanager.numberOfTaskSlots: 1
        taskmanager.cpu.cores: 1.0
        taskmanager.memory.framework.heap.size: 128mb
        taskmanager.memory.task.heap.size: 512mb
        taskmanager.memory.framework.off-heap.size: 128mb
        taskmanager.memory.task.off-heap.size: 0b
        taskmanager.memory.managed.size: 1mb
        taskmanager.memory.network.min: 64mb
        taskmanager.memory.network.max: 64mb
        taskmanager.memory.jvm-metaspace.size: 256mb
        taskmanager.memory.jvm-overhead.min: 192mb
        taskmanager.memory.jvm-overhead.max: 192mb
        heartbeat.interval: 1000
        heartbeat.timeout: 8000
        execution.checkpointing.dir: %scheckpoints
        execution.checkpointing.savepoint-dir: %ssavepoints
        io.tmp.dirs: %s
        """
            .formatted(
                rpc,
                rest,
                folder.toUri(),
                folder.toUri(),
                Files.createDirectories(folder.resolve("tmp"))));
    Files.writeString(
        conf.resolve("logback.xml"),
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{36} %msg%n</pattern></encoder>
          </appender>
          <root level="INFO"><appender-ref ref="out"/></root>
        </configuration>
        """);
  }

  private static String flinksJars() throws IOException {
    try (Stream<Path> jars = Files.list(LIBRARIES.toAbsolutePath())) {
      return jars.filter(jar -> !NOT_FLINKS.matcher(jar.getFileName().toString()).matches())
          .map(Path::toString)
          .sorted()
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private Process run(String name, List<String> words, List<String> settings) throws IOException {
    List<String> command = java();
    command.addAll(words);
    command.addAll(List.of("--configDir", folder.resolve("conf").toString()));
    command.addAll(settings);
    Process process = start(name, command);
    all.add(process);
    return process;
  }

  private String flink(List<String> words) throws Exception {
    List<String> command = java();
    command.add("org.apache.flink.client.cli.CliFrontend");
    command.add(words.get(0));
    command.addAll(List.of("-m", "127.0.0.1:" + rest));
    command.addAll(words.subList(1, words.size()));
    Process process = start("command", command);
    assertThat(process.waitFor(COMMAND_LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    String told = Files.readString(folder.resolve("command.log"));
    assertThat(process.exitValue()).as(told).isZero();
    return told;
  }

  private List<String> java() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path logging = folder.resolve("conf").resolve("logback.xml");
    return new ArrayList<>(
        List.of(
            java.toString(), OPENS, "-Dlogback.configurationFile=" + logging, "-cp", classPath));
  }

  private Process start(String name, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("FLINK_CONF_DIR", folder.resolve("conf").toString());
    return builder.start();
  }

  private JsonNode ask(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rest + path))
            .timeout(Duration.ofSeconds(5))
            .build();
    return mapper.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in: %s", pattern, text).isTrue();
    return matcher.group(1);
  }

  /** Below those that the machine gives to whoever connects: none of them is free for long. */
  private static int freePort() {
    SplittableRandom random = new SplittableRandom();
    while (true) {
      try (ServerSocket socket = new ServerSocket(random.nextInt(10_000, 30_000))) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Another is tried.
      }
    }
  }

  /** Ends every process that was started. */
  @Override
  public void close() {
    all.forEach(Process::destroyForcibly);
  }
}
