package dev.groundswell.server.poll;

import java.util.List;
import java.util.Optional;

/** Endpoints of Spotify that share a limit, so that a refusal by one closes all of its class. */
public enum EndpointClass {
  /** What is playing now. */
  PLAYBACK("playback"),
  /** What was played. */
  HISTORY("recently-played"),
  /** Who somebody is; asked when they sign in. */
  PROFILE("me"),
  /** Tokens for codes and for refresh tokens. */
  TOKENS("token");

  /** Those of which the poller takes turns. */
  static final List<EndpointClass> POLLED = List.of(PLAYBACK, HISTORY);

  private final String label;

  EndpointClass(String label) {
    this.label = label;
  }

  /** The name in the ledger and in metrics. */
  public String label() {
    return label;
  }

  /** Whether the poller takes turns of it. */
  public boolean isPolled() {
    return POLLED.contains(this);
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
