package dev.groundswell.server.http;

import io.vertx.rxjava3.ext.web.RoutingContext;

/** A problem as the plainest of pages, for a person who followed a link. */
final class ProblemPage {
  private ProblemPage() {}

  /** Whether a person's browser asked for a page, and at an address where pages are. */
  static boolean isWanted(RoutingContext ctx) {
    String path = ctx.normalizedPath();
    String accept = ctx.request().getHeader("Accept");
    boolean programs =
        path.startsWith("/api/") || path.startsWith("/1/") || path.startsWith("/badge/");
    return !programs && accept != null && accept.contains("text/html");
  }

  static String of(Problem problem) {
    String title = escaped(problem.title());
    return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s: Groundswell</title>
        <h1>%s</h1>
        <p>%s</p>
        <p><a href="/">To the front page</a></p>
        </html>
        """
        .formatted(title, title, escaped(problem.detail()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
