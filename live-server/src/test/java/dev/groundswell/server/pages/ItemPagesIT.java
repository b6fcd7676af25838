package dev.groundswell.server.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.events.BoardItem;
import dev.groundswell.events.FeedEntry.Keyframe;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Head;
import dev.groundswell.events.Part;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import dev.groundswell.server.boards.BoardWriting.Written;
import dev.groundswell.server.boards.LogId;
import dev.groundswell.server.boards.RedisJobs;
import dev.groundswell.server.feed.FeedOptions;
import dev.groundswell.server.feed.FeedServer;
import dev.groundswell.testing.RedisFixture;
import dev.groundswell.testing.SetClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Pages of single items over HTTP and a real Redis, in which this test plays the part of the jobs.
 */
class ItemPagesIT {
  private static final long T0 = 1_795_328_620_000L;
  private static final Topic TRACK = Topic.portrait(Kind.TRACKS, 7);

  @RegisterExtension final RedisFixture redis = new RedisFixture();

  private final HttpClient http = HttpClient.newHttpClient();
  private RedisJobs jobs;
  private FeedServer server;

  @BeforeEach
  void start() {
    jobs = new RedisJobs(redis.client());
    jobs.asOf(T0);
    server = new FeedServer(redis.uri(), new SetClock(T0), FeedOptions.usual());
    URI outside = URI.create("https://trends.example");
    Pages.Sources sources = new Pages.Sources(server.hub, server.portraits, null);
    new Pages(Webroot.read("test-webroot"), sources, outside, true).mount(server.router);
    await().until(() -> !server.hub.isStale());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void thePageOfAnItemHasItsFiguresAndGoesOnBehindTheirCursor() throws Exception {
    Figures count = Figures.of(Figure.PLAYS, 5_000, Figure.LISTENERS, 40);
    BoardItem hour = new BoardItem(Part.WINDOW.row(Window.H1.ordinal()), BoardItem.UNKNOWN, count);
    BoardItem standing =
        new BoardItem(Part.STANDING.row(Window.H1.ordinal()), 4, Figures.of(Figure.RANK, 2));
    Head head = new Head(T0, T0 - 1, Figures.of(Figure.LISTENERS, 40, Figure.LISTENING, 1_200));
    LogId id = new LogId(T0, 0);
    jobs.append(TRACK, List.of(new Written(id, new Keyframe(head, List.of(hour, standing)))));

    HttpResponse<String> page = get("/tracks/t7");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<h1>Title &quot;7&quot;</h1>", "<a href=\"/artists/a7\"><bdi>Artist é 7")
        .contains("id=\"plays-1h\">5,000<", "id=\"listeners-1h\">40<", "id=\"rank-1h\">2<")
        .contains("id=\"listening-now\">1,200<")
        .contains("id=\"groundswell-snapshot\">[{\"id\":\"" + id + "\",\"payload\":{\"v\":1")
        .contains("\"topic\":\"tracks.t7\"", "<meta property=\"og:url\"")
        .contains("data-told=\"figures\"");
    assertThat(get("/tracks/t7", "Accept-Language", "de").body())
        .contains("id=\"plays-1h\">5.000<");
  }

  @Test
  void whereTheJobsTellNothingTheNamesAreThere() throws Exception {
    assertThat(get("/genres/genre-3").body())
        .contains("<h1>Genre 3</h1>", "data-told=\"waiting\"")
        .doesNotContain("groundswell-snapshot");
  }

  @Test
  void whatThereIsNotIsAPageThatSaysSo() throws Exception {
    for (String path : List.of("/tracks/t100", "/artists/x7", "/genres/%3Cscript%3E")) {
      HttpResponse<String> page = get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(404);
      assertThat(page.body()).contains("<title>Not found</title>");
    }
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    return http.send(
        (headers.length > 0 ? request.headers(headers) : request).build(), BodyHandlers.ofString());
  }
}
