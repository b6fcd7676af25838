package dev.groundswell.server.audit;

/**
 * What a figure may be, both ends included: more than one number where changes are under way of
 * which the board may or may not know yet.
 */
record Range(long low, long high) {
  static final Range NOTHING = new Range(0, 0);

  boolean has(long figure) {
    return low <= figure && figure <= high;
  }

  /** The range of {@code now} where up to {@code more} of it may not be in yet, and so on. */
  static Range around(long now, long more, long less) {
    return new Range(Math.max(0, now - more), now + less);
  }

  @Override
  public String toString() {
    return low == high ? Long.toString(low) : low + " to " + high;
  }
}
