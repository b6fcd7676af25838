package dev.groundswell.simulator.shown;

import dev.groundswell.simulator.listening.Play;
import java.time.Instant;

/**
 * One line of the history.
 *
 * @param playedAt the END of the play, as the history has it
 */
public record HistoryItem(Play play, Instant playedAt) {
  long playedAtMs() {
    return playedAt.toEpochMilli();
  }
}
