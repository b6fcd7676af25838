package dev.groundswell.standalone;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** A subscription to a feed over Server-Sent Events, with every frame that has come so far. */
final class OpenFeed implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** An event as a browser takes it. */
  record Frame(String id, String event, String data) {}

  private final List<Frame> frames = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Flow.Subscription> body = new CompletableFuture<>();

  /** Subscribes; returns once the server has begun to answer. */
  static OpenFeed subscribe(URI address) {
    OpenFeed feed = new OpenFeed();
    HttpResponse.BodyHandler<Void> lines =
        answer -> {
          if (answer.statusCode() != 200) {
            throw new AssertionError(address + " answered " + answer.statusCode());
          }
          return HttpResponse.BodySubscribers.fromLineSubscriber(feed.new Lines());
        };
    var unused =
        HttpClient.newHttpClient()
            .sendAsync(
                HttpRequest.newBuilder(address).header("Accept", "text/event-stream").build(),
                lines)
            .whenComplete(
                (over, failure) ->
                    feed.body.completeExceptionally(
                        failure == null ? new AssertionError("the stream has ended") : failure));
    Flow.Subscription begun = feed.body.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    begun.request(Long.MAX_VALUE);
    return feed;
  }

  /** All frames so far, the oldest first. */
  List<Frame> frames() {
    return frames;
  }

  @Override
  public void close() {
    body.join().cancel();
  }

  /** Makes frames of lines, by the rules of the HTML standard as far as this server uses them. */
  private final class Lines implements Flow.Subscriber<String> {
    private String id = "";
    private String event = "message";
    private String data = "";

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      body.complete(subscription);
    }

    @Override
    public void onNext(String line) {
      if (line.startsWith(":")) {
        return;
      }
      int colon = line.indexOf(": ");
      String value = colon < 0 ? "" : line.substring(colon + 2);
      switch (colon < 0 ? line : line.substring(0, colon)) {
        case "id" -> id = value;
        case "event" -> event = value;
        case "data" -> data = value;
        case "" -> dispatch();
        default -> {}
      }
    }

    private void dispatch() {
      if (!data.isEmpty()) {
        frames.add(new Frame(id, event, data));
      }
      event = "message";
      data = "";
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
