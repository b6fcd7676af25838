package dev.groundswell.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request, as {@code application/problem+json} (RFC 9457).
 *
 * @param type a stable name of the kind of problem, {@code /problems/...}
 * @param title the kind of problem in a few words, always the same for a type
 * @param status the HTTP status, 400 to 599
 * @param detail what is wrong this time and how to mend it
 * @param field the parameter or field at fault, null where it is none
 * @param retryAfter after which time it is worth trying again, null where it is not known; sent as
 *     a header
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    @JsonProperty("type") String type,
    @JsonProperty("title") String title,
    @JsonProperty("status") int status,
    @JsonProperty("detail") String detail,
    @JsonProperty("field") @Nullable String field,
    @com.fasterxml.jackson.annotation.JsonIgnore @Nullable Duration retryAfter) {

  /** A parameter or field with a value that cannot be taken (400). */
  public static Problem badValue(String field, String detail) {
    return new Problem("/problems/bad-value", "Bad value", 400, detail, field, null);
  }

  /** Nobody is signed in, or the key is not known (401). */
  public static Problem unauthorized(String detail) {
    return new Problem("/problems/unauthorized", "Not signed in", 401, detail, null, null);
  }

  /** Who asks is known and may not do this (403). */
  public static Problem forbidden(String detail) {
    return new Problem("/problems/forbidden", "Not allowed", 403, detail, null, null);
  }

  /** There is nothing at this address, or nothing of the one who asks (404). */
  public static Problem notFound(String detail) {
    return new Problem("/problems/not-found", "Not found", 404, detail, null, null);
  }

  /** The body is larger than is taken here (413). */
  public static Problem tooLarge(String detail) {
    return new Problem("/problems/too-large", "Too large", 413, detail, null, null);
  }

  /** The body is of a kind that is not taken here (415). */
  public static Problem unsupported(String detail) {
    return new Problem("/problems/unsupported", "Unsupported", 415, detail, null, null);
  }

  /** Too many requests or streams from one client (429). */
  public static Problem tooMany(String detail, Duration retryAfter) {
    return new Problem("/problems/too-many", "Too many requests", 429, detail, null, retryAfter);
  }

  /** Something this server needs is away; nothing was stored (503). */
  public static Problem unavailable(String detail, Duration retryAfter) {
    return new Problem("/problems/unavailable", "Unavailable", 503, detail, null, retryAfter);
  }

  /** This problem, to be thrown. */
  public ProblemException asException() {
    return new ProblemException(this);
  }
}
