package dev.groundswell.server.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.http.EntityTag;
import dev.groundswell.server.http.PublicAnswer;
import dev.groundswell.server.http.Query;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What can be subscribed to.
 *
 * @param v the version of all payloads
 * @param windows the windows of boards
 * @param limits how many rows can be asked for
 * @param topics all topics
 */
record FeedCatalog(int v, List<String> windows, List<Integer> limits, List<Entry> topics) {
  private static final String SCHEMAS = "/api/v1/openapi.json#/components/schemas/";
  private static final byte[] JSON = encode(build());
  private static final EntityTag TAG = EntityTag.of(JSON);
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  /**
   * A topic.
   *
   * @param topic its name
   * @param href where it is alone
   * @param events what it sends
   * @param resumable whether its events have ids
   * @param snapshot the schema of its snapshot
   */
  record Entry(
      String topic, String href, List<String> events, boolean resumable, String snapshot) {}

  static void send(RoutingContext ctx) {
    Query.none(ctx);
    PublicAnswer.send(ctx, Buffer.buffer(JSON), TAG, MAX_AGE);
  }

  private static FeedCatalog build() {
    List<Entry> topics = new ArrayList<>();
    for (Topic topic : Topic.all()) {
      topics.add(
          new Entry(
              topic.name(),
              hrefOf(topic),
              List.of("snapshot", "delta", "reset", "bye"),
              true,
              SCHEMAS + schemaOf(topic)));
    }
    topics.add(
        new Entry(
            PlaysFeed.TOPIC,
            "/api/v1/streams/plays",
            List.of("snapshot", "play", "bye"),
            false,
            SCHEMAS + "Plays"));
    return new FeedCatalog(
        1,
        Arrays.stream(Window.values()).map(Window::label).toList(),
        Limit.asked().stream().map(Limit::rows).toList(),
        topics);
  }

  private static String hrefOf(Topic topic) {
    String root = "/api/v1/streams/";
    return switch (topic.family()) {
      case TRENDS -> root + "trends/" + topic.kind().word() + "?window=" + topic.window().label();
      case RISING -> root + "rising/" + topic.kind().word();
      case LISTENING -> root + "listening/" + topic.kind().word();
      case PULSE, WAVE, HOURS -> root + topic.name();
    };
  }

  private static String schemaOf(Topic topic) {
    return switch (topic.family()) {
      case TRENDS -> prefixOf(topic.kind()) + "Trends";
      case RISING -> prefixOf(topic.kind()) + "Rising";
      case LISTENING -> prefixOf(topic.kind()) + "Listening";
      case PULSE -> "Pulse";
      case WAVE -> "Wave";
      case HOURS -> "Hours";
    };
  }

  private static String prefixOf(Topic.Kind kind) {
    return switch (kind) {
      case TRACKS -> "";
      case ARTISTS -> "Artist";
      case GENRES -> "Genre";
    };
  }

  private static byte[] encode(FeedCatalog catalog) {
    try {
      return new ObjectMapper().writeValueAsString(catalog).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of lists is JSON", e);
    }
  }
}
