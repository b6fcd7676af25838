package dev.groundswell.server.http;

import io.vertx.rxjava3.ext.web.Router;

/** What pages of other sites may do here: read what is public, without anyone's credentials. */
public final class PublicReads {
  private PublicReads() {}

  /** Lets every site read what is mounted under a path after this. */
  public static void allowFromAnywhere(Router router, String path) {
    router
        .options(path)
        .handler(
            ctx -> {
              var unused =
                  ctx.response()
                      .putHeader("Access-Control-Allow-Origin", "*")
                      .putHeader("Access-Control-Allow-Methods", "GET")
                      .putHeader("Access-Control-Allow-Headers", "Last-Event-ID, If-None-Match")
                      .putHeader("Access-Control-Max-Age", "86400")
                      .setStatusCode(204)
                      .rxEnd()
                      .subscribe(() -> {}, gone -> {});
            });
    router
        .get(path)
        .handler(
            ctx -> {
              ctx.response()
                  .putHeader("Access-Control-Allow-Origin", "*")
                  .putHeader("Access-Control-Expose-Headers", "ETag, Last-Event-ID, Retry-After");
              ctx.next();
            });
  }
}
