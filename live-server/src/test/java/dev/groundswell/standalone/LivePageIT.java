package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real jar in a real browser: web's own browser tests, pointed at it.
 *
 * <p>Without the pages' development dependencies there is nothing to run them with. Without a
 * browser the tests say that they were not run, and under {@code CI=true} they fail.
 */
class LivePageIT {
  private static final Path WEB = Path.of("..", "web");
  private static final long LIMIT_MINUTES = 5;

  @TempDir Path folder;

  @Test
  void thePageShowsPlaysThatWereCommittedAfterItWasOpened() throws Exception {
    assumeTrue(Files.isDirectory(WEB.resolve("node_modules")), "web/ is not installed");
    Map<String, String> busy = Map.of("SIMULATOR_LISTENERS", "400", "PUBLIC_MIN_LISTENERS", "1");
    try (JarRun run = JarRun.start(folder, busy).awaitLine("Ready: open")) {
      Path log = folder.resolve("browser.log");
      ProcessBuilder tests =
          new ProcessBuilder(
                  "npx", "vitest", "run", "--config", "vitest.browser.config.ts", "live.test")
              .directory(WEB.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      tests.environment().put("GROUNDSWELL_URL", "http://127.0.0.1:" + run.port);
      Process running = tests.start();
      try {
        assertThat(running.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
      } finally {
        running.descendants().forEach(ProcessHandle::destroy);
        running.destroy();
      }
      assertThat(running.exitValue()).as(() -> read(log)).isZero();
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
