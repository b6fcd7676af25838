package dev.groundswell.server.poll;

import java.time.Instant;

/** Thrown where a class of endpoints is not to be called now; nobody has called it. */
public final class ClosedException extends RuntimeException {
  private final Instant until;

  public ClosedException(EndpointClass endpoint, Instant until) {
    super("nothing of " + endpoint.label() + " is asked before " + until, null, false, false);
    this.until = until;
  }

  /** Before this instant asking again is in vain. */
  public Instant until() {
    return until;
  }
}
