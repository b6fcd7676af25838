package dev.groundswell.server.api;

import dev.groundswell.server.http.EntityTag;
import dev.groundswell.server.http.PublicAnswer;
import dev.groundswell.server.http.PublicReads;
import dev.groundswell.server.http.Query;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The description of the API, OpenAPI 3.1, as it stands in {@code openapi.json}. */
public final class OpenApi {
  private static final String PATH = "/api/v1/openapi.json";
  private static final String FILE = "/openapi.json";
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  private final byte[] description;
  private final EntityTag tag;

  /** Reads the file; before the server serves, never on an event loop. */
  public OpenApi() {
    this.description = read();
    this.tag = EntityTag.of(description);
  }

  public void mount(Router router) {
    PublicReads.allowFromAnywhere(router, PATH);
    router.get(PATH).handler(this::send);
  }

  static byte[] read() {
    try (InputStream in = OpenApi.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in this build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + FILE + " failed", e);
    }
  }

  private void send(RoutingContext ctx) {
    Query.none(ctx);
    PublicAnswer.send(ctx, Buffer.buffer(description), tag, MAX_AGE);
  }
}
