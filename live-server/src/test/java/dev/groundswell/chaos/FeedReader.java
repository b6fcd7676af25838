package dev.groundswell.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.groundswell.server.feed.Replica;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A subscriber who stays: takes snapshots and deltas, and comes back with its last id whenever the
 * stream ends. A delta that does not fit is the end of it.
 */
final class FeedReader implements AutoCloseable {
  private static final long PAUSE_MILLIS = 250;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final URI feed;
  private final Replica replica = new Replica();
  private String lastId = "";
  private Instant asOf = Instant.EPOCH;
  private int frames;
  private AssertionError fault;

  private FeedReader(URI feed) {
    this.feed = feed;
  }

  /** Subscribes to the tracks of the last hour. */
  static FeedReader follow(URI server) {
    URI feed = server.resolve("/api/v1/streams/trends/tracks?window=1h&limit=25");
    FeedReader reader = new FeedReader(feed);
    var unused =
        reader.thread.scheduleWithFixedDelay(
            reader::readToTheEnd, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return reader;
  }

  /**
   * What it has.
   *
   * @param asOf of the version it has
   * @param frames how many it took
   * @param rows {@code public id, plays, listeners} of each row
   */
  record Sight(Instant asOf, int frames, List<String> rows) {}

  synchronized Sight look() {
    if (fault != null) {
      throw fault;
    }
    List<String> rows = new ArrayList<>();
    ObjectNode payload = replica.payload();
    if (payload != null) {
      for (JsonNode row : payload.get("items")) {
        rows.add(row(row.get("id").asText(), row.get("plays").asLong(), listeners(row)));
      }
    }
    return new Sight(asOf, frames, rows);
  }

  static String row(String id, long plays, long listeners) {
    return id + " " + plays + " " + listeners;
  }

  private static long listeners(JsonNode row) {
    return row.path("listeners").asLong();
  }

  private void readToTheEnd() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(feed).header("Accept", "text/event-stream");
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    try {
      var answer = http.send(request.build(), BodyHandlers.ofInputStream());
      try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
        if (answer.statusCode() == 200) {
          read(lines);
        }
      }
    } catch (IOException over) {
      // It comes back after a pause, as a browser would.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (AssertionError misfit) {
      end(misfit);
    } catch (RuntimeException malformed) {
      end(new AssertionError("the feed sent what cannot be read", malformed));
    }
  }

  private synchronized void end(AssertionError reason) {
    fault = reason;
    thread.shutdown();
  }

  private void read(BufferedReader lines) throws IOException {
    String id = "";
    String event = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else if (line.startsWith("data: ")) {
        take(event, id, line.substring(6));
      }
    }
  }

  private synchronized void take(String event, String id, String data) {
    replica.take(event, id, data);
    if (event.equals("snapshot") || event.equals("delta")) {
      lastId = id;
      asOf = Instant.parse(replica.payload().get("as_of").asText());
      frames++;
    } else if (event.equals("reset")) {
      lastId = "";
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
