package dev.groundswell.simulator.http.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request: what it asks for, and the way to answer it. */
final class Asked {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{22}");
  private static final int FURTHEST = 100_000;

  private final RoutingContext context;

  Asked(RoutingContext context) {
    this.context = context;
  }

  boolean has(String name) {
    return context.queryParams().contains(name);
  }

  @Nullable String text(String name) {
    return context.queryParams().get(name);
  }

  /** The id in the path; null where it is none, which has then been answered. */
  @Nullable String id() {
    String id = context.pathParam("id");
    if (ID.matcher(id).matches()) {
      return id;
    }
    refuse(400, "Invalid base62 id");
    return null;
  }

  /** A parameter that is a number; null where it is something else. */
  @Nullable Long number(String name, long otherwise) {
    List<String> values = context.queryParams().getAll(name);
    if (values.isEmpty()) {
      return otherwise;
    }
    try {
      return Long.valueOf(values.get(0));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Which part of a list; null where that cannot be had, which has then been answered. */
  @Nullable Paging paging(String path, int usual, int most) {
    Long limit = number("limit", usual);
    Long offset = number("offset", 0);
    if (limit == null || limit < 1 || limit > most) {
      refuse(400, "Invalid limit");
      return null;
    }
    if (offset == null || offset < 0 || offset > FURTHEST) {
      refuse(400, "Invalid offset");
      return null;
    }
    return new Paging(path, limit.intValue(), offset.intValue());
  }

  void nothing() {
    context.response().setStatusCode(204).end();
  }

  void refuse(int status, String message) {
    ApiError.send(context, status, message);
  }

  void answer(JsonNode body) {
    try {
      answer(Buffer.buffer(MAPPER.writeValueAsBytes(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  void answer(Buffer body) {
    context
        .response()
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("Cache-Control", "private, max-age=0")
        .end(body);
  }
}
