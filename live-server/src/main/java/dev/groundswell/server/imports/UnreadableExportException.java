package dev.groundswell.server.imports;

/** Thrown where a file as a whole cannot be read; the message says what it is and what to do. */
final class UnreadableExportException extends Exception {
  UnreadableExportException(String message) {
    super(message, null, false, false);
  }
}
