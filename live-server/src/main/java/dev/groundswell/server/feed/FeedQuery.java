package dev.groundswell.server.feed;

import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.http.Problem;
import dev.groundswell.server.http.Query;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request for boards or feeds, read strictly: nothing unknown is passed over.
 */
public final class FeedQuery {
  private static final int MOST_TOPICS = 10;

  private final Query query;

  private FeedQuery(Query query) {
    this.query = query;
  }

  /**
   * Reads the query of a request.
   *
   * @param known the parameters that the operation has
   * @throws dev.groundswell.server.http.ProblemException 400 naming the first parameter that it
   *     does not have, or that comes twice
   */
  public static FeedQuery of(RoutingContext ctx, String... known) {
    return new FeedQuery(Query.of(ctx, known));
  }

  /** The window asked for; an hour where none is. */
  public Window window() {
    String label = query.text("window");
    return label == null
        ? Window.H1
        : Window.of(label)
            .orElseThrow(
                () -> {
                  String known =
                      Arrays.stream(Window.values())
                          .map(Window::label)
                          .collect(Collectors.joining(", "));
                  return Problem.badValue("window", "Choose one of " + known + ".").asException();
                });
  }

  /** The limit asked for, or the usual one. */
  public Limit limit() {
    String rows = query.text("limit");
    return rows == null
        ? Limit.USUAL
        : Limit.of(rows)
            .orElseThrow(
                () -> {
                  String known =
                      Limit.asked().stream()
                          .map(limit -> Integer.toString(limit.rows()))
                          .collect(Collectors.joining(", "));
                  return Problem.badValue("limit", "Choose one of " + known + ".").asException();
                });
  }

  /** The names of the topics asked for, in their order, each of which exists. */
  Set<String> topics() {
    String text = query.text("topics");
    if (text == null) {
      throw Problem.badValue("topics", "Name at least one: " + names() + ".").asException();
    }
    Set<String> topics = new LinkedHashSet<>(Arrays.asList(text.split(",", -1)));
    if (topics.size() > MOST_TOPICS) {
      throw Problem.badValue("topics", "Name at most " + MOST_TOPICS + " topics.").asException();
    }
    for (String topic : topics) {
      if (!topic.equals(PlaysFeed.TOPIC) && Topic.of(topic).isEmpty()) {
        throw noSuchTopic("There is no such topic. The topics are " + names() + ".");
      }
    }
    return topics;
  }

  /** Where to go on; null for the beginning. */
  @Nullable String cursor(@Nullable String lastEventIdHeader) {
    return Stream.of(
            Optional.ofNullable(lastEventIdHeader),
            Optional.ofNullable(query.text("last_event_id")),
            Optional.ofNullable(query.text("since")))
        .flatMap(Optional::stream)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse(null);
  }

  /** What exists, for one who asks for something else. */
  static String names() {
    return Topic.all().stream().map(Topic::name).collect(Collectors.joining(", "))
        + ", "
        + PlaysFeed.TOPIC;
  }

  private static RuntimeException noSuchTopic(String detail) {
    return new Problem("/problems/not-found", "Not found", 404, detail, "topics", null)
        .asException();
  }
}
