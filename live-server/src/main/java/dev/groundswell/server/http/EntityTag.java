package dev.groundswell.server.http;

import io.vertx.rxjava3.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of some bytes (RFC 9110, 8.8.3): whoever has bytes of this name has these bytes.
 *
 * @param text as it stands in headers, with its quotation marks
 */
public record EntityTag(String text) {
  private static final int LENGTH = 12;

  /** The strong tag of these bytes. */
  public static EntityTag of(byte[] bytes) {
    return new EntityTag('"' + HexFormat.of().formatHex(sha256(bytes), 0, LENGTH) + '"');
  }

  /** The tag of the same content in another coding, whose bytes are others. */
  public EntityTag coded(String coding) {
    return new EntityTag(text.substring(0, text.length() - 1) + '-' + coding + '"');
  }

  /** Whether the client says that it has this already; a cache on the way may have weakened it. */
  public boolean isKnownTo(HttpServerRequest request) {
    return request.headers().getAll("If-None-Match").stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(tag -> tag.strip().replaceFirst("^W/", ""))
        .anyMatch(tag -> tag.equals("*") || tag.equals(text));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
