package dev.groundswell.simulator.http.accounts;

import dev.groundswell.simulator.population.Population;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.handler.BodyHandler;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;

/** What Spotify has at its accounts address. */
public final class AccountRoutes {
  private static final int LONGEST_BODY = 16 * 1024;

  private final AuthorizeEndpoint authorize;
  private final TokenEndpoint token;

  /**
   * @param redirectUris the only ones to be sent to; empty: whatever Spotify would allow
   */
  public AccountRoutes(
      Population population, Tokens tokens, Set<String> redirectUris, Clock clock) {
    var random = new SecureRandom();
    var codes =
        new Codes(
            clock,
            () -> {
              byte[] bytes = new byte[32];
              random.nextBytes(bytes);
              return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            });
    this.authorize = new AuthorizeEndpoint(population, new RedirectUris(redirectUris), codes);
    this.token = new TokenEndpoint(tokens, codes);
  }

  public void mount(Router router) {
    router.get("/authorize").handler(authorize::handle);
    router
        .post("/api/token")
        .handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY))
        .handler(token::handle);
  }
}
