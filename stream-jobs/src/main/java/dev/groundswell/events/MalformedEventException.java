package dev.groundswell.events;

/** Thrown for bytes that are not an event of a version this build knows; names what is wrong. */
public final class MalformedEventException extends RuntimeException {
  public MalformedEventException(String message) {
    super(message);
  }

  public MalformedEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
