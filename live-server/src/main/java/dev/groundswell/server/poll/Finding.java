package dev.groundswell.server.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of asking Spotify about one listener, in the words the poller acts on. */
sealed interface Finding {

  /** The name of the outcome in metrics. */
  String label();

  /** Whether Spotify was asked at all. */
  default boolean wasAsked() {
    return true;
  }

  /** Something was seen. */
  record Saw(Seen seen, Map<String, Integer> skipped) implements Finding {
    @Override
    public String label() {
      return seen instanceof Seen.Idle ? "nothing" : "ok";
    }
  }

  /** The access token is over. */
  record TokenRefused() implements Finding {
    @Override
    public String label() {
      return "unauthorized";
    }
  }

  /** The listener may not be asked this. */
  record Refused(String message) implements Finding {
    @Override
    public String label() {
      return "forbidden";
    }
  }

  /** The whole class of endpoints is closed for a time. */
  record Limited(@Nullable Duration retryAfter, @Nullable String reason) implements Finding {
    @Override
    public String label() {
      return "rate_limited";
    }
  }

  /** No answer that could be used. */
  record Failed(String label, String why) implements Finding {}

  /** There is no token to ask with at the moment. */
  record NoToken(String why) implements Finding {
    @Override
    public String label() {
      return "no_token";
    }

    @Override
    public boolean wasAsked() {
      return false;
    }
  }

  /** No token can be had before then, and none is to be asked for. */
  record TokensClosed(Instant until) implements Finding {
    @Override
    public String label() {
      return "no_token";
    }

    @Override
    public boolean wasAsked() {
      return false;
    }
  }

  /** The class of endpoints was closed before the question went out. */
  record HeldBack() implements Finding {
    @Override
    public String label() {
      return "held_back";
    }

    @Override
    public boolean wasAsked() {
      return false;
    }
  }

  /** Nobody may ask for this listener before they have signed in again. */
  record ConsentEnded() implements Finding {
    @Override
    public String label() {
      return "consent_ended";
    }

    @Override
    public boolean wasAsked() {
      return false;
    }
  }
}
