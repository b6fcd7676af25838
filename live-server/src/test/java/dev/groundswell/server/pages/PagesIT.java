package dev.groundswell.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.boards.BoardWriting;
import dev.groundswell.server.boards.JobsTimeSetter;
import dev.groundswell.server.boards.NameSearch;
import dev.groundswell.server.boards.TestNames;
import dev.groundswell.server.boards.TopicLogReading;
import dev.groundswell.server.feed.FeedHub;
import dev.groundswell.server.http.Problems;
import dev.groundswell.testing.SetClock;
import dev.groundswell.testing.TestVertx;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesIT {
  private static final Topic HOUR = new Topic(Topic.Kind.TRACKS, Window.H1);

  private final SetClock clock = new SetClock(BoardWriting.BEGINNING);
  private final TestNames names = new TestNames();
  private final JobsTimeSetter time = new JobsTimeSetter(clock);
  private final FeedHub hub = new FeedHub(names.catalogue(clock), time.time());
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void start() {
    time.is(clock.millis());
    hub.ticked();
    Router router = Router.router(TestVertx.shared());
    new Problems(new SplittableRandom(1)).mount(router);
    URI outside = URI.create("https://trends.example");
    NameSearch search = new NameSearch(this::find, names.catalogue(clock));
    Pages.Sources sources = new Pages.Sources(hub, null, search);
    new Pages(Webroot.read("test-webroot"), sources, outside, true).mount(router);
    server = TestVertx.shared().createHttpServer().requestHandler(router).rxListen(0).blockingGet();
  }

  @AfterEach
  void stop() {
    server.rxClose().blockingAwait();
  }

  @Test
  void theLivePageCarriesTheNewestSnapshotAndItsCursor() throws Exception {
    names.rename("</script><script>alert(1)</script>");
    BoardWriting board = new BoardWriting(1, Window.H1);
    hub.appended(HOUR, new TopicLogReading().read(board.writeShown(5))).blockingAwait();

    String page = get("/").body();

    assertThat(page)
        .contains(
            "<script type=\"application/json\" id=\"groundswell-snapshot\">[{\"id\":\""
                + board.lastId()
                + "\",\"payload\":{\"v\":1,\"topic\":\"trends.tracks.1h\"")
        .contains("\\u003c/script>\\u003cscript>alert(1)")
        .containsOnlyOnce("</script>")
        .contains("content=\"true\"")
        .doesNotContain("%");
  }

  @Test
  void thePageIsInTheLanguageAskedForOrElseInTheBrowsers() throws Exception {
    String german = "<title>Jetzt</title>";
    assertThat(get("/?lang=de").body()).contains(german);
    assertThat(get("/", "Accept-Language", "fr, de-AT;q=0.9, en;q=0.5").body()).contains(german);
    assertThat(get("/?lang=en", "Accept-Language", "de").body()).doesNotContain(german);
    assertThat(get("/?lang=../de", "Accept-Language", "x".repeat(99)).body())
        .doesNotContain(german);
    assertThat(get("/").headers().firstValue("Vary")).hasValue("Accept-Encoding, Accept-Language");
    assertThat(get("/nowhere?lang=de", "Accept", "text/html").body()).contains("Nicht gefunden");
  }

  private Single<List<Long>> find(Topic.Kind kind, String words, int limit) {
    return Single.just(words.contains("none") ? List.of() : List.of(7L, 3L));
  }

  @Test
  void aSearchIsAPageToo() throws Exception {
    names.rename("<b>");
    assertThat(get("/search?q=%22%3Cb%3E").body())
        .contains("data-found=\"something\"", "value=\"&quot;&lt;b&gt;\"")
        .contains("<li><a href=\"/tracks/t7\"><bdi>Title &quot;7&quot;&lt;b&gt;</bdi></a>")
        .contains("<span class=\"by\"><a href=\"/artists/a7\"><bdi>Artist é 7</bdi></a></span>")
        .contains("<a href=\"/genres/genre-3\">")
        .doesNotContain("<b>");
    assertThat(get("/search?q=none").body()).contains("data-found=\"nothing\"");
    assertThat(get("/search").body()).contains("data-found=\"nothing-asked\"");
    assertThat(get("/search?q=a%00&q=" + "b".repeat(3_000)).statusCode()).isEqualTo(200);
  }

  @Test
  void withoutASnapshotTheLivePageHasNone() throws Exception {
    assertThat(get("/").body())
        .contains("<meta property=\"og:url\" content=\"https://trends.example/\"></head>")
        .doesNotContain("%SNAPSHOT%");
  }

  @ParameterizedTest
  @CsvSource({
    "expired, expired",
    "not_allowed, not_allowed",
    "no_premium, no_premium",
    "app_refused, app_refused",
    "\"><script>, ''",
    "other, ''"
  })
  void anErrorIsToldOnlyIfItIsOneOfOurs(String error, String told) throws Exception {
    String query = java.net.URLEncoder.encode(error, StandardCharsets.UTF_8);
    assertThat(get("/login?error=" + query).body())
        .contains("name=\"groundswell-error\" content=\"" + told + "\"");
  }

  @Test
  void aFileWithAHashInItsNameIsKeptForEver() throws Exception {
    var file = get("/assets/live-1a2b3c4d.js");
    assertThat(file.headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    assertThat(file.headers().firstValue("Content-Type"))
        .hasValue("text/javascript; charset=utf-8");
    assertThat(get("/widget.js").headers().firstValue("Cache-Control")).hasValue("no-cache");
  }

  @Test
  void aPageIsPackedForWhoTakesThatAndNotSentTwice() throws Exception {
    HttpResponse<byte[]> packed =
        http.send(request("/", "Accept-Encoding", "br, gzip").build(), BodyHandlers.ofByteArray());
    String etag = packed.headers().firstValue("ETag").orElseThrow();
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
        .isEqualTo(get("/").body().getBytes(StandardCharsets.UTF_8));
    assertThat(get("/", "Accept-Encoding", "gzip", "If-None-Match", etag).statusCode())
        .isEqualTo(304);
    assertThat(get("/", "If-None-Match", etag).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNotThereIsAPageForPeopleAndAProblemForPrograms() throws Exception {
    var page = get("/nowhere", "Accept", "text/html");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("<title>Not found</title>");
    for (String path : new String[] {"/nowhere", "/api/v1/nowhere", "/../login.html", "/me.html"}) {
      var problem = get(path);
      assertThat(problem.statusCode()).as(path).isEqualTo(404);
      assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
  }

  @Test
  void aHeadIsAnsweredWithoutABody() throws Exception {
    var answer =
        http.send(
            request("/me").method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return http.send(request(path, headers).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
    return headers.length > 0 ? request.headers(headers) : request;
  }
}
