package dev.groundswell.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.server.account.AccountsFixture;
import dev.groundswell.server.account.Browser;
import dev.groundswell.server.account.ConsentWarning;
import dev.groundswell.server.http.Problem;
import dev.groundswell.server.ledger.Receipt;
import dev.groundswell.testing.PostgresFixture;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalApiIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();
  private final List<String> asked = new ArrayList<>();
  private AccountsFixture app;

  @BeforeEach
  void start() {
    app = new AccountsFixture(postgres);
    new PersonalApi(app.accounts, new OnePlay(), this::erase).mount(app.router);
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void meTellsNameChoicesAndWhenConsentEnds() throws Exception {
    JsonNode me = json(app.signedIn("ada", true).get("/api/v1/me"));

    assertThat(me.get("name").asText()).isEqualTo("Name of ada");
    assertThat(me.get("trends").asBoolean()).isTrue();
    assertThat(me.get("zone").asText()).isEqualTo("UTC");
    assertThat(me.get("state").asText()).isEqualTo("active");
    assertThat(me.get("connected_since").asText()).isEqualTo("2026-11-22T06:00:00Z");
    assertThat(me.get("consent_ends_at").asText()).isEqualTo("2027-05-22T06:00:00Z");
    assertThat(me.get("consent_days_left").asInt()).isEqualTo(181);
    assertThat(me.has("consent_warning")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2027-04-22T05:59:59Z, ",
    "2027-04-22T06:00:00Z, 30d",
    "2027-05-15T06:00:00Z, 7d",
    "2027-05-21T06:00:00Z, 1d",
    "2027-05-23T06:00:00Z, 1d"
  })
  void anEndOfConsentIsWarnedOf(Instant now, String warning) throws Exception {
    app.clock.pass(Duration.between(app.clock.instant(), now.minus(Duration.ofDays(1))));
    Browser browser = app.signedIn("ada", true);
    postgres.query(
        "update account set consented_at = '2026-11-22T06:00:00Z' where consented_at is not null");
    app.clock.pass(Duration.ofDays(1));

    JsonNode me = json(browser.get("/api/v1/me"));

    assertThat(me.path("consent_warning").asText("")).isEqualTo(warning == null ? "" : warning);
    assertThat(app.accounts.consents().count().blockingGet().ending(ConsentWarning.MONTH))
        .isEqualTo(warning == null ? 0 : 1);
  }

  @Test
  void aConsentThatIsOverIsNotWarnedOfButSaid() throws Exception {
    Browser browser = app.signedIn("ada", true);
    postgres.query("update account set state = 'expired'");

    JsonNode me = json(browser.get("/api/v1/me"));

    assertThat(me.path("state").asText()).isEqualTo("expired");
    assertThat(me.has("consent_warning")).isFalse();
    assertThat(app.accounts.consents().count().blockingGet().expired()).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/me",
    "GET, /api/v1/me/plays",
    "DELETE, /api/v1/me",
    "DELETE, /api/v1/me/plays/p1",
    "PUT, /api/v1/me/settings"
  })
  void withoutASessionEverythingIs401(String method, String path) {
    var answer = app.browser().write(method, path, "");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({"DELETE, /api/v1/me", "DELETE, /api/v1/me/plays/p1", "PUT, /api/v1/me/settings"})
  void aWriteNeedsTheTokenOfThisSession(String method, String path) {
    Browser browser = app.signedIn("ada", true);
    Browser other = app.signedIn("bob", true);

    assertThat(withToken(browser, method, path, null).statusCode()).isEqualTo(403);
    assertThat(withToken(browser, method, path, "guessed").statusCode()).isEqualTo(403);
    assertThat(withToken(browser, method, path, other.cookie("csrf")).statusCode()).isEqualTo(403);
    browser.setCookie("csrf", other.cookie("csrf"));
    assertThat(withToken(browser, method, path, other.cookie("csrf")).statusCode()).isEqualTo(403);
    assertThat(asked).isEmpty();
  }

  @Test
  void settingsAreChangedEachAlone() throws Exception {
    Browser browser = app.signedIn("ada", true);

    JsonNode zoned =
        json(browser.write("PUT", "/api/v1/me/settings", "{\"zone\":\"Europe/Berlin\"}"));
    assertThat(zoned.get("zone").asText()).isEqualTo("Europe/Berlin");
    assertThat(zoned.get("trends").asBoolean()).isTrue();

    JsonNode left = json(browser.write("PUT", "/api/v1/me/settings", "{\"trends\":false}"));
    assertThat(left.get("trends").asBoolean()).isFalse();
    assertThat(left.get("zone").asText()).isEqualTo("Europe/Berlin");
    assertThat(json(browser.get("/api/v1/me"))).isEqualTo(left);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {}                        ; trends
          {"trends":"no"}           ; trends
          {"zone":"Mars/Olympus"}   ; zone
          {"zone":7}                ; zone
          {"colour":"red"}          ; colour
          [1]                       ; body
          """)
  void settingsThatCannotBeNameTheField(String body, String field) throws Exception {
    var answer = app.signedIn("ada", true).write("PUT", "/api/v1/me/settings", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("field").asText()).isEqualTo(field);
  }

  @Test
  void playsComeInPages() throws Exception {
    JsonNode page = json(app.signedIn("ada", true).get("/api/v1/me/plays?limit=2&before=x"));

    long id = postgres.number("select id from listener");
    assertThat(asked).containsExactly("page of " + id + ": 2 before x");
    assertThat(page)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"items":[{"id":"p1","played_at":"2026-11-22T05:00:00Z","ms_played":180000,
                      "counted":true,"source":"spotify","gap_before":false,
                      "track":{"id":"t1","title":"Song","artists":[{"id":"a1","name":"Band"}],
                        "album":{"id":"b1","title":"Album"},"duration_ms":200000,
                        "url":"https://open.example/t1"}}],"next":"y"}"""));
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=201, limit",
    "limit=ten, limit",
    "limit=1&limit=2, limit",
    "after=x, after",
    "before=wrong, before"
  })
  void aBadQueryNamesTheParameter(String query, String field) throws Exception {
    var answer = app.signedIn("ada", true).get("/api/v1/me/plays?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("field").asText()).isEqualTo(field);
  }

  @Test
  void ownPlaysCanBeDeletedAndNoOthers() {
    Browser browser = app.signedIn("ada", true);

    assertThat(browser.write("DELETE", "/api/v1/me/plays/p1", "").statusCode()).isEqualTo(204);
    assertThat(browser.write("DELETE", "/api/v1/me/plays/p2", "").statusCode()).isEqualTo(404);
  }

  @Test
  void erasingAnswersAReceiptAndEndsEverySession() throws Exception {
    Browser browser = app.signedIn("ada", true);
    Browser phone = app.signedIn("ada", true);
    assertThat(phone.get("/api/v1/me").statusCode()).isEqualTo(200);

    JsonNode receipt = json(browser.write("DELETE", "/api/v1/me", ""));

    assertThat(receipt.get("receipt").asText()).isEqualTo("r-1");
    assertThat(receipt.get("requested_at").asText()).isEqualTo("2026-11-22T06:00:00Z");
    assertThat(receipt.get("rows_due_at").asText()).isEqualTo("2026-11-22T06:01:00Z");
    assertThat(receipt.get("bytes_due_at").asText()).isEqualTo("2026-11-22T06:15:00Z");
    assertThat(receipt.get("outside_reach").get(0).asText()).isEqualTo("Backups.");
    assertThat(browser.cookie("session")).isNull();
    assertThat(phone.get("/api/v1/me").statusCode()).isEqualTo(401);
    assertThat(postgres.number("select count(*) from listener_secret")).isZero();
  }

  @Test
  void whoReturnsAfterAnErasureIsSomebodyNew() {
    Browser browser = app.signedIn("ada", true);
    long before = postgres.number("select key from listener");
    assertThat(browser.write("DELETE", "/api/v1/me", "").statusCode()).isEqualTo(200);

    app.signedIn("ada", false);

    assertThat(postgres.number("select key from listener")).isNotEqualTo(before);
  }

  private Single<Receipt> erase(long listenerId) {
    asked.add("erase " + listenerId);
    return postgres
        .pool()
        .preparedQuery("delete from listener where id = $1")
        .rxExecute(Tuple.of(listenerId))
        .map(done -> new Receipt("r-1", app.clock.instant(), null, null, List.of("Backups.")));
  }

  private static HttpResponse<String> withToken(
      Browser browser, String method, String path, String token) {
    return browser.send(
        path,
        request -> {
          request.method(method, HttpRequest.BodyPublishers.ofString("{\"trends\":false}"));
          request.header("Content-Type", "application/json");
          return token == null ? request : request.header("X-CSRF-Token", token);
        });
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }

  /** A ledger with one play. */
  private final class OnePlay implements OwnPlays {
    @Override
    public Single<PlaysPage> page(long listenerId, int limit, String before) {
      if ("wrong".equals(before)) {
        return Single.error(Problem.badValue("before", "Not a cursor.").asException());
      }
      asked.add("page of " + listenerId + ": " + limit + " before " + before);
      var track =
          new PlaysPage.Track(
              "t1",
              "Song",
              List.of(new PlaysPage.Artist("a1", "Band")),
              new PlaysPage.Album("b1", "Album"),
              200_000L,
              "https://open.example/t1",
              null);
      Instant playedAt = Instant.parse("2026-11-22T05:00:00Z");
      return Single.just(
          new PlaysPage(
              List.of(new PlaysPage.Play("p1", playedAt, 180_000, true, "spotify", false, track)),
              "y"));
    }

    @Override
    public Single<Boolean> delete(long listenerId, String playId) {
      asked.add("delete " + playId);
      return Single.just(playId.equals("p1"));
    }

    @Override
    public Completable changeZone(long listenerId, ZoneId zone) {
      return postgres
          .pool()
          .preparedQuery("update listener set zone = $2 where id = $1")
          .rxExecute(Tuple.of(listenerId, zone.getId()))
          .ignoreElement();
    }
  }
}
