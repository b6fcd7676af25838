package dev.groundswell.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.feed.SseHandler;
import dev.groundswell.server.history.PersonalApi;
import dev.groundswell.server.imports.ImportsApi;
import io.vertx.core.http.HttpMethod;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.Router;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final JsonNode description = description();

  @Test
  void everyOperationThatExistsIsDescribedAndNoOther() {
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    new BoardsApi(null).mount(router);
    new ItemsApi(null).mount(router);
    new SearchApi(null).mount(router);
    new SseHandler(null, null, null, ctx -> "").mount(router);
    new OpenApi().mount(router);
    new PersonalApi(null, null, null).mount(router);
    new ImportsApi(null, null, null, null).mount(router);
    vertx.close().blockingAwait();

    assertThat(described()).isEqualTo(mounted(router));
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    for (JsonNode reference : description.findValues("$ref")) {
      assertThat(description.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  @Test
  void topicsAndWindowsAreThoseOfTheBoards() {
    JsonNode schemas = description.at("/components/schemas");
    assertThat(schemas.at("/Window/enum"))
        .extracting(JsonNode::asText)
        .containsExactly(Arrays.stream(Window.values()).map(Window::label).toArray(String[]::new));
    assertThat(schemas.at("/Topic/enum"))
        .extracting(JsonNode::asText)
        .containsAll(Topic.all().stream().map(Topic::name).toList())
        .contains("plays");
  }

  private Set<String> described() {
    Set<String> operations = new TreeSet<>();
    description
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          assertThat(METHODS).contains(method);
                          operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                        }));
    return operations;
  }

  private static Set<String> mounted(Router router) {
    Set<String> operations = new TreeSet<>();
    router.getRoutes().stream()
        .filter(route -> route.getPath() != null && !route.getPath().endsWith("/"))
        .filter(route -> route.isExactPath() && route.methods() != null)
        .forEach(
            route ->
                route.methods().stream()
                    .filter(method -> !method.equals(HttpMethod.OPTIONS))
                    .forEach(
                        method ->
                            operations.add(
                                method.name()
                                    + " "
                                    + route.getPath().replaceAll(":(\\w+)", "{$1}"))));
    return operations;
  }

  private static JsonNode description() {
    try {
      return new ObjectMapper().readTree(OpenApi.read());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
