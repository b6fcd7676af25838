package dev.groundswell.server.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the audit stands, for the operator.
 *
 * @param here whether this server does it; else another does
 * @param boards those looked at so far, in the order in which they are looked at
 */
public record AuditView(boolean here, List<BoardLine> boards) {

  /** What became of a look. */
  public enum State {
    /** The board shows what the ledger says. */
    RIGHT,
    /** It differed and was put right. */
    REPAIRED,
    /** It differs. */
    DIFFERS,
    /** It could not be judged. */
    UNSETTLED
  }

  /**
   * One board.
   *
   * @param at when it was last looked at
   * @param detail what differs or why it could not be judged; null where there is nothing to say
   */
  public record BoardLine(String topic, State state, Instant at, @Nullable String detail) {}

  public AuditView {
    boards = List.copyOf(boards);
  }

  /** How many boards are known to differ. */
  public long differing() {
    return boards.stream().filter(board -> board.state() == State.DIFFERS).count();
  }
}
