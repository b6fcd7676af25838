package dev.groundswell.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.server.account.AccountsFixture;
import dev.groundswell.server.account.Browser;
import dev.groundswell.server.ledger.ImportLedger;
import dev.groundswell.server.ledger.LedgerUnavailableException;
import dev.groundswell.server.ledger.PlayLedger;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.TestVertx;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.ext.web.Router;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files go in over HTTP and come out as plays in a real PostgreSQL. */
class ImportsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant END = Instant.parse("2026-11-21T20:15:31Z");
  private static final ImportOptions QUICK =
      new ImportOptions(
          1 << 20,
          8 << 20,
          2,
          4,
          Duration.ofSeconds(20),
          10,
          100_000,
          0,
          Duration.ofMillis(50),
          Duration.ofSeconds(30));

  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();

  private final List<Imports> started = new ArrayList<>();
  private final List<Integer> batches = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private AccountsFixture app;
  private ImportLedger given;
  private Browser ada;

  @BeforeEach
  void signIn() {
    app = new AccountsFixture(postgres);
    given = new ImportLedger(postgres, app.clock);
    ada = app.signedIn("ada", true);
  }

  @AfterEach
  void stop() {
    started.forEach(imports -> imports.stop().onErrorComplete().blockingAwait());
    app.close();
  }

  @Test
  void aFileBecomesPlaysAndEveryRowIsAccountedFor() throws Exception {
    start(given.ledger);
    ExportFile file =
        days(25).row("{\"ts\":\"x\",\"ms_played\":1,\"incognito_mode\":true}").row("9");

    HttpResponse<String> answer = send(ada, "", file.bytes());
    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode done = finished(ada, json(answer).get("id").asText());

    assertThat(done.get("state").asText()).isEqualTo("done");
    assertThat(counts(done)).containsExactly(27, 25, 0, 0);
    assertThat(done.get("skipped").toString()).isEqualTo("{\"not_a_row\":1,\"private_session\":1}");
    assertThat(done.get("errors").toString()).isEqualTo("[{\"row\":27,\"reason\":\"not_a_row\"}]");
    assertThat(postgres.number("select count(*) from play where source = 'imported'"))
        .isEqualTo(25);
    assertThat(postgres.number("select count(*) from play where counted_at is not null"))
        .isEqualTo(25);
    assertThat(postgres.number("select count(*) from import_chunk")).isZero();
    assertThat(json(ada.get("/api/v1/me/imports")).get("items")).hasSize(1);
    assertThat(meters.counter("groundswell.imports.rows", "outcome", "stored").count())
        .isEqualTo(25);
  }

  @Test
  void addressesAndAccountNamesAreNowhereWhileTheFileWaits() throws Exception {
    start(sightings -> Completable.never());
    assertThat(send(ada, "", days(25).oldPlay(END, 61_000, "old").bytes()).statusCode())
        .isEqualTo(202);

    assertThat(postgres.number("select count(*) from import_chunk")).isEqualTo(3);
    assertThat(
            postgres.number(
                "select count(*) from import_chunk"
                    + " where rows like '%secretname%' or rows like '%203.0.113%'"))
        .isZero();
  }

  @Test
  void theSameFileAgainAndAnOverlapDoubleNothing() throws Exception {
    start(given.ledger);
    assertThat(counts(imported(days(25)))).containsExactly(25, 25, 0, 0);
    assertThat(counts(imported(days(25)))).containsExactly(25, 0, 25, 0);
    assertThat(counts(imported(days(30)))).containsExactly(30, 5, 25, 0);
    assertThat(
            counts(
                imported(
                    days(3)
                        .play(END.plusSeconds(7), 61_000, "x")
                        .play(END.plusSeconds(7), 61_000, "x"))))
        .containsExactly(5, 1, 4, 0);

    assertThat(postgres.number("select count(*) from play")).isEqualTo(31);
  }

  @Test
  void livePlusHistoryPlusImportOfOnePlayIsOne() throws Exception {
    start(given.ledger);
    long listener = postgres.number("select id from listener");
    given.polled(listener, "known", END);

    JsonNode done = imported(new ExportFile().play(END, 180_000, "known").play(END, 60_000, "new"));

    assertThat(counts(done)).containsExactly(2, 1, 1, 0);
    assertThat(postgres.number("select count(*) from play")).isEqualTo(2);
    assertThat(postgres.number("select count(*) from sighting")).isEqualTo(4);
    assertThat(title("known")).isEqualTo("Polled title of known");
    given.polled(listener, "new", END);
    assertThat(title("new")).isEqualTo("Polled title of new");
    assertThat(postgres.number("select count(*) from artist")).isEqualTo(2);
    assertThat(postgres.number("select count(*) from artist where spotify_id is null")).isZero();
  }

  @Test
  void aDryRunReadsAndCountsAndStoresNothing() throws Exception {
    start(given.ledger);
    JsonNode answer = json(send(ada, "?dry_run=true", days(25).row("9").bytes()));

    JsonNode done = finished(ada, answer.get("id").asText());
    assertThat(done.get("dry_run").asBoolean()).isTrue();
    assertThat(counts(done)).containsExactly(26, 25, 0, 0);
    assertThat(done.get("skipped").toString()).isEqualTo("{\"not_a_row\":1}");
    assertThat(postgres.number("select count(*) from import_chunk")).isZero();
    assertThat(postgres.number("select count(*) from sighting")).isZero();
  }

  @Test
  void aDryRunSaysWhatWouldMergeAndIsRight() throws Exception {
    start(given.ledger);
    long listener = postgres.number("select id from listener");
    given.polled(listener, "polled", END);
    imported(days(12));
    ExportFile file =
        days(25)
            .play(END, 180_000, "polled")
            .play(END.plusSeconds(7), 61_000, "twice")
            .play(END.plusSeconds(7), 61_000, "twice")
            .row(
                "{\"endTime\":\"2026-11-21 20:15\",\"artistName\":\"Artist of polled\","
                    + "\"trackName\":\"Polled title of polled\",\"msPlayed\":180000}");
    long sightings = postgres.number("select count(*) from sighting");

    JsonNode foreseen =
        finished(ada, json(send(ada, "?dry_run=true", file.bytes())).get("id").asText());
    assertThat(postgres.number("select count(*) from sighting")).isEqualTo(sightings);
    assertThat(postgres.number("select count(*) from recording")).isEqualTo(8);

    assertThat(counts(foreseen)).containsExactly(29, 14, 15, 0).isEqualTo(counts(imported(file)));
  }

  @Test
  void aZipIsReadAndSaysWhatWasPassedOver() throws Exception {
    start(given.ledger);
    byte[] zip =
        new ZipFile()
            .file(
                "Spotify Extended Streaming History/Streaming_History_Audio_1.json",
                days(25).bytes())
            .text("Spotify Extended Streaming History/ReadMe.pdf", "%PDF")
            .bytes();

    JsonNode done = finished(ada, json(send(ada, "", "application/zip", zip)).get("id").asText());

    assertThat(counts(done)).containsExactly(25, 25, 0, 0);
    assertThat(done.get("files").toString())
        .isEqualTo("[{\"name\":\"Streaming_History_Audio_1.json\",\"rows\":25}]");
    assertThat(done.get("passed_over").toString())
        .isEqualTo("{\"count\":1,\"names\":[\"ReadMe.pdf\"]}");
  }

  @Test
  void aFileInAFormIsTheSameAsTheFileAlone() throws Exception {
    start(given.ledger);
    String type = "multipart/form-data; boundary=xyz";
    HttpResponse<String> answer = send(ada, "", type, form(days(200).bytes()));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(counts(finished(ada, json(answer).get("id").asText())))
        .containsExactly(200, 200, 0, 0);

    assertThat(send(ada, "", type, form(new byte[2 << 20])).statusCode()).isEqualTo(413);
    String noFile = "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--xyz--\r\n";
    String noForm = "--xyz\r\n\r\n--xyz--\r\n";
    assertThat(send(ada, "", type, noFile.getBytes(StandardCharsets.UTF_8)).body())
        .contains("\"status\":400", "The form holds no file");
    assertThat(send(ada, "", type, noForm.getBytes(StandardCharsets.UTF_8)).body())
        .contains("\"status\":400", "The form cannot be read");
    assertThat(postgres.number("select count(*) from import")).isEqualTo(1);
  }

  private static byte[] form(byte[] file) {
    String before =
        """
        --xyz\r
        Content-Disposition: form-data; name="note"\r
        \r
        mine\r
        --xyz\r
        Content-Disposition: form-data; name="file"; filename="endsong_0.json"\r
        Content-Type: application/json\r
        \r
        """;
    return Buffer.buffer(before).appendBytes(file).appendString("\r\n--xyz--\r\n").getBytes();
  }

  @Test
  void accountDataThenTheExtendedHistoryThenPolledIsOnePlay() throws Exception {
    start(given.ledger);
    long listener = postgres.number("select id from listener");
    Instant end = Instant.parse("2026-11-20T09:30:41Z");

    assertThat(counts(imported(new ExportFile().shortPlay(end, 180_000, "one"))))
        .containsExactly(1, 1, 0, 0);
    assertThat(counts(imported(new ExportFile().play(end, 180_000, "one"))))
        .containsExactly(1, 0, 1, 0);
    // The title of the export, so that the words are the same.
    given.polled(listener, "one", end);
    given.polled(listener, "two", end.plusSeconds(600));
    assertThat(
            counts(
                imported(
                    new ExportFile()
                        .row(
                            "{\"endTime\":\"2026-11-20 09:40\",\"artistName\":\"Artist of two\","
                                + "\"trackName\":\"Polled title of two\",\"msPlayed\":180000}"))))
        .containsExactly(1, 0, 1, 0);

    assertThat(postgres.number("select count(*) from play")).isEqualTo(2);
    assertThat(postgres.number("select count(*) from recording")).isEqualTo(2);
  }

  @Test
  void aKillAfterACommitAndBeforeItsPlaceCountsNothingTwice() throws Exception {
    start(commitsAndFallsSilentAfter(2));
    String id = json(send(ada, "", days(55).bytes())).get("id").asText();
    await().until(() -> batches.size() == 2);
    assertThat(json(ada.get("/api/v1/me/imports/" + id)).get("stored").asInt()).isEqualTo(10);

    app.clock.pass(QUICK.lease().plusSeconds(1));
    startAgain(given.ledger);
    assertThat(counts(finished(ada, id))).containsExactly(55, 55, 0, 0);
    assertThat(postgres.number("select count(*) from play")).isEqualTo(55);
  }

  @Test
  void progressIsToldAndACancelKeepsWhatIsIn() throws Exception {
    start(commitsAndFallsSilentAfter(3));
    String id = json(send(ada, "", days(55).bytes())).get("id").asText();
    await().until(() -> batches.size() == 3);
    JsonNode halfway = json(ada.get("/api/v1/me/imports/" + id));
    assertThat(halfway.get("state").asText()).isEqualTo("running");
    assertThat(counts(halfway)).containsExactly(55, 20, 0, 0);

    assertThat(ada.write("DELETE", "/api/v1/me/imports/" + id, "").statusCode()).isEqualTo(204);
    assertThat(ada.write("DELETE", "/api/v1/me/imports/" + id, "").statusCode()).isEqualTo(204);
    startAgain(given.ledger);
    assertThat(counts(finished(ada, id))).containsExactly(55, 20, 0, 0);
    assertThat(json(ada.get("/api/v1/me/imports/" + id)).get("state").asText())
        .isEqualTo("cancelled");
    assertThat(postgres.number("select count(*) from import_chunk")).isZero();
  }

  @Test
  void anAbsentLedgerIsWaitedForAndOneBadRowCostsTheOthersNothing() throws Exception {
    start(
        sightings -> {
          batches.add(sightings.size());
          if (batches.size() == 1) {
            return Completable.error(new LedgerUnavailableException("away"));
          }
          boolean bad = sightings.stream().anyMatch(one -> one.observation().endsWith(":t5"));
          return bad
              ? Completable.error(new IllegalArgumentException("never"))
              : given.ledger.record(sightings);
        });

    JsonNode done = imported(days(12));
    assertThat(counts(done)).containsExactly(12, 11, 0, 1);
    assertThat(done.get("errors").toString()).isEqualTo("[{\"row\":6,\"reason\":\"refused\"}]");
  }

  @Test
  void listenersTakeTurns() throws Exception {
    List<Long> order = new CopyOnWriteArrayList<>();
    var gate = io.reactivex.rxjava3.subjects.CompletableSubject.create();
    start(
        sightings -> {
          order.add(sightings.get(0).listenerId());
          app.clock.pass(Duration.ofMillis(5));
          return gate.andThen(Completable.defer(() -> given.ledger.record(sightings)));
        });
    Browser bob = app.signedIn("bob", true);
    String first = json(send(ada, "", days(40).bytes())).get("id").asText();
    await().until(() -> order.size() == 1);
    app.clock.pass(Duration.ofMillis(5));
    String second = json(send(bob, "", days(20).bytes())).get("id").asText();
    app.clock.pass(Duration.ofMillis(5));
    gate.onComplete();
    finished(bob, second);
    finished(ada, first);

    long them = order.get(0);
    assertThat(order.subList(0, 4).stream().map(who -> who == them))
        .containsExactly(true, false, true, false);
  }

  @Test
  void aListenerWhoIsErasedLeavesNothingBehind() throws Exception {
    start(sightings -> Completable.never());
    assertThat(send(ada, "", days(25).bytes()).statusCode()).isEqualTo(202);
    postgres.query("delete from listener");
    assertThat(postgres.number("select count(*) from import")).isZero();
    assertThat(postgres.number("select count(*) from import_chunk")).isZero();
  }

  @Test
  void aFewMayWaitAndNoMore() throws Exception {
    start(sightings -> Completable.never());
    assertThat(send(ada, "", days(3).bytes()).statusCode()).isEqualTo(202);
    assertThat(send(ada, "", days(3).bytes()).statusCode()).isEqualTo(202);
    HttpResponse<String> third = send(ada, "", days(3).bytes());
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.headers().firstValue("retry-after")).contains("10");
    assertThat(send(app.signedIn("bob", true), "", days(3).bytes()).statusCode()).isEqualTo(202);
  }

  @Test
  void whoIsNotSignedInOrDoesNotRepeatTheTokenBringsNothing() throws Exception {
    start(given.ledger);
    assertThat(send(app.browser(), "", days(3).bytes()).statusCode()).isEqualTo(401);
    HttpResponse<String> withoutToken =
        ada.send(
            "/api/v1/me/imports",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(days(3).bytes())));
    assertThat(withoutToken.statusCode()).isEqualTo(403);
    assertThat(app.browser().get("/api/v1/me/imports/x").statusCode()).isEqualTo(401);
    String id = json(send(ada, "?dry_run=true", days(3).bytes())).get("id").asText();
    Browser bob = app.signedIn("bob", true);
    assertThat(bob.get("/api/v1/me/imports/" + id).statusCode()).isEqualTo(404);
    assertThat(bob.write("DELETE", "/api/v1/me/imports/" + id, "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text/csv                  |           | [] | 415 | the file itself
          application/json          | ?dry_run=1 | [] | 400 | true or false
          application/json          | ?format=x | [] | 400 | dry_run
          application/octet-stream  |           | {} | 400 | Streaming_History_Audio
          application/json          |           | [{"ts":"x"}, | 400 | breaks off
          """)
  void whatIsNotReadIsRefusedInWords(
      String type, String query, String body, int status, String says) throws Exception {
    start(given.ledger);
    HttpResponse<String> answer = send(ada, query == null ? "" : query, type, body.getBytes());

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).get("detail").asText()).contains(says);
    assertThat(postgres.number("select count(*) from import")).isZero();
  }

  @Test
  void aFileThatIsTooLargeIsRefusedWhetherItSaysSoOrNot() throws Exception {
    start(given.ledger);
    byte[] large = days(4_000).bytes();
    assertThat(large.length).isGreaterThan(1 << 20);

    HttpResponse<String> told = send(ada, "", large);
    assertThat(told.statusCode()).isEqualTo(413);
    HttpResponse<String> chunked =
        ada.send(
            "/api/v1/me/imports",
            request ->
                request
                    .header("X-CSRF-Token", ada.cookie("csrf"))
                    .header("Content-Type", "application/json")
                    .POST(
                        BodyPublishers.ofInputStream(
                            () -> new java.io.ByteArrayInputStream(large))));
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(json(chunked).get("detail").asText()).contains("1 MiB");
    await().until(() -> postgres.number("select count(*) from import") == 0);
  }

  private ExportFile days(int rows) {
    ExportFile file = new ExportFile();
    for (int i = 0; i < rows; i++) {
      file.play(END.minusSeconds(1_000L * i), 61_000, "t" + i % 7);
    }
    return file;
  }

  private String title(String track) {
    return postgres
        .query(
            "select r.title from recording r join recording_name n on n.recording_id = r.id"
                + " where n.value = $1",
            track)
        .get(0)
        .getString(0);
  }

  private JsonNode imported(ExportFile file) throws Exception {
    return finished(ada, json(send(ada, "", file.bytes())).get("id").asText());
  }

  private static JsonNode finished(Browser who, String id) {
    Function<JsonNode, Boolean> over = found -> !found.path("state").asText().equals("running");
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> json(who.get("/api/v1/me/imports/" + id)), over::apply);
  }

  private static List<Integer> counts(JsonNode found) {
    return List.of(
        found.get("rows").asInt(),
        found.get("stored").asInt(),
        found.get("merged").asInt(),
        found.get("failed").asInt());
  }

  private static HttpResponse<String> send(Browser who, String query, byte[] file) {
    return send(who, query, "application/json", file);
  }

  private static HttpResponse<String> send(Browser who, String query, String type, byte[] file) {
    return who.send(
        "/api/v1/me/imports" + query,
        request ->
            request
                .header("X-CSRF-Token", String.valueOf(who.cookie("csrf")))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(file)));
  }

  /** What a process does that is killed between a commit and what it would have done next. */
  private PlayLedger commitsAndFallsSilentAfter(int most) {
    return sightings ->
        given
            .ledger
            .record(sightings)
            .doOnComplete(() -> batches.add(sightings.size()))
            .andThen(
                Completable.defer(
                    () -> batches.size() < most ? Completable.complete() : Completable.never()));
  }

  private void start(PlayLedger ledger) {
    imports(ledger, "first").mount(app.router);
  }

  /** Another process on the same database; the routes of the first still answer. */
  private void startAgain(PlayLedger ledger) {
    imports(ledger, "second").mount(Router.router(TestVertx.shared()));
  }

  private Imports imports(PlayLedger ledger, String name) {
    Imports imports =
        new Imports(
            TestVertx.shared(),
            postgres.pool(),
            ledger,
            app.accounts.sessions(),
            QUICK,
            new SecureRandom(),
            app.clock,
            meters,
            name);
    imports.start();
    started.add(imports);
    return imports;
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }
}
