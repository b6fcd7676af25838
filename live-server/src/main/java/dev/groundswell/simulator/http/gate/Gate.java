package dev.groundswell.simulator.http.gate;

import dev.groundswell.simulator.faults.CallBook;
import dev.groundswell.simulator.faults.Endpoint;
import dev.groundswell.simulator.faults.Fault;
import dev.groundswell.simulator.faults.Order;
import dev.groundswell.simulator.faults.Orders;
import dev.groundswell.simulator.http.accounts.Tokens;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.vertx.rxjava3.core.Context;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import io.vertx.rxjava3.ext.web.handler.BodyHandler;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets calls through, unless something is to go wrong with them. */
public final class Gate {
  private static final int LONGEST_BODY = 16 * 1024;
  private static final String SCHEME = "Bearer ";

  private final Orders orders;
  private final CallBook book;
  private final Tokens tokens;
  private final Scheduler scheduler;

  /**
   * @param scheduler by which what is slow is delayed
   */
  public Gate(Orders orders, CallBook book, Tokens tokens, Scheduler scheduler) {
    this.orders = orders;
    this.book = book;
    this.tokens = tokens;
    this.scheduler = scheduler;
  }

  /** To be mounted before what it stands before. */
  public void mount(Router router) {
    router.route("/v1/*").handler(this::api);
    router
        .post("/api/token")
        .handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY))
        .handler(this::token);
  }

  private void api(RoutingContext context) {
    String header = context.request().getHeader("Authorization");
    Tokens.Claim claim =
        header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            ? tokens.readAccess(header.substring(SCHEME.length()).strip())
            : null;
    pass(context, Endpoint.ofPath(context.normalizedPath()), listener(claim));
  }

  private void token(RoutingContext context) {
    String token = context.request().getFormAttribute("refresh_token");
    Endpoint endpoint = token == null ? Endpoint.SIGN_IN : Endpoint.REFRESH;
    pass(context, endpoint, token == null ? null : listener(tokens.readRefresh(token)));
  }

  private static @Nullable Integer listener(Tokens.@Nullable Claim claim) {
    return claim == null ? null : claim.consent().listener();
  }

  private void pass(RoutingContext context, Endpoint endpoint, @Nullable Integer caller) {
    book.called(endpoint, caller);
    context.addEndHandler(
        ended -> {
          if (ended.succeeded()) {
            book.answered(endpoint, context.response().getStatusCode());
          }
        });
    Order order = orders.take(caller, endpoint);
    if (order == null) {
      context.next();
    } else if (order.fault() instanceof Fault.Slow slow) {
      later(context, slow);
    } else {
      if (order.fault() instanceof Fault.RateLimited limited) {
        book.limited(endpoint, order.listener(), limited.retryAfter());
      }
      FaultyAnswers.send(context, order.fault());
    }
  }

  private void later(RoutingContext context, Fault.Slow slow) {
    Context own = Vertx.currentContext();
    context.request().pause();
    var unused =
        Completable.timer(slow.by().toMillis(), TimeUnit.MILLISECONDS, scheduler)
            .subscribe(
                () ->
                    own.runOnContext(
                        now -> {
                          context.request().resume();
                          context.next();
                        }));
  }
}
