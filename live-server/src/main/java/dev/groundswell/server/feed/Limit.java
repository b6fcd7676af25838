package dev.groundswell.server.feed;

import dev.groundswell.events.Topic;
import java.util.List;
import java.util.Optional;

/** How many rows of a board are asked for; few choices, so that one frame serves all alike. */
public enum Limit {
  FIVE(5),
  TEN(10),
  TWENTY_FIVE(25),
  FIFTY(50),
  HUNDRED(100),

  /** Nobody asks for it: what topics show that have no limits. */
  ALL(Integer.MAX_VALUE);

  public static final Limit USUAL = TWENTY_FIVE;

  private static final List<Limit> ASKED = List.of(FIVE, TEN, TWENTY_FIVE, FIFTY, HUNDRED);

  private final int rows;

  Limit(int rows) {
    this.rows = rows;
  }

  public int rows() {
    return rows;
  }

  /** This limit on a topic that has limits, else {@link #ALL}. */
  public Limit on(Topic topic) {
    return topic.hasLimits() ? this : ALL;
  }

  /** Those that can be asked for. */
  public static List<Limit> asked() {
    return ASKED;
  }

  public static Optional<Limit> of(String text) {
    for (Limit limit : ASKED) {
      if (Integer.toString(limit.rows).equals(text)) {
        return Optional.of(limit);
      }
    }
    return Optional.empty();
  }
}
