package dev.groundswell.server.ops;

import dev.groundswell.server.account.AppCheck;
import dev.groundswell.server.account.AppCheck.Checked;
import dev.groundswell.server.account.RedirectUri;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The setup page as HTML. */
final class SetupHtml {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Setup setup;
  private final @Nullable Checked checked;
  private final String style;
  private final Markup page = new Markup();

  private SetupHtml(Setup setup, @Nullable Checked checked, String style) {
    this.setup = setup;
    this.checked = checked;
    this.style = style;
  }

  /**
   * @param checked null where nobody has asked Spotify yet
   */
  static String of(Setup setup, @Nullable Checked checked, String style) {
    return new SetupHtml(setup, checked, style).page();
  }

  private String page() {
    page.raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .raw("<title>Groundswell: setup</title><style>")
        .raw(style)
        .raw("</style></head><body class=\"steps\"><header><h1>Setup</h1>");
    String id = setup.clientId();
    page.element(
        "p.muted",
        id == null
            ? "Spotify is simulated now: no SPOTIFY_ setting is there."
            : "The app with the id " + id + " is used now.");
    page.raw("<p><a href=\"/ops\">Operations</a></p></header><main>");
    register();
    people();
    settings();
    check();
    troubles();
    return page.raw("</main></body></html>").toString();
  }

  private void register() {
    open("1. Register an app at Spotify");
    page.raw("<p>Sign in at ")
        .raw("<a href=\"https://developer.spotify.com/dashboard\" rel=\"noreferrer\">")
        .raw("developer.spotify.com/dashboard</a>")
        .raw(" with the account that will own the app, press Create app, and enter:</p>");
    table();
    field("App name", "Any that does not begin with Spot; Spotify's terms refuse that.");
    field("App description", "Any.");
    field("Website", setup.publicUrl().toString());
    page.raw("<tr>").element("th", "Redirect URIs").raw("<td>");
    page.element("code", setup.redirect()).raw("<br>");
    page.text("Exactly this, letter for letter: copy it, then press Add.");
    RedirectUri.Refusal refusal = setup.redirect().refusal();
    if (refusal != null) {
      page.element(
          "p.bad",
          "Spotify refuses this address: %s. %s Then start again and copy the new one."
              .formatted(refusal.reason(), refusal.fix()));
    }
    page.raw("</td></tr>");
    field("Which API/SDKs are you planning to use?", "Web API, nothing else.");
    close();
    page.element(
        "p",
        "Since 2026 the owner's account needs an active Premium subscription, and has one app. Without"
            + " it Spotify answers nobody.");
    page.raw("</section>");
  }

  private void people() {
    open("2. Let people in");
    page.element(
            "p",
            "On the app's page open Settings, then User Management, and add each person's name and the"
                + " e-mail address of their Spotify account, yourself included. There is room for five;"
                + " anyone else is refused after signing in.")
        .raw("</section>");
  }

  private void settings() {
    open("3. Start with the app's id and secret");
    String id = setup.clientId();
    page.element("p", "Stop the running one first (Ctrl-C), then start it with these settings:");
    page.raw("<pre>");
    page.text(
            id == null
                ? "DATA_DIR=data-spotify SPOTIFY_CLIENT_ID=your-client-id"
                : "SPOTIFY_CLIENT_ID=" + id)
        .text(" SPOTIFY_CLIENT_SECRET=your-client-secret PUBLIC_URL=")
        .text(setup.publicUrl())
        .text(" java -jar live-server/target/groundswell.jar");
    page.raw("</pre>");
    page.element(
        "p",
        "Client ID stands on the app's page; so does the secret, behind View client secret. All of them"
            + " are environment variables. PUBLIC_URL is what people write to reach this server; the"
            + " redirect URI above follows from it.");
    if (id == null) {
      page.element(
          "p",
          "DATA_DIR has to be another one: simulated and real listeners share no database, and a start"
              + " that would mix them is refused. Where DATABASE_URL and REDIS_URL are set, give them"
              + " others, too.");
    }
    page.raw("</section>");
  }

  private void check() {
    page.raw("<section id=\"check\">").element("h2", "4. Check");
    if (setup.clientId() == null) {
      page.element("p", "There is nothing to check while Spotify is simulated.").raw("</section>");
      return;
    }
    page.element("p", "Asks " + setup.accountsUrl() + " whether it takes this id and secret.");
    if (checked != null) {
      page.element(
          checked.verdict() == AppCheck.Verdict.ACCEPTED ? "p.good" : "p.bad",
          "At " + TIME.format(checked.at()) + ": " + words(checked.verdict()));
    }
    page.raw("<form method=\"post\" action=\"/setup/check\"><button>Check now</button></form>");
    page.element(
            "p.muted",
            "Once in %d s at most. The redirect URI and the list of people can only be tried by signing"
                    .formatted(AppCheck.PAUSE.toSeconds())
                + " in: "
                + setup.publicUrl()
                + "/login")
        .raw("</section>");
  }

  private static String words(AppCheck.Verdict verdict) {
    return switch (verdict) {
      case ACCEPTED -> "Spotify takes this id and secret.";
      case REFUSED ->
          "Spotify does not take them. Compare SPOTIFY_CLIENT_ID with the app's page and copy"
              + " SPOTIFY_CLIENT_SECRET anew (View client secret; after Rotate the old one is void).";
      case TOO_MANY -> "Spotify is asked too often (429). Wait some minutes, then check again.";
      case NOT_AN_ENDPOINT ->
          "What answers there is not Spotify's token endpoint. Correct SPOTIFY_ACCOUNTS_URL, or remove"
              + " it; a proxy that wants a sign-in of its own looks like this too.";
      case TROUBLE ->
          "Spotify has trouble of its own. See status.spotify.dev and check again later.";
      case UNREACHABLE ->
          "No connection. Look at this machine's network, name resolution, proxies and the clock (TLS"
              + " needs the right date), and at SPOTIFY_ACCOUNTS_URL.";
      case SILENT ->
          "No answer within 10 s. Look at this machine's way to the internet: a firewall that drops"
              + " packets looks like this.";
    };
  }

  private void troubles() {
    open("When signing in does not work");
    table("What is seen", "What to do");
    field(
        "Spotify: Invalid redirect URI, or Not matching configuration",
        "The redirect URI of step 1 is not registered, or not letter for letter: scheme, host, port"
            + " and path count, and there is no slash at its end.");
    field("Spotify: Invalid client", "SPOTIFY_CLIENT_ID is not that of an app: copy it anew.");
    field(
        "Here: not on the list of people who may use this app",
        "Step 2 for this person. The e-mail address is that of their Spotify account.");
    field(
        "Here: the person who registered it needs Premium",
        "The owner's account has no active Premium. After it is renewed Spotify may take some hours.");
    field(
        "Here: this site's registration is not accepted",
        "Id and secret do not belong together: step 4.");
    field(
        "Here: the answer did not belong to this browser",
        "The page was opened under another address than "
            + setup.publicUrl()
            + ", cookies are refused, or the attempt was older than ten minutes.");
    close();
    page.raw("</section>");
  }

  private void open(String title) {
    page.raw("<section>").element("h2", title);
  }

  private void table(String... heads) {
    page.raw("<div class=\"scroll\"><table>");
    if (heads.length > 0) {
      page.raw("<thead><tr>");
      for (String head : heads) {
        page.element("th", head);
      }
      page.raw("</tr></thead>");
    }
    page.raw("<tbody>");
  }

  private void field(String name, String says) {
    page.raw("<tr>").element("th", name).element("td", says).raw("</tr>");
  }

  private void close() {
    page.raw("</tbody></table></div>");
  }
}
