package dev.groundswell.simulator.control;

import dev.groundswell.simulator.control.ControlRequest.BadRequestException;
import dev.groundswell.simulator.faults.Endpoint;
import dev.groundswell.simulator.faults.Fault;
import dev.groundswell.simulator.faults.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads an order for a fault. */
final class FaultReader {
  private static final int MOST_CALLS = 1_000_000_000;
  private static final Duration USUAL_RETRY_AFTER = Duration.ofSeconds(30);
  private static final Duration USUAL_DELAY = Duration.ofSeconds(5);

  private FaultReader() {}

  static Order read(OrderBody body, @Nullable Integer listener, Instant now) {
    Duration lasting = body.seconds("seconds", Duration.ZERO);
    return new Order(
        0,
        fault(body),
        listener,
        body.share("share", 1),
        endpoint(body),
        body.has("count") ? body.number("count", 1, 1, MOST_CALLS) : null,
        lasting.isZero() ? null : now.plus(lasting));
  }

  private static Fault fault(OrderBody body) {
    return switch (body.text("fault")) {
      case "unauthorized" -> new Fault.Unauthorized();
      case "forbidden" -> new Fault.Forbidden();
      case "rate_limited" ->
          new Fault.RateLimited(
              body.seconds("retry_after", USUAL_RETRY_AFTER), body.textOrNull("reason"));
      case "server_error" -> new Fault.ServerError(body.number("status", 503, 500, 599));
      case "hang" -> new Fault.Hang();
      case "truncated" -> new Fault.Truncated();
      case "wrong_json" -> new Fault.WrongJson();
      case "slow" -> new Fault.Slow(body.seconds("delay", USUAL_DELAY));
      case "invalid_grant" -> new Fault.InvalidGrant();
      default ->
          throw new BadRequestException(
              "fault: must be unauthorized, forbidden, rate_limited, server_error, hang,"
                  + " truncated, wrong_json, slow or invalid_grant");
    };
  }

  private static @Nullable Endpoint endpoint(OrderBody body) {
    String word = body.textOrNull("endpoint");
    if (word == null) {
      return null;
    }
    for (Endpoint endpoint : Endpoint.values()) {
      if (endpoint.word().equals(word)) {
        return endpoint;
      }
    }
    throw new BadRequestException(
        "endpoint: must be one of "
            + Arrays.stream(Endpoint.values()).map(Endpoint::word).toList());
  }
}
