package dev.groundswell.server.ops;

import dev.groundswell.server.account.ConsentWarning;
import dev.groundswell.server.account.Consents;
import dev.groundswell.server.audit.AuditView;
import dev.groundswell.server.ops.HealthCheck.Status;
import dev.groundswell.server.poll.Breaker;
import dev.groundswell.server.poll.PollView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The overview as a page that stands alone: no script, nothing loaded, renewed every 10 s. */
final class OverviewHtml {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Overview overview;
  private final String style;
  private final Markup page = new Markup();

  private OverviewHtml(Overview overview, String style) {
    this.overview = overview;
    this.style = style;
  }

  static String of(Overview overview, String style) {
    return new OverviewHtml(overview, style).page();
  }

  private String page() {
    page.raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .raw("<meta http-equiv=\"refresh\" content=\"10\">")
        .raw("<title>Groundswell: operations</title><style>")
        .raw(style)
        .raw("</style></head><body><header><h1>Operations</h1>");
    page.element("p.muted", "As of " + TIME.format(overview.at()));
    page.raw("<p><a href=\"/setup\">Setup: connecting Spotify</a></p>");
    if (overview.simulated()) {
      page.element("p.note", "Simulated: no real Spotify is asked.");
    }
    page.raw("</header><main>");
    parts();
    PollView polling = overview.polling();
    if (polling == null) {
      page.raw("<section>")
          .element("h2", "Polling")
          .element("p.bad", "The poller does not answer.");
      page.raw("</section>");
    } else {
      calls(polling);
      listeners(polling);
      errors(polling);
    }
    closed(overview.closed());
    consents(overview.consents());
    gaps(overview.gaps());
    audit(overview.audit());
    return page.raw("</main></body></html>").toString();
  }

  private void parts() {
    open("Parts");
    table("Part", "State", "What it says");
    overview
        .health()
        .parts()
        .forEach(
            (name, part) -> {
              page.raw("<tr>").element("th", name);
              page.element(part.status() == Status.UP ? "td" : "td.bad", part.status().label());
              page.element("td", details(part.details())).raw("</tr>");
            });
    Long lag = overview.relayLag();
    if (lag != null) {
      row("relay", lag == 0 ? "up" : "behind", lag + " changes not yet published");
    }
    close();
  }

  private static String details(Map<String, Object> details) {
    StringBuilder text = new StringBuilder();
    details.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(value));
    return text.toString();
  }

  private void calls(PollView polling) {
    open("Calls of Spotify");
    polling.endpoints().forEach(this::closed);
    page.element("p", pace(polling));
    table("Class", "Last minute", "Last day", "Left");
    for (PollView.Endpoint endpoint : polling.endpoints()) {
      Integer quota = endpoint.quota();
      page.raw("<tr>").element("th", endpoint.name());
      page.element("td.n", number(endpoint.lastMinute()));
      page.element("td.n", number(endpoint.lastDay()));
      page.element(
          "td.n", quota == null ? "no limit" : number(Math.max(0, quota - endpoint.lastDay())));
      page.raw("</tr>");
    }
    close();
  }

  private void closed(PollView.Endpoint endpoint) {
    Instant until = endpoint.closedUntil();
    if (until != null) {
      page.element(
          "p.bad",
          "Nothing of %s is asked until %s: %s."
              .formatted(endpoint.name(), TIME.format(until), endpoint.closedFor()));
    }
  }

  private static String pace(PollView polling) {
    int used = polling.budget() - polling.budgetLeft();
    double stretch =
        polling.endpoints().stream().mapToDouble(PollView.Endpoint::stretch).max().orElse(1);
    String pace =
        stretch <= 1.005
            ? "Everybody is asked at the usual pace."
            : String.format(
                Locale.ENGLISH,
                "Calls are short: everybody is asked %.1f times as seldom.",
                stretch);
    String late =
        polling.late().isZero() ? "" : " The queue is " + words(polling.late()) + " late.";
    return number(used)
        + " of "
        + number(polling.budget())
        + " calls used in the last "
        + polling.window().toSeconds()
        + " s. "
        + pace
        + late;
  }

  private void listeners(PollView polling) {
    open("Listeners polled here");
    page.element("p.muted", "This server polls " + polling.shards() + " of 16 shards.");
    table("State", "Listeners");
    polling.listeners().forEach((state, count) -> amount(state, count));
    amount("waiting for the ledger", polling.owing());
    close();
  }

  private void errors(PollView polling) {
    open("Errors in the last hour");
    if (polling.lately().keySet().stream().noneMatch(outcome -> isThere(polling, outcome))) {
      none("None.");
      return;
    }
    table("Kind", "Times", "What to do");
    polling
        .lately()
        .forEach(
            (outcome, count) -> {
              if (isThere(polling, outcome)) {
                page.raw("<tr>").element("th", words(outcome));
                page.element("td.n", number(count));
                page.element("td", Advice.onError(outcome)).raw("</tr>");
              }
            });
    close();
  }

  private static boolean isThere(PollView polling, String outcome) {
    return Advice.isError(outcome) && polling.lately().getOrDefault(outcome, 0) > 0;
  }

  /** Said only where it is so: sign-ins and tokens are closed seldom. */
  private void closed(@Nullable List<Breaker> closed) {
    if (closed == null || closed.isEmpty()) {
      return;
    }
    open("Sign-ins and tokens");
    for (Breaker breaker : closed) {
      page.element(
          "p.bad",
          "Nothing of %s is asked until %s: %s. %s"
              .formatted(
                  breaker.endpoint().label(),
                  TIME.format(breaker.openUntil()),
                  breaker.reason(),
                  Advice.onClosed(breaker.endpoint())));
    }
    page.raw("</section>");
  }

  private void consents(Consents.@Nullable Counts consents) {
    open("Consents");
    if (consents == null) {
      none("The ledger does not answer.");
      return;
    }
    table("Consents", "Listeners");
    amount("active", consents.active());
    amount("end within 30 days", consents.ending(ConsentWarning.MONTH));
    amount("end within 7 days", consents.ending(ConsentWarning.WEEK));
    amount("end within a day", consents.ending(ConsentWarning.DAY));
    amount("over: have to sign in again", consents.expired());
    amount("refused by Spotify", consents.refused());
    close();
    if (consents.refused() > 0) {
      page.raw("<section>").element("p.note", Advice.onError("forbidden")).raw("</section>");
    }
  }

  private void gaps(@Nullable Map<String, Long> gaps) {
    open("Gaps found in the last 24 h");
    if (gaps == null) {
      none("The ledger does not answer.");
      return;
    }
    if (gaps.isEmpty()) {
      none("None.");
      return;
    }
    table("Reason", "Gaps", "What it means");
    gaps.forEach(
        (reason, count) -> {
          page.raw("<tr>").element("th", words(reason)).element("td.n", number(count));
          page.element("td", Advice.onGap(reason)).raw("</tr>");
        });
    close();
  }

  private void audit(@Nullable AuditView audit) {
    open("Boards beside the ledger");
    if (audit == null || audit.boards().isEmpty()) {
      none(
          audit == null || audit.here()
              ? "None was judged yet."
              : "Another server judges them, or this one did before it was restarted.");
      return;
    }
    table("Board", "State", "At", "What differs, or why it is not to be said");
    for (AuditView.BoardLine board : audit.boards()) {
      boolean differs = board.state() == AuditView.State.DIFFERS;
      page.raw("<tr>").element("th", board.topic());
      page.element(differs ? "td.bad" : "td", board.state().name().toLowerCase(Locale.ROOT));
      page.element("td", TIME.format(board.at()));
      page.element("td", board.detail() == null ? "" : board.detail()).raw("</tr>");
    }
    close();
  }

  private void open(String title) {
    page.raw("<section>").element("h2", title);
  }

  private void table(String... heads) {
    page.raw("<div class=\"scroll\"><table><thead><tr>");
    for (String head : heads) {
      page.element("th", head);
    }
    page.raw("</tr></thead><tbody>");
  }

  private void row(String name, String state, String says) {
    page.raw("<tr>").element("th", name).element("td", state).element("td", says).raw("</tr>");
  }

  private void amount(String name, long count) {
    page.raw("<tr>").element("th", name).element("td.n", number(count)).raw("</tr>");
  }

  private void close() {
    page.raw("</tbody></table></div></section>");
  }

  private void none(String words) {
    page.element("p", words).raw("</section>");
  }

  private static String number(long count) {
    return String.format(Locale.ENGLISH, "%,d", count);
  }

  private static String words(String label) {
    return label.replace('_', ' ');
  }

  private static String words(Duration time) {
    return time.toSeconds() < 120 ? time.toSeconds() + " s" : time.toMinutes() + " min";
  }
}
