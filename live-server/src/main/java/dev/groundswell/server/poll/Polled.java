package dev.groundswell.server.poll;

import dev.groundswell.events.PlayChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One listener who is being polled; touched only on the poller's scheduler.
 *
 * <p>{@code known} is what the ledger has acknowledged. While {@code owed} is there the listener
 * keeps that place: nothing else is polled before the ledger has it.
 */
final class Polled {
  private final long id;
  long key;
  boolean trends;
  Known known = Known.NOTHING;
  Instant nextPoll;
  Instant nextHistory;

  /** When the last look that told something wanted the next one; failures put that off. */
  Instant wantedPoll;

  /** How urgent the next look at the player is. */
  Lane lane = Lane.CHECK;

  @Nullable Owed owed;
  State state = State.WAITING;

  /** The token that Spotify refused, for which another is to be asked; null where none was. */
  @Nullable String refusedToken;

  /** The token of the turn that goes on. */
  private @Nullable String token;

  /** Whether that token already stands in for a refused one. */
  private boolean tokenRenewed;

  /** Whether this listener's scope allows no more than currently-playing. */
  boolean narrow;

  /** Whether it is kept that Spotify refuses this listener. */
  boolean refusalKept;

  boolean busy;
  boolean left;

  /** Whether streams have been told of something this listener hears. */
  boolean announced;

  private int failures;
  private int historyFailures;
  private long rate;
  private long historyRate;

  /** What metrics count listeners by. */
  enum State {
    WAITING,
    PLAYING,
    SILENT,
    FAILING,
    REFUSED
  }

  /** What was concluded and not yet acknowledged. */
  record Owed(EndpointClass from, Outcome outcome, int attempts) {}

  Polled(long id, Instant nextPoll, Instant nextHistory) {
    this.id = id;
    this.nextPoll = nextPoll;
    this.wantedPoll = nextPoll;
    this.nextHistory = nextHistory;
  }

  long id() {
    return id;
  }

  /** A token was had for the turn that goes on. */
  void holds(String had) {
    token = had;
    tokenRenewed = refusedToken != null;
    refusedToken = null;
  }

  /**
   * Spotify refused the token; returns whether another is to be tried at once, which is so once.
   */
  boolean renewsToken() {
    boolean first = !tokenRenewed;
    refusedToken = token;
    tokenRenewed = false;
    return first;
  }

  void answered(EndpointClass endpoint) {
    tokenRenewed = false;
    if (endpoint == EndpointClass.PLAYBACK) {
      failures = 0;
    } else {
      historyFailures = 0;
    }
  }

  /** Counts a failure; returns how many there were in a row. */
  int failed(EndpointClass endpoint) {
    return endpoint == EndpointClass.PLAYBACK ? ++failures : ++historyFailures;
  }

  /** Failures so far say nothing of what comes. */
  void forgiven() {
    failures = 0;
    historyFailures = 0;
  }

  /** What {@link Demand} has counted for this listener. */
  long rate(EndpointClass endpoint) {
    return endpoint == EndpointClass.PLAYBACK ? rate : historyRate;
  }

  void rate(EndpointClass endpoint, long counted) {
    if (endpoint == EndpointClass.PLAYBACK) {
      rate = counted;
    } else {
      historyRate = counted;
    }
  }

  /** The part of the listeners to which this one belongs. */
  int shard() {
    return PlayChange.shardOf(key);
  }

  Instant dueAt(EndpointClass endpoint) {
    return endpoint == EndpointClass.PLAYBACK ? nextPoll : nextHistory;
  }

  /** The list of plays is to be read by then at the latest. */
  void historyBy(Instant latest) {
    nextHistory = nextHistory.isBefore(latest) ? nextHistory : latest;
  }

  void due(Pacing.Next next) {
    due(next.lane().endpoint(), next.at());
    if (next.lane() != Lane.BACKLOG) {
      wantedPoll = next.at();
      lane = next.lane();
    }
  }

  void due(EndpointClass endpoint, Instant at) {
    if (endpoint == EndpointClass.PLAYBACK) {
      nextPoll = at;
    } else {
      nextHistory = at;
    }
  }

  PollState toSave() {
    return new PollState(id, known, nextPoll, nextHistory);
  }
}
