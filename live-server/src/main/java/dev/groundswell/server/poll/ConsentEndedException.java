package dev.groundswell.server.poll;

/** Thrown where a listener's consent is over: nobody polls before they have signed in again. */
public final class ConsentEndedException extends RuntimeException {
  public ConsentEndedException(String message) {
    super(message, null, false, false);
  }
}
