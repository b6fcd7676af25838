package dev.groundswell.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * JSON as this server speaks it: records, snake_case names, RFC 3339 instants in UTC, absent rather
 * than null.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private Json() {}

  /** The bytes of a record. */
  public static Buffer encode(Object value) {
    try {
      return Buffer.buffer(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The body of a request as a record.
   *
   * @throws ProblemException 415 where the body says it is something else, 400 naming the field
   *     where it does not fit
   */
  public static <T> T body(RoutingContext ctx, Class<T> type) {
    String contentType = ctx.request().getHeader("Content-Type");
    if (contentType == null
        || !contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw Problems.ofStatus(415, "Send the body as application/json.").asException();
    }
    Buffer body = ctx.body().buffer();
    return decode(body == null ? Buffer.buffer() : body, type);
  }

  static <T> T decode(Buffer body, Class<T> type) {
    T value;
    try {
      value = MAPPER.readValue(body.getBytes(), type);
    } catch (UnrecognizedPropertyException e) {
      throw Problem.badValue(path(e), "This field is not known here; leave it out.").asException();
    } catch (JsonParseException e) {
      throw Problem.badValue("body", "The body is not JSON.").asException();
    } catch (JsonMappingException e) {
      String field = path(e);
      throw Problem.badValue(
              field.isEmpty() ? "body" : field, "The value is missing or of the wrong type.")
          .asException();
    } catch (IOException e) {
      throw Problem.badValue("body", "The body cannot be read.").asException();
    }
    if (value == null) {
      throw Problem.badValue("body", "The body must be a JSON object.").asException();
    }
    return value;
  }

  /** Answers with a record. Personal answers are never stored by a cache. */
  public static void send(RoutingContext ctx, int status, Object value) {
    var response = ctx.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE.toString(), "application/json");
    if (!response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
      response.putHeader(HttpHeaders.CACHE_CONTROL.toString(), "no-store");
    }
    var unused = response.rxEnd(encode(value)).subscribe(() -> {}, gone -> {});
  }

  /** A handler that answers 200 with what the feature gives, or fails with its error. */
  public static Handler<RoutingContext> answering(
      Function<RoutingContext, ? extends Single<?>> feature) {
    return ctx -> {
      var unused =
          Single.defer(() -> feature.apply(ctx))
              .subscribe(value -> send(ctx, 200, value), ctx::fail);
    };
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }
}
