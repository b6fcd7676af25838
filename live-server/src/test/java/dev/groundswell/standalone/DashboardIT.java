package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Grafana dashboard asks for nothing that a running product does not tell. */
class DashboardIT {
  private static final Path DASHBOARD =
      ComposeFile.EXAMPLE.resolveSibling("grafana/dashboards/groundswell.json");
  private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9]*(_[a-zA-Z0-9]+)+");
  private static final Pattern LABELS = Pattern.compile("(by|without) \\([^)]*\\)|\\{[^}]*}");

  /** What a Flink cluster's own reporter tells; the jobs in this process have none. */
  private static final Set<String> FLINKS =
      Set.of("flink_jobmanager_job_numRestarts", "flink_jobmanager_job_lastCheckpointDuration");

  @TempDir Path folder;

  @Test
  void everyMetricOnTheDashboardIsThere() throws Exception {
    Set<String> asked = asked();
    assertThat(asked).hasSizeGreaterThan(25).containsAll(FLINKS);
    asked.removeAll(FLINKS);
    try (WholeProduct product = WholeProduct.start(folder, 3)) {
      product.signIn(1);
      System.gc();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(told(product)).containsAll(asked));
    }
  }

  /** The names of metrics in all expressions. */
  private static Set<String> asked() throws IOException {
    Set<String> names = new TreeSet<>();
    for (JsonNode panel : new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels")) {
      assertThat(panel.path("title").asText()).isNotBlank();
      assertThat(panel.path("description").asText()).as(panel.path("title").asText()).isNotBlank();
      for (JsonNode target : panel.path("targets")) {
        String bare = LABELS.matcher(target.path("expr").asText()).replaceAll("");
        NAME.matcher(bare)
            .results()
            .map(MatchResult::group)
            .filter(name -> !name.equals("histogram_quantile") && !name.startsWith("__"))
            .forEach(names::add);
      }
    }
    names.remove("rate_interval");
    return names;
  }

  /** The names of metrics that have a value now. */
  private static Set<String> told(WholeProduct product) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(product.managed("/metrics")).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]")[0])
        .collect(Collectors.toSet());
  }
}
