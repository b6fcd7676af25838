package dev.groundswell.server.feed;

import dev.groundswell.server.http.Problem;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts open streams, altogether and by client, and refuses the one too many. */
final class StreamLimits {
  private static final Duration CLIENT_RETRY = Duration.ofSeconds(10);
  private static final Duration SERVER_RETRY = Duration.ofSeconds(5);

  private final int perClient;
  private final int most;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentMap<String, Integer> byClient = new ConcurrentHashMap<>();

  StreamLimits(int perClient, int most) {
    this.perClient = perClient;
    this.most = most;
  }

  int open() {
    return open.get();
  }

  /**
   * Counts a stream of a client.
   *
   * @throws dev.groundswell.server.http.ProblemException 429 or 503 where it is one too many
   */
  void enter(String client) {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      throw Problem.unavailable("This server has as many streams as it can serve.", SERVER_RETRY)
          .asException();
    }
    if (byClient.merge(client, 1, Integer::sum) > perClient) {
      leave(client);
      throw Problem.tooMany(
              "At most "
                  + perClient
                  + " streams are open at a time for one address; close some, or read several"
                  + " topics over one with /api/v1/streams?topics=.",
              CLIENT_RETRY)
          .asException();
    }
  }

  void leave(String client) {
    byClient.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
    open.decrementAndGet();
  }
}
