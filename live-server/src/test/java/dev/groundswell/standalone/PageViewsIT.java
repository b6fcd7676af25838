package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the public looks at comes out of the ledger and Redis: not one call of Spotify is made
 * for it. Nobody is connected, so that a call could come from nowhere else.
 */
class PageViewsIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final int VIEWS_OF_EACH = 8;

  /** What an address needs that cannot do without. */
  private static final Map<String, String> QUERIES =
      Map.of(
          "/api/v1/streams",
          "?topics=trends.tracks.5m,trends.artists.1h",
          "/api/v1/search",
          "?q=a");

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void aPageViewCausesNoCallOfSpotify() throws Exception {
    try (WholeProduct product = WholeProduct.start(folder, 3)) {
      try (DirectPlays plays = product.directPlays()) {
        plays.heardBy(plays.listeners(4), 12);
      }
      await()
          .atMost(LIMIT)
          .until(() -> !items(product, "/api/v1/trends/tracks?window=5m").isEmpty());
      JsonNode track = items(product, "/api/v1/trends/tracks?window=5m").get(0);
      assertThat(track.path("title").asText()).isNotEmpty();

      product.simulator().forgetCalls();
      Map<String, Integer> answers = new TreeMap<>();
      for (String address : publicAddresses(product)) {
        for (int view = 0; view < VIEWS_OF_EACH; view++) {
          answers.put(address, view(product, address));
        }
      }

      assertThat(answers)
          .hasSizeGreaterThan(15)
          .allSatisfy((at, status) -> assertThat(status).as(at).isEqualTo(200));
      assertThat(product.simulator().calls()).isZero();
      product.signIn(1);
      await("the book of calls").atMost(LIMIT).until(() -> product.simulator().calls() > 0);
    }
  }

  /** Every page, and every address that the description of the API says anyone may read. */
  private List<String> publicAddresses(WholeProduct product) throws Exception {
    List<String> addresses = new ArrayList<>(List.of("/", "/login", "/search?q=a"));
    for (String page : List.of("/tracks/{id}", "/artists/{id}", "/genres/{name}")) {
      addresses.add(withIds(product, page));
    }
    JsonNode paths =
        mapper
            .readTree(get(product, "/api/v1/openapi.json", "application/json").body())
            .path("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      if (path.getValue().has("get") && !path.getKey().startsWith("/api/v1/me")) {
        addresses.add(withIds(product, path.getKey()) + QUERIES.getOrDefault(path.getKey(), ""));
      }
    }
    return addresses;
  }

  /** In the place of {@code {id}} that of the best of its kind. */
  private String withIds(WholeProduct product, String path) throws Exception {
    int place = path.indexOf("/{");
    if (place < 0) {
      return path;
    }
    String kind = path.substring(path.lastIndexOf('/', place - 1) + 1, place);
    String id = items(product, "/api/v1/trends/" + kind + "?window=5m").get(0).path("id").asText();
    return path.replaceFirst("\\{\\w+}", id);
  }

  private int view(WholeProduct product, String address) throws Exception {
    if (address.startsWith("/api/v1/streams") && !address.endsWith("/catalog")) {
      return subscribe(product, address);
    }
    String accept = address.startsWith("/api/") ? "application/json" : "text/html";
    return get(product, address, accept).statusCode();
  }

  private static int subscribe(WholeProduct product, String address) {
    try (OpenFeed feed = OpenFeed.subscribe(product.at(address))) {
      await(address).atMost(LIMIT).until(() -> !feed.frames().isEmpty());
      return 200;
    }
  }

  private JsonNode items(WholeProduct product, String path) throws Exception {
    return mapper.readTree(get(product, path, "application/json").body()).path("items");
  }

  private HttpResponse<String> get(WholeProduct product, String path, String accept)
      throws IOException, InterruptedException {
    URI at = product.at(path);
    return http.send(
        HttpRequest.newBuilder(at).timeout(LIMIT).header("Accept", accept).build(),
        BodyHandlers.ofString());
  }
}
