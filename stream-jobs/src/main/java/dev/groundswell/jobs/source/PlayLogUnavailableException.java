package dev.groundswell.jobs.source;

/** Thrown where PostgreSQL or Redis cannot be reached just now; trying again is right. */
final class PlayLogUnavailableException extends RuntimeException {
  PlayLogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
