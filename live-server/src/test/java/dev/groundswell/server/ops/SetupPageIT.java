package dev.groundswell.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.account.AppCheck;
import dev.groundswell.server.account.RedirectUri;
import dev.groundswell.server.spotify.SpotifyOptions;
import dev.groundswell.server.spotify.TokenClient;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.vertx.core.VertxOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The setup page: what to enter at Spotify, and whether Spotify takes what was set here. */
class SetupPageIT {
  private static final String ID = "5fe01282e44241328a84e7c5cc169165";

  private final Metrics metrics = new Metrics();
  private final Vertx vertx = metrics.vertx(new VertxOptions());
  private final AtomicInteger asked = new AtomicInteger();
  private int port;

  static SetupPage simulated(Vertx vertx) {
    return page(vertx, null, "http://127.0.0.1:8080", URI.create("http://127.0.0.1:1"));
  }

  private static SetupPage page(
      Vertx vertx, @Nullable String clientId, String publicUrl, URI accounts) {
    URI url = URI.create(publicUrl);
    return new SetupPage(
        new Setup(clientId, url, RedirectUri.of(url), accounts, accounts),
        new AppCheck(client(vertx, accounts).ofApp(), Clock.systemUTC()));
  }

  private static TokenClient client(Vertx vertx, URI accounts) {
    TokenClient.App app = new TokenClient.App("client", "hush-hush");
    return new TokenClient(vertx, SpotifyOptions.of(accounts), app, Clock.systemUTC());
  }

  /** An accounts service that answers every question for a token alike. */
  private URI accounts(int status, String body) {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  asked.incrementAndGet();
                  request.response().setStatusCode(status).end(body);
                })
            .rxListen(0, "127.0.0.1")
            .blockingGet();
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  private void start(SetupPage page) {
    port =
        ManagementServer.start(
                vertx,
                "127.0.0.1",
                0,
                new HealthChecks(Schedulers.computation()),
                metrics.registry(),
                OperatorPageIT.page(
                    new HealthChecks(Schedulers.computation()),
                    metrics.registry(),
                    new Overviews.Sources(
                        Single.never(),
                        Single.never(),
                        Single.never(),
                        Single.never(),
                        Single.never())),
                page)
            .blockingGet()
            .port();
  }

  @AfterEach
  void stop() {
    vertx.rxClose().blockingAwait();
    metrics.close();
  }

  @Test
  void whileSimulatedItSaysWhatToEnterAndThatThereIsNothingToCheck() throws Exception {
    start(simulated(vertx));
    assertThat(get().body())
        .contains("Spotify is simulated now")
        .contains("<code>http://127.0.0.1:8080/auth/spotify/callback</code>")
        .contains("Web API", "User Management", "Premium")
        .contains("There is nothing to check")
        .contains("href=\"https://developer.spotify.com/dashboard\"", "Ctrl-C")
        .contains(
            "<pre>DATA_DIR=data-spotify SPOTIFY_CLIENT_ID=your-client-id"
                + " SPOTIFY_CLIENT_SECRET=your-client-secret PUBLIC_URL=http://127.0.0.1:8080"
                + " java -jar live-server/target/groundswell.jar</pre>")
        .doesNotContain("Check now", "Spotify refuses this address", "null");
    assertThat(post("http://127.0.0.1:" + port).statusCode()).isEqualTo(403);
  }

  @Test
  void anAddressThatSpotifyRefusesIsSaidBesideIt() throws Exception {
    start(page(vertx, null, "http://localhost:8080", URI.create("http://127.0.0.1:1")));
    assertThat(get().body())
        .contains("Spotify refuses this address")
        .contains("Set PUBLIC_URL=http://127.0.0.1:8080.");
  }

  @Test
  void theButtonAsksAndThePageSaysWhatCameOfIt() throws Exception {
    start(page(vertx, ID, "https://trends.example.org", accounts(200, "{\"access_token\":\"x\"}")));
    assertThat(get().body())
        .contains("<pre>SPOTIFY_CLIENT_ID=" + ID + " ", "Check now")
        .doesNotContain("hush-hush", "DATA_DIR");

    HttpResponse<String> pressed = post("http://127.0.0.1:" + port);
    assertThat(pressed.statusCode()).isEqualTo(303);
    assertThat(pressed.headers().firstValue("location")).contains("/setup#check");
    assertThat(get().body()).contains("Spotify takes this id and secret.");
    assertThat(post("http://127.0.0.1:" + port).statusCode()).isEqualTo(303);
    assertThat(asked).hasValue(1);
  }

  @Test
  void aRefusalComesWithItsFix() throws Exception {
    start(
        page(
            vertx,
            ID,
            "https://trends.example.org",
            accounts(400, "{\"error\":\"invalid_client\"}")));
    assertThat(post("http://127.0.0.1:" + port).statusCode()).isEqualTo(303);
    assertThat(get().body()).contains("copy SPOTIFY_CLIENT_SECRET anew");
  }

  @Test
  void anotherSiteCannotPressTheButton() throws Exception {
    start(page(vertx, ID, "https://trends.example.org", accounts(200, "{}")));
    assertThat(post("https://evil.example").statusCode()).isEqualTo(403);
    assertThat(asked).hasValue(0);
  }

  private HttpResponse<String> get() throws Exception {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/setup")));
  }

  private HttpResponse<String> post(String origin) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/setup/check"))
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
