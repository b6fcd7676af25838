package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real jar: it starts, ends in every way a process can end, and leaves nothing running. */
class LifecycleIT {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final Duration FAIL_LIMIT = Duration.ofSeconds(60);
  private static final Map<String, String> NOTHING_SET = Map.of();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalEndsItCleanly(String signal, int status) throws Exception {
    assumeFalse(signal.equals("INT") && interruptsAreIgnored(), "started in the background");
    try (JarRun run = JarRun.start(folder, NOTHING_SET).awaitLine("Ready: open")) {
      assertThat(get(run.port).statusCode()).isLessThan(500);
      run.signal(signal);
      assertThat(run.awaitEnd(STOP_LIMIT)).isEqualTo(status);
      run.awaitNothingLeft(Duration.ofSeconds(1));
      assertThat(run.output()).contains("Stopped.").doesNotContain("ERROR", "Exception");
      assertThat(run.output().split("Stopping\\.")[1]).doesNotContain("WARN");
    }
  }

  @Test
  void aSignalEndsItWhileItStarts() throws Exception {
    try (JarRun run = JarRun.start(folder, NOTHING_SET).awaitLine("Starting PostgreSQL")) {
      run.signal("TERM");
      assertThat(run.awaitEnd(STOP_LIMIT)).isEqualTo(143);
      run.awaitNothingLeft(Duration.ofSeconds(30));
    }
  }

  @Test
  void ctrlCDoesNotReachTheEmbeddedParts() throws Exception {
    try (JarRun run = JarRun.start(folder, NOTHING_SET).awaitLine("Ready: open")) {
      JarRun.signal("INT", run.guard().pid());
      assertThat(run.guard().isAlive()).isTrue();
      for (String pidFile : new String[] {"postgres/postmaster.pid", "redis/redis.pid"}) {
        ProcessHandle part = run.embedded(pidFile).orElseThrow();
        assertThat(part.parent().map(ProcessHandle::pid))
            .as("%s is no child of the server", pidFile)
            .isNotEqualTo(ProcessHandle.current().pid());
        assertThat(session(part)).isEqualTo(part.pid());
      }
    }
  }

  @Test
  void aKillTakesTheEmbeddedPartsWithIt() throws Exception {
    try (JarRun run = JarRun.start(folder, NOTHING_SET).awaitLine("Ready: open")) {
      run.signal("KILL");
      assertThat(run.awaitEnd(STOP_LIMIT)).isEqualTo(137);
      run.awaitNothingLeft(Duration.ofSeconds(20));
    }
  }

  @Test
  void orphansOfAKilledRunAreStoppedBeforeTheNext() throws Exception {
    try (JarRun killed = JarRun.start(folder, NOTHING_SET).awaitLine("Ready: open")) {
      JarRun.signal("KILL", killed.guard().pid());
      killed.signal("KILL");
      assertThat(killed.awaitEnd(STOP_LIMIT)).isEqualTo(137);
      ProcessHandle orphan = killed.embedded("postgres/postmaster.pid").orElseThrow();
      assertThat(killed.embedded("redis/redis.pid")).isPresent();
      try (JarRun next = JarRun.start(folder, NOTHING_SET).awaitLine("Ready: open")) {
        assertThat(next.output())
            .contains("Stopping the PostgreSQL that an earlier run left behind.")
            .contains("Stopping the Redis that an earlier run left behind.");
        assertThat(orphan.isAlive() && orphan.info().commandLine().isPresent()).isFalse();
        next.signal("TERM");
        assertThat(next.awaitEnd(STOP_LIMIT)).isEqualTo(143);
        next.awaitNothingLeft(Duration.ofSeconds(1));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM", "KILL"})
  void itEndsWithItsLauncher(String signal) throws Exception {
    try (JarRun launcher = JarRun.launcher(folder).awaitLine("Ready: open")) {
      launcher.signal(signal);
      assertThat(launcher.awaitEnd(STOP_LIMIT)).isEqualTo(signal.equals("TERM") ? 143 : 137);
      launcher.awaitNothingLeft(Duration.ofSeconds(20));
    }
  }

  @Test
  void aBadSettingIsOneLine() throws Exception {
    fails(Map.of("PORT", "eighty"), "PORT \"eighty\" is not a whole number.");
  }

  @Test
  void aTakenPortIsOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      fails(Map.of("PORT", port), "PORT " + port + " cannot be listened on");
    }
  }

  @Test
  void aDataFolderThatCannotBeWrittenIsOneLine() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    fails(Map.of("DATA_DIR", file.resolve("data").toString()), "DATA_DIR " + file);
  }

  @Test
  void aDataFolderOfAnotherVersionIsOneLine() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("layout"), "99");
    fails(
        Map.of("DATA_DIR", other.toString()), "DATA_DIR " + other.toRealPath() + " was written by");
  }

  @Test
  void aDataFolderInUseIsOneLine() throws Exception {
    try (DataDir used = DataDir.open(folder.resolve("used"))) {
      fails(Map.of("DATA_DIR", used.folder().toString()), "another Groundswell is using it");
    }
  }

  @Test
  void aWrongDatabasePasswordIsOneLine() throws Exception {
    try (DataDir data = DataDir.open(folder.resolve("elsewhere"));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      String url = postgres.url().url().replaceFirst(":[^:@]+@", ":hush@");
      String line = fails(Map.of("DATABASE_URL", url), "DATABASE_URL is refused");
      assertThat(line).doesNotContain("hush");
    }
  }

  @Test
  void realAccountsAmongSimulatedOnesAreOneLine() throws Exception {
    try (JarRun run = JarRun.start(folder, NOTHING_SET).awaitLine("Starting the stream jobs")) {
      run.signal("TERM");
      assertThat(run.awaitEnd(STOP_LIMIT)).isEqualTo(143);
    }
    Map<String, String> app =
        Map.of(
            "SPOTIFY_CLIENT_ID", "5fe01282e44241328a84e7c5cc169165",
            "SPOTIFY_CLIENT_SECRET", "hush");
    String line = fails(app, "The data in " + folder.resolve("data") + " is of simulated");
    assertThat(line).contains("another DATA_DIR", "unset SPOTIFY_CLIENT_ID");
  }

  @Test
  void aDatabaseThatIsNotThereIsOneLine() throws Exception {
    String url = "postgresql://me:hush@127.0.0.1:" + JarRun.freePort() + "/plays";
    fails(Map.of("DATABASE_URL", url), "DATABASE_URL is not answered");
  }

  @Test
  void anUnknownArgumentIsBadUsage() throws Exception {
    try (JarRun run = JarRun.start(folder, NOTHING_SET, "--frobnicate")) {
      assertThat(run.awaitEnd(FAIL_LIMIT)).isEqualTo(2);
      assertThat(run.output()).hasLineCount(1).contains("--help");
    }
  }

  @Test
  void helpListsTheSettingsAndVersionSaysWhatItIs() throws Exception {
    try (JarRun help = JarRun.start(folder, NOTHING_SET, "--help");
        JarRun version = JarRun.start(folder, NOTHING_SET, "--version")) {
      assertThat(help.awaitEnd(FAIL_LIMIT)).isZero();
      assertThat(help.output()).contains("PUBLIC_MIN_LISTENERS (5)", "DATA_DIR (./data)");
      assertThat(version.awaitEnd(FAIL_LIMIT)).isZero();
      assertThat(version.output()).startsWith("Groundswell 0.").hasLineCount(1);
    }
  }

  /** Starts with settings that cannot work; the one line on what is wrong. */
  private String fails(Map<String, String> settings, String words) throws Exception {
    try (JarRun run = JarRun.start(folder, settings)) {
      assertThat(run.awaitEnd(FAIL_LIMIT)).as(run.output()).isEqualTo(1);
      run.awaitNothingLeft(Duration.ofSeconds(5));
      String[] complaints =
          run.output()
              .lines()
              .filter(line -> !line.matches("\\d\\d:\\d\\d:\\d\\d       .*"))
              .toArray(String[]::new);
      assertThat(complaints).as(run.output()).hasSize(1);
      assertThat(complaints[0]).startsWith("Groundswell cannot start: ").contains(words);
      return complaints[0];
    }
  }

  /** A shell makes what it starts in the background ignore INT, and so all that this starts. */
  private static boolean interruptsAreIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  private static HttpResponse<String> get(int port) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static long session(ProcessHandle process) throws Exception {
    String pid = Long.toString(process.pid());
    Process ps = new ProcessBuilder("ps", "-o", "sess=", "-p", pid).start();
    try (var out = ps.inputReader()) {
      return Long.parseLong(out.readLine().strip());
    }
  }
}
