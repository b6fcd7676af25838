package dev.groundswell.server.pages;

import dev.groundswell.server.http.EntityTag;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file as it is sent: typed, tagged, and packed where that makes it smaller. */
final class Content {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_EACH_TIME = "no-cache";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("woff2", "font/woff2"));
  private static final int WORTH_PACKING = 500;

  private final String type;
  private final String caching;
  private final String varies;
  private final EntityTag tag;
  private final Buffer plain;
  private final @Nullable Buffer packed;

  private Content(String path, String caching, byte[] bytes) {
    this.type = typeOf(path);
    this.caching = caching;
    // Every page is there in several languages.
    this.varies = "Accept-Encoding" + (type.startsWith("text/html") ? ", Accept-Language" : "");
    this.tag = EntityTag.of(bytes);
    this.plain = Buffer.buffer(bytes);
    byte[] gzip = isText(type) && bytes.length >= WORTH_PACKING ? gzip(bytes) : bytes;
    this.packed = gzip.length < bytes.length ? Buffer.buffer(gzip) : null;
  }

  /** A file; what has a hash in its name never changes. */
  static Content of(String path, byte[] bytes) {
    return new Content(path, path.startsWith("assets/") ? FOR_EVER : ASK_EACH_TIME, bytes);
  }

  void send(RoutingContext ctx, int status) {
    var request = ctx.request();
    if (ctx.response().closed()) {
      return;
    }
    boolean pack = packed != null && takesGzip(request.getHeader("Accept-Encoding"));
    // A tag names the bytes, and the packed ones are others.
    EntityTag etag = pack ? tag.coded("gz") : tag;
    var response =
        ctx.response()
            .getDelegate()
            .putHeader("Content-Type", type)
            .putHeader("Cache-Control", caching)
            .putHeader("ETag", etag.text())
            .putHeader("Vary", varies);
    if (status == 200 && etag.isKnownTo(request)) {
      var unused = response.setStatusCode(304).end();
      return;
    }
    if (pack) {
      response.putHeader("Content-Encoding", "gzip");
    }
    Buffer body = pack && packed != null ? packed : plain;
    response.setStatusCode(status).putHeader("Content-Length", Integer.toString(body.length()));
    var unused = request.method().equals(HttpMethod.HEAD) ? response.end() : response.end(body);
  }

  private static boolean takesGzip(@Nullable String acceptEncoding) {
    return acceptEncoding != null
        && Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .anyMatch(coding -> coding.startsWith("gzip") && !coding.matches(".*;\\s*q=0(\\.0*)?"));
  }

  private static String typeOf(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }

  private static boolean isText(String type) {
    return type.startsWith("text/") || type.contains("json") || type.contains("svg");
  }

  private static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length / 3);
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("packing in memory failed", e);
    }
    return out.toByteArray();
  }
}
