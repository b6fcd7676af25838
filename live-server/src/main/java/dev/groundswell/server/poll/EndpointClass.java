package dev.groundswell.server.poll;

import java.util.Optional;

/** Endpoints of Spotify that share a limit, so that a refusal by one closes all of its class. */
public enum EndpointClass {
  /** What is playing now. */
  PLAYBACK("playback"),
  /** What was played. */
  HISTORY("recently-played");

  private final String label;

  EndpointClass(String label) {
    this.label = label;
  }

  /** The name in the ledger and in metrics. */
  public String label() {
    return label;
  }

  static Optional<EndpointClass> of(String label) {
    for (EndpointClass endpoint : values()) {
      if (endpoint.label.equals(label)) {
        return Optional.of(endpoint);
      }
    }
    return Optional.empty();
  }
}
