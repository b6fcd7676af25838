package dev.groundswell.simulator.shown;

import org.jspecify.annotations.Nullable;

/**
 * Which part of the history is wanted; at most one of {@code after} and {@code before} is given.
 *
 * @param limit 1 to {@value #MOST}
 * @param after in milliseconds of the epoch: only what was played later
 * @param before in milliseconds of the epoch: only what was played earlier
 */
public record HistoryQuery(int limit, @Nullable Long after, @Nullable Long before) {
  /** As much as the history ever tells. */
  public static final int MOST = 50;

  /** The newest {@code limit} plays. */
  public static HistoryQuery newest(int limit) {
    return new HistoryQuery(limit, null, null);
  }

  /** The oldest {@code limit} plays after a time. */
  public static HistoryQuery after(long after, int limit) {
    return new HistoryQuery(limit, after, null);
  }

  /** The newest {@code limit} plays before a time. */
  public static HistoryQuery before(long before, int limit) {
    return new HistoryQuery(limit, null, before);
  }
}
