package dev.groundswell.simulator.http.accounts;

import static dev.groundswell.simulator.http.pages.Html.escape;

import dev.groundswell.simulator.http.pages.Html;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import io.vertx.core.MultiMap;
import java.util.Map;

/** The page on which a visitor picks whom to be. */
final class SignInPage {
  private static final int PEOPLE_SHOWN = 12;

  private SignInPage() {}

  static String choose(String clientId, String scope, MultiMap query, Population population) {
    var form = new StringBuilder();
    for (Map.Entry<String, String> parameter : query.entries()) {
      if (!parameter.getKey().equals("login_hint")) {
        form.append(
            "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(escape(parameter.getKey()), escape(parameter.getValue())));
      }
    }
    var people = new StringBuilder();
    for (Listener listener :
        population.listeners().subList(0, Math.min(PEOPLE_SHOWN, population.size()))) {
      people.append(
          """
          <li><button name="login_hint" value="%d">%s</button> %s</li>
          """
              .formatted(
                  listener.number(), escape(listener.name()), escape(listener.zone().getId())));
    }
    return Html.page(
        "Sign in to the simulator",
        """
        <h1>Sign in</h1>
        <p>This simulator stands in for Spotify. Its people and their music are made up.
        The app <b>%s</b> asks for: %s.</p>
        <form action="authorize">%s
        <ul>
        %s</ul>
        <button name="login_hint" value="%s">Cancel</button>
        </form>
        <form action="authorize">%s
        <p><label>Or as number (1 to %d)
        <input type="number" name="login_hint" min="1" max="%d" required></label>
        <button>Continue</button></p>
        </form>
        """
            .formatted(
                escape(clientId),
                scope.isEmpty() ? "nothing but your name" : escape(scope),
                form,
                people,
                AuthorizeEndpoint.DENY,
                form,
                population.size(),
                population.size()));
  }

  static String refusal(String why) {
    return Html.page("Sign-in refused", "<h1>Sign-in refused</h1><p>" + escape(why) + "</p>");
  }
}
