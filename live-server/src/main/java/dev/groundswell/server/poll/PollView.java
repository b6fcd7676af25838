package dev.groundswell.server.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How polling stands at one instant; names nobody.
 *
 * @param shards how many of the 16 shards this server polls
 * @param budget calls that this server may make in a window
 * @param budgetLeft how many of them could be made now
 * @param window that window
 * @param listeners how many there are, by what they do
 * @param owing listeners whose sightings the ledger has yet to take
 * @param late how long the most urgent turn has waited beyond its patience
 * @param lately how turns ended in the last hour, by outcome
 */
public record PollView(
    int shards,
    int budget,
    int budgetLeft,
    Duration window,
    List<Endpoint> endpoints,
    Map<String, Integer> listeners,
    int owing,
    Duration late,
    Map<String, Integer> lately) {

  /**
   * A class of endpoints.
   *
   * @param lastMinute calls in the last whole minute
   * @param lastDay calls in the last 24 hours, by all servers
   * @param quota how many there may be, null where nothing bounds them
   * @param stretch by how much everybody is asked less often than usual
   * @param closedUntil null where Spotify takes calls
   * @param closedFor why it takes none, in Spotify's words or ours
   */
  public record Endpoint(
      String name,
      int lastMinute,
      int lastDay,
      @Nullable Integer quota,
      double stretch,
      @Nullable Instant closedUntil,
      @Nullable String closedFor) {}

  static PollView of(
      PollOptions options,
      int shards,
      Politeness politeness,
      Turns turns,
      PollMeters meters,
      Instant now) {
    return new PollView(
        shards,
        politeness.budget().limit(),
        politeness.budget().left(now),
        options.budgetWindow(),
        EndpointClass.POLLED.stream().map(endpoint -> endpoint(endpoint, politeness, now)).toList(),
        meters.listeners(),
        meters.owing(),
        turns.late(now),
        meters.lately(now));
  }

  private static Endpoint endpoint(EndpointClass endpoint, Politeness politeness, Instant now) {
    int quota = politeness.day().quota();
    Breaker open = politeness.breakers().open(endpoint);
    return new Endpoint(
        endpoint.label(),
        politeness.day().lastMinute(endpoint, now),
        politeness.day().used(endpoint, now),
        quota == Integer.MAX_VALUE ? null : quota,
        politeness.stretch().of(endpoint, now),
        open == null ? null : open.openUntil(),
        open == null ? null : open.reason());
  }
}
