package dev.groundswell.server.http;

import io.vertx.core.Handler;
import io.vertx.rxjava3.ext.web.RoutingContext;
import io.vertx.rxjava3.ext.web.handler.BodyHandler;

/** Reads bodies of requests, up to a limit; beyond it the answer is 413. */
public final class Bodies {
  private static final long SMALL = 64 * 1024;

  private Bodies() {}

  /** For forms and settings: 64 KiB, no files. */
  public static Handler<RoutingContext> small() {
    return BodyHandler.create(false).setBodyLimit(SMALL);
  }
}
