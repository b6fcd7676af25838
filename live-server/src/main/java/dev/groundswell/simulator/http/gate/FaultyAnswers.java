package dev.groundswell.simulator.http.gate;

import dev.groundswell.simulator.faults.Fault;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.core.http.HttpServerResponse;
import io.vertx.rxjava3.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What a client gets instead of an answer. */
final class FaultyAnswers {
  private static final String JSON = "application/json; charset=utf-8";

  private FaultyAnswers() {}

  static void send(RoutingContext context, Fault fault) {
    HttpServerResponse response = context.response();
    if (fault instanceof Fault.Unauthorized) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"spotify\"");
      error(response, 401, "The access token expired", null);
    } else if (fault instanceof Fault.Forbidden) {
      error(response, 403, "User not registered in the Developer Dashboard", null);
    } else if (fault instanceof Fault.RateLimited limited) {
      response.putHeader("Retry-After", Long.toString(limited.retryAfter().toSeconds()));
      error(response, 429, "API rate limit exceeded", limited.reason());
    } else if (fault instanceof Fault.ServerError error) {
      response.setStatusCode(error.status()).putHeader("Content-Type", "text/plain");
      response.end("upstream connect error or disconnect/reset before headers");
    } else if (fault instanceof Fault.Truncated) {
      json(response, 200, "{\"is_playing\":true,\"item\":{\"id\":\"4uLU6hMCjMI75M1A2tKUQC\",\"na");
    } else if (fault instanceof Fault.WrongJson) {
      json(
          response,
          200,
          "{\"is_playing\":\"perhaps\",\"progress_ms\":{},\"item\":[7],\"items\":\"none\","
              + "\"access_token\":[]}");
    } else if (fault instanceof Fault.InvalidGrant) {
      json(
          response,
          400,
          "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid refresh token\"}");
    }
    // Of a hang nothing is ever sent; the client's giving up ends it.
  }

  private static void error(
      HttpServerResponse response, int status, String message, @Nullable String why) {
    var error = new JsonObject().put("status", status).put("message", message);
    if (why != null) {
      error.put("reason", why);
    }
    json(response, status, new JsonObject().put("error", error).encode());
  }

  private static void json(HttpServerResponse response, int status, String body) {
    response.setStatusCode(status).putHeader("Content-Type", JSON).end(body);
  }
}
