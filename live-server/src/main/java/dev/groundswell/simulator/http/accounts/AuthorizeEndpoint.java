package dev.groundswell.simulator.http.accounts;

import dev.groundswell.simulator.population.Population;
import io.vertx.core.MultiMap;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /authorize}: asks who one is and whether the app may.
 *
 * <p>The simulator's own convention: {@code login_hint} with a listener's number agrees at once as
 * that person, {@code login_hint=deny} refuses at once. Without it there is a page to choose from.
 */
final class AuthorizeEndpoint {
  static final String DENY = "deny";

  private static final Pattern CLIENT_ID = Pattern.compile("[\\w.-]{1,100}");
  private static final Pattern SCOPE = Pattern.compile("([a-z-]{1,60}( [a-z-]{1,60}){0,30})?");
  private static final Pattern CHALLENGE = Pattern.compile("[\\w-]{43}");

  private final Population population;
  private final RedirectUris redirectUris;
  private final Codes codes;

  AuthorizeEndpoint(Population population, RedirectUris redirectUris, Codes codes) {
    this.population = population;
    this.redirectUris = redirectUris;
    this.codes = codes;
  }

  void handle(RoutingContext context) {
    MultiMap query = context.queryParams();
    String clientId = query.get("client_id");
    String redirectUri = query.get("redirect_uri");
    // What is wrong with these two is told to the person: there is nowhere else to send it.
    if (clientId == null || !CLIENT_ID.matcher(clientId).matches()) {
      refuse(context, "INVALID_CLIENT: Invalid client");
    } else if (redirectUri == null || !redirectUris.allows(redirectUri)) {
      refuse(context, "INVALID_CLIENT: Insecure or unregistered redirect URI");
    } else {
      answer(context, query, clientId, redirectUri);
    }
  }

  private void answer(RoutingContext context, MultiMap query, String clientId, String redirectUri) {
    String scope = query.contains("scope") ? query.get("scope").strip() : "";
    String challenge = query.get("code_challenge");
    String fault = fault(query, scope, challenge);
    if (fault != null) {
      redirect(context, redirectUri, "error", fault, query);
      return;
    }
    String hint = query.get("login_hint");
    if (hint == null || hint.isBlank()) {
      send(context, 200, SignInPage.choose(clientId, scope, query, population));
    } else if (hint.equals(DENY)) {
      redirect(context, redirectUri, "error", "access_denied", query);
    } else {
      int number = number(hint);
      if (population.listener(number) == null) {
        refuse(context, "login_hint: there are listeners 1 to " + population.size());
        return;
      }
      String code = codes.give(new Consent(number, clientId, scope), redirectUri, challenge);
      redirect(context, redirectUri, "code", code, query);
    }
  }

  private static @Nullable String fault(MultiMap query, String scope, @Nullable String challenge) {
    if (!"code".equals(query.get("response_type"))) {
      return "unsupported_response_type";
    }
    if (!SCOPE.matcher(scope).matches()) {
      return "invalid_scope";
    }
    boolean pkce = challenge != null || query.contains("code_challenge_method");
    boolean sound =
        challenge != null
            && CHALLENGE.matcher(challenge).matches()
            && "S256".equals(query.get("code_challenge_method"));
    return pkce && !sound ? "invalid_request" : null;
  }

  private static int number(String hint) {
    try {
      return Integer.parseInt(hint.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static void redirect(
      RoutingContext context, String to, String name, String value, MultiMap query) {
    var target = new StringBuilder(to).append(to.contains("?") ? '&' : '?');
    target.append(name).append('=').append(encode(value));
    if (query.contains("state")) {
      target.append("&state=").append(encode(query.get("state")));
    }
    context.response().setStatusCode(302).putHeader("Location", target.toString()).end();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void refuse(RoutingContext context, String why) {
    send(context, 400, SignInPage.refusal(why));
  }

  private static void send(RoutingContext context, int status, String html) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .end(html);
  }
}
