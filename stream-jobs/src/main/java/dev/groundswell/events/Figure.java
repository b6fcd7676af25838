package dev.groundswell.events;

/**
 * A number that a board or one of its rows can have, and how it is told.
 *
 * <p>What is not whole is kept as so many parts of one, so that not every play makes another
 * figure.
 */
public enum Figure {
  PLAYS("p", "plays", 1),
  /**
   * Distinct listeners; 0 where too few stand behind the figures, which outside is told as none.
   */
  LISTENERS("l", "listeners", 1),
  /** How many rows are left out because too few listeners stand behind them. */
  WITHHELD("w", "withheld", 1),
  /** Which part of the plays is of no known genre. */
  UNCLASSIFIED("u", "unclassified", 100),
  /** Of how many of the 7 days on which expectations rest there is history so far. */
  LEARNING("g", "learning", 1),
  /** Distinct tracks. */
  TRACKS("d", "tracks", 1),
  /** Plays a minute, of the last five. */
  RATE("m", "plays_per_minute", 10),
  /** Listeners at this moment. */
  LISTENING("h", "listening", 1),
  /** The lower end of log2(observed / expected listeners), its 2.5 % quantile. */
  SCORE("s", "score", 100),
  /** log2(listeners a minute lately / over some hours). */
  VELOCITY("y", "velocity", 10),
  /** The listeners that were to be expected. */
  EXPECTED("e", "expected", 10),
  /** Which part of all plays. */
  SHARE("z", "share", 1000);

  private final String key;
  private final String word;
  private final int parts;

  Figure(String key, String word, int parts) {
    this.key = key;
    this.word = word;
    this.parts = parts;
  }

  /** The field's name between the processes. */
  String key() {
    return key;
  }

  /** The field's name in payloads. */
  public String word() {
    return word;
  }

  /** How many parts make one. */
  public int parts() {
    return parts;
  }
}
