package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.jobs.JobOptions;
import dev.groundswell.server.ServerConfig;
import dev.groundswell.server.Setting;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docker-compose.yml and what it mounts: right by the rules, and in words the programs know. */
class ComposeFileTest {
  private static final Path CLUSTER = ComposeFile.TOP.resolve("stream-jobs/src/cluster");
  private static final List<Class<?>> FLINK_OPTIONS =
      List.of(
          JobManagerOptions.class,
          TaskManagerOptions.class,
          RestOptions.class,
          WebOptions.class,
          CoreOptions.class,
          StateBackendOptions.class,
          CheckpointingOptions.class,
          RestartStrategyOptions.class,
          MetricOptions.class);

  @TempDir Path folder;

  @Test
  void theFileFollowsTheRules() throws IOException {
    assertThat(ComposeRules.complaints(ComposeFile.filledIn(ComposeFile.shipped()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mem_limit: 1536m|memory: 1536m|taskmanager: there is no memory",
        "mem_limit: 1536m||taskmanager: mem_limit is null",
        "postgres:18.6-bookworm|postgres:latest|postgres: image is postgres:latest",
        "user: redis|user: root|redis: user is root",
        "127.0.0.1:3000:3000|3000:3000|grafana: open to the outside: 3000:3000",
        "jobmanager: {condition: service_healthy}|jobmanger: {condition: service_healthy}|"
            + "taskmanager: depends on jobmanger, which is not there",
        "prometheus: {condition: service_healthy}|prometheus: {condition: healthy}|"
            + "grafana: waits for prometheus healthy",
        "- bus:/data|- buss:/data|redis: mounts buss:/data",
        "compose/prometheus.yml:|compose/prometeus.yml:|"
            + "prometheus: mounts ./live-server/src/compose/prometeus.yml:/etc/prometheus/prometheus.yml:ro",
        "source: redis|source: rediss|redis: there is no config rediss",
        "interval: 5s|interval: 5|postgres: interval is 5",
        "dockerfile: stream-jobs/Dockerfile|dockerfile: jobs/Dockerfile|"
            + "jobmanager: there is no jobs/Dockerfile"
      })
  void aBrokenFileIsNoticed(String part, String broken, String complaint) throws IOException {
    String text = ComposeFile.shipped();
    assertThat(text).contains(part);
    String other = text.replaceFirst(Pattern.quote(part), broken == null ? "" : broken);
    assertThat(ComposeRules.complaints(ComposeFile.filledIn(other))).contains(complaint);
  }

  @Test
  void theExampleNamesEveryVariableAndNoOther() throws IOException {
    ComposeFile file = ComposeFile.filledIn(ComposeFile.shipped());
    assertThat(file.variables()).isEqualTo(new TreeSet<>(ComposeFile.example().keySet()));
  }

  @Test
  void noSecretHasADefault() throws IOException {
    assertThat(ComposeFile.filledIn(ComposeFile.shipped()).defaults())
        .filteredOn(set -> set.matches("[A-Z_]*(PASSWORD|SECRET|KEY)[A-Z_]*=.+"))
        .isEmpty();
    assertThat(ComposeFile.example())
        .allSatisfy(
            (name, value) -> {
              if (name.matches(".*(PASSWORD|SECRET|KEY).*")) {
                assertThat(value).as(name).isEmpty();
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"POSTGRES_PASSWORD", "REDIS_PASSWORD", "GRAFANA_PASSWORD"})
  void withoutAPasswordNothingStarts(String missing) throws IOException {
    Map<String, String> environment = new HashMap<>(ComposeFile.example());
    environment.replaceAll((name, value) -> name.equals(missing) ? "" : "set");
    String text = ComposeFile.shipped();
    assertThatThrownBy(() -> ComposeFile.read(text, environment))
        .hasMessage(missing + " is missing in .env");
  }

  @Test
  void theServerKnowsEachOfItsSettingsAndTakesItsValue() throws IOException {
    Map<String, String> environment = new HashMap<>();
    ComposeFile.filledIn(ComposeFile.shipped())
        .map("services", "server", "environment")
        .forEach((name, value) -> environment.put(name, value == null ? "" : value.toString()));
    assertThat(ServerConfig.SETTINGS.stream().map(Setting::name)).containsAll(environment.keySet());

    ServerConfig config = ServerConfig.from(environment);
    assertThat(config.jobs()).isEqualTo(ServerConfig.Jobs.EXTERNAL);
    assertThat(config.database().host()).isEqualTo("postgres");
    assertThat(config.redis().hosts()).containsExactly("redis:6379");
    assertThat(config.simulated()).isTrue();
  }

  @Test
  void theJobsKnowEachOfTheirOptions() throws IOException {
    String content =
        ComposeFile.filledIn(ComposeFile.shipped()).at("configs", "job", "content").toString();
    Path options = Files.writeString(folder.resolve("job.properties"), content);
    JobOptions read = JobOptions.parse("--options", options.toString());
    assertThat(read.databaseUrl()).isEqualTo("jdbc:postgresql://postgres:5432/groundswell");
    assertThat(read.publicMinListeners()).isEqualTo(5);
  }

  @Test
  void flinkKnowsEachOfItsOptions() {
    TreeSet<String> known = new TreeSet<>();
    FLINK_OPTIONS.forEach(options -> known.addAll(keysOf(options)));
    assertThat(flink().keySet())
        .filteredOn(key -> !key.startsWith("metrics.reporter."))
        .isSubsetOf(known);
  }

  @Test
  void aTaskManagerFitsIntoItsContainer() throws IOException {
    MemorySize needed =
        TaskExecutorProcessUtils.processSpecFromConfig(flink()).getTotalProcessMemorySize();
    Object limit =
        ComposeFile.filledIn(ComposeFile.shipped()).at("services", "taskmanager", "mem_limit");
    assertThat(needed).isLessThan(MemorySize.parse(limit.toString()));
  }

  @Test
  void theMetricsAreLookedForWhereTheyAre() throws IOException {
    String targets = Files.readString(ComposeFile.EXAMPLE.resolveSibling("prometheus.yml"));
    String reporter = flink().toMap().get("metrics.reporter.prometheus.port");
    assertThat(targets)
        .contains("\"server:8081\"")
        .contains("\"jobmanager:" + reporter + "\"", "\"taskmanager:" + reporter + "\"");
    assertThat(
            ComposeFile.filledIn(ComposeFile.shipped())
                .at("services", "server", "environment", "MANAGEMENT_PORT"))
        .hasToString("0.0.0.0:8081");
  }

  @ParameterizedTest
  @ValueSource(strings = {"live-server/Dockerfile", "stream-jobs/Dockerfile"})
  void anImageIsPinnedIsNobodysRootAndCopiesWhatIsThere(String dockerfile) throws IOException {
    List<String> lines = Files.readAllLines(ComposeFile.TOP.resolve(dockerfile));
    assertThat(lines)
        .filteredOn(line -> line.startsWith("FROM "))
        .allMatch(line -> line.matches("FROM [a-z-]+:\\d+\\.\\d+\\.\\d+\\S*( AS [a-z]+)?"));
    assertThat(lines)
        .filteredOn(line -> line.startsWith("USER "))
        .singleElement()
        .isNotEqualTo("USER root");
    assertThat(copiedSources(lines)).allMatch(Files::exists);
  }

  private static Stream<Path> copiedSources(List<String> lines) {
    Pattern source = Pattern.compile("COPY --from=build .*?/src/(\\S+/src/\\S+) .*");
    return lines.stream()
        .map(source::matcher)
        .filter(java.util.regex.Matcher::matches)
        .map(match -> ComposeFile.TOP.resolve(match.group(1)));
  }

  private static Configuration flink() {
    return GlobalConfiguration.loadConfiguration(CLUSTER.resolve("conf").toString());
  }

  private static TreeSet<String> keysOf(Class<?> options) {
    TreeSet<String> keys = new TreeSet<>();
    for (Field field : options.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
        try {
          keys.add(((ConfigOption<?>) field.get(null)).key());
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return keys;
  }
}
