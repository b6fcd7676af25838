package dev.groundswell.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.server.boards.NameSearch;
import dev.groundswell.server.boards.TestNames;
import dev.groundswell.server.http.Problems;
import dev.groundswell.testing.SetClock;
import dev.groundswell.testing.TestVertx;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchApiTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() {
    Router router = Router.router(TestVertx.shared());
    new Problems(new SplittableRandom(1)).mount(router);
    new SearchApi(new NameSearch(this::find, new TestNames().catalogue(new SetClock(0))))
        .mount(router);
    server = TestVertx.shared().createHttpServer().requestHandler(router).rxListen(0).blockingGet();
  }

  @AfterEach
  void stop() {
    server.rxClose().blockingAwait();
  }

  private Single<List<Long>> find(Kind kind, String words, int limit) {
    asked.add(kind.word() + " " + words + " " + limit);
    return Single.just(LongStream.rangeClosed(1, limit).map(i -> limit + 1 - i).boxed().toList());
  }

  @Test
  void whatWasFoundIsToldByKindAndInItsOrder() throws Exception {
    HttpResponse<String> answer = get("?q=%C3%A9lan%20x&limit=2");
    JsonNode found = new ObjectMapper().readTree(answer.body());
    assertThat(asked).containsExactly("tracks élan x 2", "artists élan x 2", "genres élan x 2");
    assertThat(found.at("/tracks"))
        .extracting(hit -> hit.get("id").asText())
        .containsExactly("t2", "t1");
    assertThat(found.at("/tracks/0/artists/0/name").asText()).isEqualTo("Artist é 2");
    assertThat(found.at("/artists/1/name").asText()).isEqualTo("Artist é 1");
    assertThat(found.at("/genres/0/id").asText()).isEqualTo("genre-2");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("public, max-age=60");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(get("?q=%C3%A9lan%20x&limit=2", "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  @Test
  void onlyTheKindsAskedForAreSearched() throws Exception {
    JsonNode found = new ObjectMapper().readTree(get("?q=a&kinds=genres,tracks").body());
    assertThat(asked).containsExactly("tracks a 5", "genres a 5");
    assertThat(found.has("artists")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', q",
    "?q=, q",
    "?q=%00, q",
    "?q=a&limit=0, limit",
    "?q=a&limit=26, limit",
    "?q=a&kinds=albums, kinds",
    "?q=a&q=b, q",
    "?q=a&page=2, page"
  })
  void aBadValueIsNamed(String query, String field) throws Exception {
    HttpResponse<String> answer = get(query);
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.path("field").asText()).isEqualTo(field);
  }

  @Test
  void tooMuchToSearchForIsRefused() throws Exception {
    assertThat(get("?q=" + "a".repeat(101)).statusCode()).isEqualTo(400);
    assertThat(asked).isEmpty();
  }

  private HttpResponse<String> get(String query, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v1/search" + query));
    return http.send(
        (headers.length > 0 ? request.headers(headers) : request).build(), BodyHandlers.ofString());
  }
}
