package dev.groundswell.standalone;

import org.jspecify.annotations.Nullable;

/** A start that cannot go on; its message is one line that says what is wrong and what to do. */
public class StartException extends RuntimeException {
  public StartException(String message) {
    this(message, null);
  }

  public StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
