package dev.groundswell.server.audit;

/**
 * Something that a board shows and the ledger does not say.
 *
 * @param what which figure, such as {@code item 7: plays}; two looks find the same by it
 * @param detail what is shown and what was expected
 */
record Finding(String what, String detail) {

  static Finding of(String what, long shown, Range expected) {
    return new Finding(what, "shows " + shown + ", has to show " + expected);
  }

  @Override
  public String toString() {
    return what + " " + detail;
  }
}
