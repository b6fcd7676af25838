package dev.groundswell.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.simulator.Simulator;
import dev.groundswell.simulator.SimulatorOptions;
import dev.groundswell.simulator.shown.Disturbances;
import dev.groundswell.testing.TestVertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * People who do not exist, in a simulator of this JVM: they sign in as a browser would, and go from
 * track to track more briskly than people do.
 */
final class Crowd implements AutoCloseable {
  /** As many as the calls suffice for that Spotify allows: every step takes three or so. */
  private static final int SIZE = 60;

  private static final int TRACKS = 60;
  private static final int AT_ONCE = 8;
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  /** Everybody's turn comes after 45 s, which is long enough for a play to count. */
  private static final long STEP_MILLIS = 45_000 / SIZE;

  private final Simulator simulator;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final SplittableRandom random = new SplittableRandom(7);
  private final List<String> tracks;
  private volatile boolean resting = true;
  private int turn;

  private Crowd(Simulator simulator) throws Exception {
    this.simulator = simulator;
    this.tracks = popularTracks();
  }

  static Crowd gather() throws Exception {
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withPort(0)
            .withListeners(SIZE)
            .withDisturbances(Disturbances.NONE.withLag(Duration.ofSeconds(10)));
    Crowd crowd = new Crowd(Simulator.start(TestVertx.shared(), options).blockingGet());
    var steps = crowd.clock.scheduleAtFixedRate(crowd::step, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
    assertThat(steps.isDone()).isFalse();
    return crowd;
  }

  /** Where it answers as Spotify does. */
  URI address() {
    return URI.create("http://127.0.0.1:" + simulator.port());
  }

  /** Has everybody sign in at {@code server} and join the trends. */
  void signIn(URI server) throws Exception {
    ExecutorService browsers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Callable<String>> visits = new ArrayList<>();
      for (int number = 1; number <= SIZE; number++) {
        int person = number;
        visits.add(() -> signIn(server, person));
      }
      for (Future<String> visit : browsers.invokeAll(visits, 60, TimeUnit.SECONDS)) {
        assertThat(visit.get()).as("where signing in ends").isEqualTo("/me");
      }
    } finally {
      browsers.shutdownNow();
    }
  }

  private String signIn(URI server, int number) throws Exception {
    HttpRequest login =
        request(server.resolve("/login"), number)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", server.toString())
            .POST(BodyPublishers.ofString("trends=join&login_hint=" + number))
            .build();
    HttpResponse<String> begun = http.send(login, BodyHandlers.ofString());
    HttpResponse<String> consent =
        http.send(request(location(begun), number).build(), BodyHandlers.ofString());
    String cookies =
        begun.headers().allValues("Set-Cookie").stream()
            .map(cookie -> cookie.split(";", 2)[0])
            .collect(Collectors.joining("; "));
    HttpRequest back = request(location(consent), number).header("Cookie", cookies).build();
    return http.send(back, BodyHandlers.ofString()).headers().firstValue("Location").orElse("");
  }

  /** Sign-ins are limited by address, so each person comes from another one. */
  private static HttpRequest.Builder request(URI address, int number) {
    return HttpRequest.newBuilder(address)
        .timeout(ANSWER_LIMIT)
        .header("X-Forwarded-For", "10.0.0." + number);
  }

  private static URI location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.uri().getPath()).isBetween(302, 303);
    return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
  }

  /** From now on everybody goes from track to track. */
  void play() {
    resting = false;
  }

  /** From now on everybody stays with what they hear. */
  void rest() {
    resting = true;
  }

  private void step() {
    if (resting) {
      return;
    }
    turn = turn % SIZE + 1;
    String track = tracks.get((int) (random.nextDouble() * random.nextDouble() * tracks.size()));
    HttpRequest order =
        HttpRequest.newBuilder(address().resolve("/control/listeners/" + turn + "/play"))
            .POST(BodyPublishers.ofString("{\"track\":\"" + track + "\",\"progress_ms\":0}"))
            .build();
    var unused = http.sendAsync(order, BodyHandlers.discarding());
  }

  private List<String> popularTracks() throws Exception {
    URI charts = address().resolve("/control/tracks?limit=" + TRACKS);
    String json = http.send(HttpRequest.newBuilder(charts).build(), BodyHandlers.ofString()).body();
    List<String> ids = new ArrayList<>();
    for (JsonNode item : new ObjectMapper().readTree(json).get("items")) {
      ids.add(item.get("track").asText());
    }
    assertThat(ids).hasSize(TRACKS);
    return ids;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    simulator.stop().blockingAwait();
  }
}
