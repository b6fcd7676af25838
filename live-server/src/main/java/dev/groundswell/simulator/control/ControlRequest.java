package dev.groundswell.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What a control request says, read with errors that name the field. */
final class ControlRequest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final byte[] NOTHING = {'{', '}'};

  private final RoutingContext context;
  private final Population population;

  ControlRequest(RoutingContext context, Population population) {
    this.context = context;
    this.population = population;
  }

  /** A request that cannot be answered as it is; the message says what to mend. */
  static final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadRequestException(String message) {
      super(message);
    }
  }

  boolean has(String name) {
    return context.queryParams().contains(name);
  }

  @Nullable String query(String name) {
    return context.queryParams().get(name);
  }

  @Nullable String path(String name) {
    return context.pathParam(name);
  }

  Instant instant(String name) {
    String text = query(name);
    try {
      if (text != null) {
        return Instant.parse(text);
      }
    } catch (DateTimeParseException e) {
      // Answered below, as if it were absent.
    }
    throw new BadRequestException(name + ": must be a time as 2026-11-22T06:43:41Z");
  }

  int number(String name, int otherwise, int most) {
    String text = query(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below.
    }
    throw new BadRequestException(name + ": must be 0 to " + most);
  }

  Listener listener(@Nullable String text) {
    Listener listener = null;
    try {
      listener = text == null ? null : population.listener(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      // Answered below.
    }
    if (listener == null) {
      throw new BadRequestException("listener: must be 1 to " + population.size());
    }
    return listener;
  }

  /** The listener that an order names. */
  Listener listener(OrderBody body) {
    return listener(body.node().path("listener").asText());
  }

  int pathNumber(String name) {
    try {
      return Integer.parseInt(context.pathParam(name));
    } catch (NumberFormatException e) {
      throw new BadRequestException(name + ": must be a number");
    }
  }

  /** What is ordered; nothing sent is an order without fields. */
  OrderBody body() {
    Buffer body = context.body().buffer();
    try {
      JsonNode json = MAPPER.readTree(body == null ? NOTHING : body.getBytes());
      if (json != null && json.isObject()) {
        return new OrderBody(json);
      }
    } catch (IOException e) {
      // Answered below.
    }
    throw new BadRequestException("body: must be a JSON object");
  }
}
