package dev.groundswell.server.poll;

import java.time.Duration;

/**
 * How eagerly listeners are polled.
 *
 * @param budget at most so many calls of Spotify in any {@code budgetWindow}, all listeners
 *     together
 * @param concurrency at most so many listeners at a time
 * @param check how often a player that plays is looked at, for skips
 * @param afterEnd how long after the predicted end of a track it is looked at
 * @param idleFrom the first pause between looks at a silent player
 * @param idleTo the longest
 * @param historyFrom the shortest time between two readings of the list of plays
 * @param historyTo the longest
 * @param failureFrom the first pause after a failure; doubled each time, with jitter
 * @param failureTo the longest
 * @param refusedFor the pause after Spotify has refused a listener altogether
 * @param saveEvery how often changed states, and counts of calls, are saved
 * @param quota at most so many calls of each class of endpoints in 24 hours
 * @param lease how long a dead server's listeners stay with it
 * @param renewal how often a server says that it lives
 */
public record PollOptions(
    int budget,
    Duration budgetWindow,
    int concurrency,
    Duration check,
    Duration afterEnd,
    Duration idleFrom,
    Duration idleTo,
    Duration historyFrom,
    Duration historyTo,
    Duration failureFrom,
    Duration failureTo,
    Duration refusedFor,
    Duration saveEvery,
    int quota,
    Duration lease,
    Duration renewal) {

  public PollOptions {
    if (budget < 1 || concurrency < 1 || quota < 1) {
      throw new IllegalArgumentException("budget, concurrency and quota must be at least 1");
    }
  }

  /** The usual pace within a budget of calls in 30 s. */
  public static PollOptions withBudget(int callsIn30Seconds) {
    return new PollOptions(
        callsIn30Seconds,
        Duration.ofSeconds(30),
        32,
        Duration.ofSeconds(27),
        Duration.ofMillis(1300),
        Duration.ofSeconds(60),
        Duration.ofSeconds(430),
        Duration.ofMinutes(15),
        Duration.ofMinutes(30),
        Duration.ofSeconds(5),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofSeconds(1),
        Integer.MAX_VALUE,
        Duration.ofSeconds(30),
        Duration.ofSeconds(5));
  }

  /** The same, with at most so many calls of each class of endpoints in 24 hours. */
  public PollOptions withQuota(int callsInADay) {
    return new PollOptions(
        budget,
        budgetWindow,
        concurrency,
        check,
        afterEnd,
        idleFrom,
        idleTo,
        historyFrom,
        historyTo,
        failureFrom,
        failureTo,
        refusedFor,
        saveEvery,
        callsInADay,
        lease,
        renewal);
  }
}
