package dev.groundswell.server.feed;

import dev.groundswell.server.http.Problem;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * In which form a feed is asked for, by the Accept header; Server-Sent Events where it is silent.
 */
enum Accepted {
  EVENTS("text/event-stream"),
  SNAPSHOT("application/json"),
  LINES("application/x-ndjson");

  private final String mediaType;

  Accepted(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * @throws dev.groundswell.server.http.ProblemException 406 where none is accepted
   */
  static Accepted of(RoutingContext ctx) {
    Accepted best = of(ctx.request().getHeader("Accept"));
    if (best == null) {
      throw new Problem(
              "/problems/not-acceptable",
              "Not acceptable",
              406,
              "Accept text/event-stream, application/x-ndjson or application/json.",
              "Accept",
              null)
          .asException();
    }
    return best;
  }

  /** The form of the greatest weight, the first of those with the same; null for none. */
  static @Nullable Accepted of(@Nullable String accept) {
    if (accept == null || accept.isBlank()) {
      return EVENTS;
    }
    Accepted best = null;
    double heaviest = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", 50)) {
      double weight = weight(range);
      Accepted form = ofRange(range.split(";", 2)[0].strip());
      if (form != null && weight > heaviest) {
        best = form;
        heaviest = weight;
      }
    }
    return best;
  }

  private static @Nullable Accepted ofRange(String range) {
    for (Accepted form : values()) {
      if (form.mediaType.equals(range)) {
        return form;
      }
    }
    return switch (range) {
      case "*/*", "text/*" -> EVENTS;
      case "application/*" -> SNAPSHOT;
      default -> null;
    };
  }

  private static double weight(String range) {
    int at = range.indexOf("q=");
    if (at < 0) {
      return 1;
    }
    try {
      return Double.parseDouble(range.substring(at + 2).split(";", 2)[0].strip());
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
