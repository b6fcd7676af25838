package dev.groundswell.jobs.source;

import dev.groundswell.events.PlayChange;

/** What a split reader hands to the record emitter. */
sealed interface LogRecord {

  /** The shard is being read; it takes part in time from now on, before it has said anything. */
  record Opened() implements LogRecord {}

  /** The next change of the shard. */
  record Change(PlayChange change) implements LogRecord {}

  /**
   * Every change of the shard that was committed before an instant has been handed on.
   *
   * @param at the instant, epoch milliseconds
   */
  record Heartbeat(long at) implements LogRecord {}
}
