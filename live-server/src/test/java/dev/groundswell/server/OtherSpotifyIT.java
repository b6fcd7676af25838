package dev.groundswell.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.server.account.Browser;
import dev.groundswell.server.ops.HealthChecks;
import dev.groundswell.server.ops.Metrics;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.RedisFixture;
import dev.groundswell.testing.TestVertx;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any server of Spotify's shape stands in for it by two settings alone. */
class OtherSpotifyIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();
  @RegisterExtension final RedisFixture redis = new RedisFixture();
  private final Metrics metrics = new Metrics();
  private StandInSpotify spotify;
  private LiveServer server;

  @AfterEach
  void stop() {
    server.stop().blockingAwait();
    spotify.close();
    metrics.close();
  }

  @ParameterizedTest(name = "{0}, accounts at {1}, settings end in {2}, fields are {3}")
  @CsvSource({
    "/v1, '', '', ABSENT",
    "/spotify/v1, /accounts, '/', NULL",
    "/proxy/v1, /proxy, '//', ABSENT",
  })
  void aPersonSignsInPlaysAndHasAHistory(
      String api, String accounts, String end, StandInSpotify.Optional optional) {
    spotify = new StandInSpotify(TestVertx.shared(), api, accounts, optional);
    ServerConfig config = config(spotify.settings(end));
    server = start(config);
    Browser browser = new Browser(config.publicUrl());

    String consent = Browser.location(browser.post("/login", Map.of("trends", "join")));
    String callback = Browser.location(browser.get(consent));
    assertThat(Browser.location(browser.get(callback))).isEqualTo("/me");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(browser.get("/api/v1/me/plays").body())
                    .contains(StandInSpotify.TITLE, "\"counted\":true"));
    assertThat(spotify.strays).isEmpty();
  }

  private ServerConfig config(Map<String, String> spotifys) {
    var database = postgres.options();
    int port = freePort();
    Map<String, String> settings = new HashMap<>(spotifys);
    settings.put("PORT", Integer.toString(port));
    settings.put("MANAGEMENT_PORT", Integer.toString(freePort()));
    settings.put("PUBLIC_URL", "http://127.0.0.1:" + port);
    settings.put(
        "DATABASE_URL",
        "postgresql://%s:%s@127.0.0.1:%d/%s"
            .formatted(
                database.getUser(),
                database.getPassword(),
                database.getPort(),
                database.getDatabase()));
    settings.put("REDIS_URL", redis.uri());
    settings.put("SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    return ServerConfig.from(settings);
  }

  private LiveServer start(ServerConfig config) {
    return LiveServer.start(
            new LiveServer.Surroundings(
                TestVertx.shared(),
                config,
                metrics.registry(),
                new HealthChecks(Schedulers.computation()),
                Completable::complete,
                List.of(),
                null,
                Clock.systemUTC()))
        .blockingGet();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
