package dev.groundswell.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.jobs.JobOptions.BadOptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobOptionsTest {
  private static final String LEDGER = "jdbc:postgresql://db/groundswell";
  private static final String REDIS = "redis://bus:6379";

  @Test
  void whatIsNotSaidHasADefault() {
    JobOptions options = JobOptions.parse("--database-url", LEDGER, "--redis-url", REDIS);
    assertThat(options)
        .isEqualTo(
            new JobOptions(
                LEDGER, "groundswell", "", REDIS, 5, 0, Duration.ofSeconds(10), true, "live", 0));
  }

  @Test
  void aSecretCanLieInAFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("jobs.properties");
    Files.writeString(file, "database-password = hush\nscope = replay:3\n");
    JobOptions options =
        JobOptions.parse(
            "--database-url",
            LEDGER,
            "--redis-url",
            REDIS,
            "--options",
            file.toString(),
            "--scope",
            "live");
    assertThat(options.databasePassword()).isEqualTo("hush");
    assertThat(options.toString()).doesNotContain("hush");
    assertThat(options.scope()).as("a flag wins").isEqualTo("live");
  }

  @Test
  void aBadOptionIsNamedWithItsFix() {
    assertBad("--redis-url is needed", "--database-url", LEDGER);
    assertBad("--speed is not an option", "--speed", "9");
    assertBad("--scope needs a value", "--scope");
    assertBad("--options nowhere.properties cannot be read", "--options", "nowhere.properties");
    assertBad("must be a whole number", with("--parallelism", "many"));
    assertBad("--public-min-listeners must be 1 or more", with("--public-min-listeners", "0"));
    assertBad("--checkpoint-seconds must be 1 or more", with("--checkpoint-seconds", "0"));
    assertBad("--scope must be", with("--scope", "a b"));
    assertBad("--sampled-plays must be true or false", with("--sampled-plays", "no"));
  }

  @Test
  void theHelpNamesEveryOption() {
    assertThat(JobOptions.help())
        .contains("--database-url", "--public-min-listeners", "[5]", "--options");
  }

  private static String[] with(String flag, String value) {
    return new String[] {"--database-url", LEDGER, "--redis-url", REDIS, flag, value};
  }

  private static void assertBad(String message, String... args) {
    assertThatThrownBy(() -> JobOptions.parse(args))
        .isInstanceOf(BadOptionException.class)
        .hasMessageContaining(message);
  }
}
