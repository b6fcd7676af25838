package dev.groundswell.server.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every failed request with a {@link Problem}: as {@code application/problem+json}, or as a
 * plain page to a browser that asked for a page.
 *
 * <p>An error nobody foresaw is logged once, under a reference that the answer carries too; nothing
 * else of it leaves the server.
 */
public final class Problems implements Handler<RoutingContext> {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final Duration OUTAGE_RETRY = Duration.ofSeconds(5);
  private static final int[] STATUSES = {
    400, 401, 403, 404, 405, 406, 408, 411, 413, 414, 415, 429, 431, 500, 501, 502, 503, 504
  };
  private static final Map<Integer, String> DETAILS =
      Map.of(
          400, "The request cannot be understood.",
          404, "There is nothing at this address.",
          405, "This address does not take this method; see the Allow header.",
          406, "None of the accepted media types is available here.",
          413, "The body is too large.",
          414, "The address is too long.",
          415, "The body's media type is not taken here.",
          503, "Something this server needs is away; try again shortly.");

  private final RandomGenerator chance;

  /**
   * @param chance makes the references under which unforeseen errors are logged
   */
  public Problems(RandomGenerator chance) {
    this.chance = chance;
  }

  /** Takes over the failures of a router and of those mounted under it. */
  public void mount(Router router) {
    for (int status : STATUSES) {
      router.errorHandler(status, status == 405 ? ctx -> notThisMethod(router, ctx) : this);
    }
  }

  @Override
  public void handle(RoutingContext ctx) {
    var response = ctx.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      // The status is already out: a broken connection is the only honest answer left.
      if (ctx.failure() != null && !isGone(ctx.failure())) {
        log.warn("An answer broke off: {} {}", ctx.request().method(), path(ctx), ctx.failure());
      }
      var unused = response.reset();
      return;
    }
    send(ctx, problemOf(ctx));
  }

  /** The problem that a status alone tells. */
  static Problem ofStatus(int status, String detail) {
    String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
    return new Problem("about:blank", reason, status, detail, null, null);
  }

  private Problem problemOf(RoutingContext ctx) {
    Throwable failure = ctx.failure();
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    if (failure != null && Outage.isOutage(failure)) {
      return Problem.unavailable(DETAILS.getOrDefault(503, ""), OUTAGE_RETRY);
    }
    int status = ctx.statusCode();
    if (status >= 400 && status < 500) {
      return status == 404
          ? Problem.notFound(DETAILS.getOrDefault(404, ""))
          : ofStatus(status, DETAILS.getOrDefault(status, "The request was refused."));
    }
    if (failure == null && status > 500) {
      return ofStatus(status, DETAILS.getOrDefault(status, "This server cannot answer now."));
    }
    return unforeseen(ctx);
  }

  private Problem unforeseen(RoutingContext ctx) {
    String reference = "%08x".formatted(chance.nextInt());
    if (ctx.failure() == null || !isGone(ctx.failure())) {
      // The query stays out of the log: it may carry a code or a token.
      log.error(
          "Unforeseen error {} at {} {}",
          reference,
          ctx.request().method(),
          path(ctx),
          ctx.failure());
    }
    return new Problem(
        "/problems/internal",
        "Internal error",
        500,
        "Something went wrong here; the log has it under reference " + reference + ".",
        null,
        null);
  }

  private void notThisMethod(Router router, RoutingContext ctx) {
    if (!ctx.response().headWritten()) {
      String allowed = AllowedMethods.at(router, ctx.normalizedPath());
      ctx.response().putHeader("Allow", allowed);
    }
    handle(ctx);
  }

  private static void send(RoutingContext ctx, Problem problem) {
    var response = ctx.response().setStatusCode(problem.status());
    Duration retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      response.putHeader("Retry-After", Long.toString(Math.max(1, roundedUp(retryAfter))));
    }
    boolean page = ProblemPage.isWanted(ctx);
    Buffer body =
        page
            ? Buffer.buffer(ProblemPage.of(problem).getBytes(StandardCharsets.UTF_8))
            : Json.encode(problem);
    response
        .putHeader("Content-Type", page ? "text/html; charset=utf-8" : "application/problem+json")
        .putHeader("Cache-Control", "no-store");
    boolean head = ctx.request().method().equals(HttpMethod.HEAD);
    var unused = (head ? response.rxEnd() : response.rxEnd(body)).subscribe(() -> {}, gone -> {});
  }

  private static long roundedUp(Duration wait) {
    return wait.plusSeconds(1).minusNanos(1).toSeconds();
  }

  private static boolean isGone(Throwable failure) {
    return failure instanceof VertxException
        && failure.getClass().getSimpleName().contains("Closed");
  }

  private static String path(RoutingContext ctx) {
    String path = String.valueOf(ctx.request().path());
    return path.length() > 200 ? path.substring(0, 200) : path;
  }
}
