package dev.groundswell.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What tests ask and order of the simulator, over its {@code /control} interface. */
final class SimulatorControl {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration WHOLE_MEMORY = Duration.ofDays(31);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private final URI address;

  SimulatorControl(URI address) {
    this.address = address;
  }

  /** A track by its Spotify id. */
  record Track(String id, String title, Duration duration) {}

  /** What a listener hears by order, and since when. */
  record Play(int listener, Track track, Instant start) {}

  /** The least popular track that lasts {@code atLeast} and that the listener has not heard. */
  Track trackNewTo(int listener, Duration atLeast) throws IOException, InterruptedException {
    Instant now = Instant.now();
    Set<String> heard = new HashSet<>();
    ask(get(
            "/control/plays?listener=%d&from=%s&to=%s"
                .formatted(listener, now.minus(WHOLE_MEMORY), now)))
        .path("items")
        .forEach(play -> heard.add(play.path("track").asText()));
    Track found = null;
    for (JsonNode item : ask(get("/control/tracks?limit=1000")).path("items")) {
      Track track =
          new Track(
              item.path("track").asText(),
              item.path("title").asText(),
              Duration.ofMillis(item.path("duration_ms").asLong()));
      if (!heard.contains(track.id) && track.duration.compareTo(atLeast) >= 0) {
        found = track;
      }
    }
    if (found == null) {
      throw new AssertionError("listener " + listener + " has heard everything");
    }
    return found;
  }

  /** Has a listener hear a track now, being {@code progress} into it. */
  Play play(int listener, Track track, Duration progress) throws IOException, InterruptedException {
    String order =
        mapper
            .createObjectNode()
            .put("track", track.id)
            .put("progress_ms", progress.toMillis())
            .toString();
    JsonNode play =
        ask(
            request("/control/listeners/" + listener + "/play")
                .POST(HttpRequest.BodyPublishers.ofString(order))
                .build());
    return new Play(listener, track, Instant.parse(play.path("start").asText()));
  }

  /** Has a listener hear nothing from now on. */
  void stop(int listener) throws IOException, InterruptedException {
    var unused = order(listener, "stop", "{}");
  }

  /** Has a listener's private session begin. */
  void goPrivate(int listener) throws IOException, InterruptedException {
    var unused = order(listener, "private", "{\"private\":true}");
  }

  /** The track that each listener hears at this moment, by Spotify id; who pauses hears none. */
  Map<Integer, String> heardNow() throws IOException, InterruptedException {
    Map<Integer, String> heard = new TreeMap<>();
    for (JsonNode item : ask(get("/control/now")).path("items")) {
      if (item.path("is_playing").asBoolean()) {
        heard.put(item.path("listener").asInt(), item.path("track").asText());
      }
    }
    return heard;
  }

  private JsonNode order(int listener, String what, String body)
      throws IOException, InterruptedException {
    return ask(
        request("/control/listeners/" + listener + "/" + what)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** How many calls of Spotify the simulator has answered since they were last forgotten. */
  long calls() throws IOException, InterruptedException {
    long calls = 0;
    for (JsonNode number : ask(get("/control/calls")).findValues("calls")) {
      calls += number.asLong();
    }
    return calls;
  }

  void forgetCalls() throws IOException, InterruptedException {
    var unused = ask(request("/control/calls").DELETE().build());
  }

  private HttpRequest get(String path) {
    return request(path).build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(LIMIT);
  }

  private JsonNode ask(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          request.uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return mapper.readTree(answer.body());
  }
}
