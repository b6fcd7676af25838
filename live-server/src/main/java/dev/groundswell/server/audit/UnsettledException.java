package dev.groundswell.server.audit;

/** Thrown where a board cannot be judged just now; says why in a few words. */
final class UnsettledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsettledException(String reason) {
    super(reason);
  }
}
