package dev.groundswell.server.feed;

import java.time.Duration;

/**
 * How streams are kept.
 *
 * @param streamsPerClient the most streams of one client address
 * @param streams the most streams altogether
 * @param heartbeat after how long a silence a comment is sent; a sweep later at most
 * @param age after which time a stream ends with {@code bye}
 * @param ageJitter by how much at most that is put off, so that not all end together
 * @param slowAfter how long a reader may be full before what it misses is given up
 * @param stalledAfter how long a reader may be full before it is cut off
 * @param sweep how often streams are looked through
 */
public record FeedOptions(
    int streamsPerClient,
    int streams,
    Duration heartbeat,
    Duration age,
    Duration ageJitter,
    Duration slowAfter,
    Duration stalledAfter,
    Duration sweep) {

  public static FeedOptions usual() {
    return new FeedOptions(
        50,
        20_000,
        Duration.ofSeconds(12),
        Duration.ofHours(1),
        Duration.ofMinutes(5),
        Duration.ofSeconds(2),
        Duration.ofSeconds(15),
        Duration.ofSeconds(1));
  }
}
