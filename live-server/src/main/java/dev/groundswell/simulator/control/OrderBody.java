package dev.groundswell.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.groundswell.simulator.control.ControlRequest.BadRequestException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of an order, read with errors that name them. */
record OrderBody(JsonNode node) {
  private static final double LONGEST_SECONDS = Duration.ofDays(30).toSeconds();

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  String text(String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw new BadRequestException(name + ": must be a text");
    }
    return value.asText();
  }

  @Nullable String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  boolean flag(String name) {
    JsonNode value = node.path(name);
    if (!value.isBoolean()) {
      throw new BadRequestException(name + ": must be true or false");
    }
    return value.asBoolean();
  }

  int number(String name, int otherwise, int least, int most) {
    JsonNode value = node.path(name);
    if (!has(name)) {
      return otherwise;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.asInt() < least
        || value.asInt() > most) {
      throw new BadRequestException(name + ": must be " + least + " to " + most);
    }
    return value.asInt();
  }

  /** A number of 0 to 1. */
  double share(String name, double otherwise) {
    return fraction(name, otherwise, 1);
  }

  Duration seconds(String name, Duration otherwise) {
    return has(name)
        ? Duration.ofMillis((long) (fraction(name, 0, LONGEST_SECONDS) * 1_000))
        : otherwise;
  }

  private double fraction(String name, double otherwise, double most) {
    if (!has(name)) {
      return otherwise;
    }
    JsonNode value = node.path(name);
    if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > most) {
      throw new BadRequestException(
          String.format(Locale.ROOT, "%s: must be 0 to %.0f", name, most));
    }
    return value.asDouble();
  }

  /** An object within; empty where there is none. */
  OrderBody within(String name) {
    return new OrderBody(node.path(name));
  }
}
