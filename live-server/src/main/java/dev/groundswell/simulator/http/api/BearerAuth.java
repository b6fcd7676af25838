package dev.groundswell.simulator.http.api;

import dev.groundswell.simulator.http.accounts.Tokens;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import io.vertx.core.Handler;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.function.BiConsumer;

/** Lets through who brings an access token that covers what is asked for. */
final class BearerAuth {
  private static final String SCHEME = "Bearer ";

  private final Tokens tokens;
  private final Population population;

  BearerAuth(Tokens tokens, Population population) {
    this.tokens = tokens;
    this.population = population;
  }

  /**
   * Hands {@code answer} the person whose token it is.
   *
   * @param scopes of which the consent must cover one; none: any consent will do
   */
  Handler<RoutingContext> require(BiConsumer<RoutingContext, Listener> answer, String... scopes) {
    return context -> {
      String header = context.request().getHeader("Authorization");
      if (header == null) {
        refuse(context, "No token provided");
        return;
      }
      Tokens.Claim claim =
          header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
              ? tokens.readAccess(header.substring(SCHEME.length()).strip())
              : null;
      Listener listener = claim == null ? null : population.listener(claim.consent().listener());
      if (claim == null || listener == null) {
        refuse(context, "Invalid access token");
      } else if (tokens.ended(claim)) {
        refuse(context, "The access token expired");
      } else if (scopes.length > 0 && !claim.consent().allows(scopes)) {
        ApiError.send(context, 403, "Insufficient client scope");
      } else {
        answer.accept(context, listener);
      }
    };
  }

  private static void refuse(RoutingContext context, String message) {
    context.response().putHeader("WWW-Authenticate", "Bearer realm=\"spotify\"");
    ApiError.send(context, 401, message);
  }
}
