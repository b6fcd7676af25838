package dev.groundswell.server.feed;

import java.util.Optional;

/** How many rows of a board are asked for; few choices, so that one frame serves all alike. */
public enum Limit {
  FIVE(5),
  TEN(10),
  TWENTY_FIVE(25),
  FIFTY(50),
  HUNDRED(100);

  public static final Limit USUAL = TWENTY_FIVE;

  private final int rows;

  Limit(int rows) {
    this.rows = rows;
  }

  public int rows() {
    return rows;
  }

  public static Optional<Limit> of(String text) {
    for (Limit limit : values()) {
      if (Integer.toString(limit.rows).equals(text)) {
        return Optional.of(limit);
      }
    }
    return Optional.empty();
  }
}
