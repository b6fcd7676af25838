package dev.groundswell.server.ops;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reactivex.rxjava3.core.Single;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One part's word on how it is. */
@FunctionalInterface
public interface HealthCheck {

  /** How the part is now; an error, or no answer within 2 s, counts as {@link Status#DOWN}. */
  Single<Part> check();

  /** From best to worst. */
  enum Status {
    UP,
    /** Not as it should be, but this server is better than none. */
    DEGRADED,
    /** This server is of no use as it is. */
    DOWN;

    @com.fasterxml.jackson.annotation.JsonValue
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How a part is.
   *
   * @param details what helps to understand it: texts, numbers; never a secret
   */
  record Part(@JsonProperty("status") Status status, @JsonAnyGetter Map<String, Object> details) {
    public Part {
      details = new TreeMap<>(details);
    }

    public static Part up() {
      return new Part(Status.UP, Map.of());
    }

    /** Not up, with the reason in a few words. */
    public static Part not(Status status, String reason) {
      return new Part(status, Map.of("reason", reason));
    }
  }
}
