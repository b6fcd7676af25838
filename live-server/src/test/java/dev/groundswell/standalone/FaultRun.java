package dev.groundswell.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.rxjava3.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The whole product in real time while Spotify fails in every way in turn: 429, 5xx, hangs and
 * broken JSON, each for a ninth of the time with health between.
 *
 * <p>Prints progress and a verdict: no call came before Retry-After was over, calls went on after
 * each fault, and the ledger has every play that Spotify still lists at the end. Arguments: minutes
 * (10) and listeners (60). The profile {@code fault-run} runs it.
 */
final class FaultRun {
  private static final Duration CATCH_UP = Duration.ofMinutes(32);
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private FaultRun() {}

  /** A play as Spotify lists it. */
  private record Listed(String track, Instant end) {}

  public static void main(String[] arguments) throws Exception {
    int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    int listeners = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
    Path folder = Files.createTempDirectory("groundswell-faults");
    Vertx vertx = Vertx.vertx();
    FaultyWay[] way = new FaultyWay[1];
    URI[] simulator = new URI[1];
    boolean well;
    try (WholeProduct product =
        WholeProduct.start(
            folder,
            listeners,
            api -> {
              int port = FreePort.find(folder.resolve("way.port"));
              simulator[0] = api;
              way[0] = FaultyWay.to(api, vertx, port, Duration.ofMinutes(minutes));
              return URI.create("http://127.0.0.1:" + port);
            })) {
      for (int listener = 1; listener <= listeners; listener++) {
        product.signIn(listener);
      }
      Instant begun = Instant.now();
      way[0].begin();
      boolean wentOn = run(way[0], begun.plus(Duration.ofMinutes(minutes)));
      int missing = waitForAll(product, way[0], simulator[0], begun);
      int breaches = way[0].breaches.get();
      System.out.printf(
          "calls %d, answered %d, before Retry-After was over %d, missing plays %d, went on %s%n",
          way[0].calls.get(), way[0].answered.get(), breaches, missing, wentOn);
      well = breaches == 0 && missing == 0 && wentOn;
    }
    System.out.println(well ? "VERDICT: well" : "VERDICT: not well");
    System.exit(well ? 0 : 1);
  }

  /**
   * Until the faults are over; whether calls were answered in each healthy time but the shortest.
   */
  private static boolean run(FaultyWay way, Instant end) throws InterruptedException {
    FaultyWay.Fault last = FaultyWay.Fault.NONE;
    int answeredBefore = 0;
    boolean wentOn = true;
    while (Instant.now().isBefore(end)) {
      pass(STEP);
      FaultyWay.Fault now = way.now();
      if (now != last) {
        int answered = way.answered.get();
        System.out.printf(
            "%s -> %s: %d calls, %d answered%n", last, now, way.calls.get(), answered);
        // After LIMITED the class is closed for half of the healthy time.
        wentOn &= last != FaultyWay.Fault.NONE || answered > answeredBefore;
        answeredBefore = answered;
        last = now;
      }
    }
    return wentOn;
  }

  private static int waitForAll(WholeProduct product, FaultyWay way, URI simulator, Instant begun)
      throws Exception {
    List<Listed> listed = listed(way, simulator, begun);
    Instant patience = Instant.now().plus(CATCH_UP);
    while (true) {
      int missing = missing(product, listed);
      System.out.printf(
          "Spotify lists %d plays, %d not in the ledger yet%n", listed.size(), missing);
      if (missing == 0 || Instant.now().isAfter(patience)) {
        return missing;
      }
      pass(STEP);
    }
  }

  /** What Spotify lists now of the time since the beginning, asked past the faulty way. */
  private static List<Listed> listed(FaultyWay way, URI simulator, Instant begun) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    List<Listed> listed = new ArrayList<>();
    for (String authorization : way.authorizations()) {
      URI uri = simulator.resolve("/v1/me/player/recently-played?limit=50");
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(uri).header("Authorization", authorization).build(),
              HttpResponse.BodyHandlers.ofString());
      for (JsonNode item : JSON.readTree(answer.body()).path("items")) {
        Instant end = Instant.parse(item.path("played_at").asText());
        String id = item.path("track").path("id").asText("");
        if (end.isAfter(begun) && !id.isEmpty() && !id.equals("null")) {
          listed.add(new Listed(id, end));
        }
      }
    }
    return listed;
  }

  private static int missing(WholeProduct product, List<Listed> listed) throws Exception {
    int missing = 0;
    try (Connection ledger = product.ledger();
        PreparedStatement find =
            ledger.prepareStatement(
                "select exists (select from play p join recording_name n using (recording_id)"
                    + " where n.kind = 'spotify' and n.value = ?"
                    + " and p.ended_at between ? and ?)")) {
      for (Listed play : listed) {
        find.setString(1, play.track());
        find.setTimestamp(2, Timestamp.from(play.end().minusSeconds(20)));
        find.setTimestamp(3, Timestamp.from(play.end().plusSeconds(20)));
        try (ResultSet found = find.executeQuery()) {
          found.next();
          missing += found.getBoolean(1) ? 0 : 1;
        }
      }
    }
    return missing;
  }

  private static void pass(Duration time) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
