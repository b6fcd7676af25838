package dev.groundswell.simulator.http.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.json.Json;
import io.vertx.rxjava3.ext.web.RoutingContext;

/**
 * An error in the Web API's form.
 *
 * @param error what went wrong
 */
record ApiError(@JsonProperty("error") Detail error) {

  /** The status again, and a sentence. */
  record Detail(@JsonProperty("status") int status, @JsonProperty("message") String message) {}

  static void send(RoutingContext context, int status, String message) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .end(Json.encodeToBuffer(new ApiError(new Detail(status, message))));
  }
}
