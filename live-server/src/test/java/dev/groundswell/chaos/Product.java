package dev.groundswell.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.standalone.JarRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** groundswell.jar as a process that can be killed and started again on the same data folder. */
final class Product implements AutoCloseable {
  private static final Duration END_LIMIT = Duration.ofSeconds(15);
  private static final int LOG_LINES = 60;

  private final Path folder;
  private final Map<String, String> settings;
  private final URI address;
  private JarRun run;

  private Product(Path folder, Map<String, String> settings, URI address, JarRun run) {
    this.folder = folder;
    this.settings = settings;
    this.address = address;
    this.run = run;
  }

  /**
   * Starts it for the first time.
   *
   * @param spotify what it takes for Spotify
   */
  static Product start(Path folder, URI spotify) throws IOException {
    int port = JarRun.freePort();
    URI address = URI.create("http://127.0.0.1:" + port);
    Map<String, String> settings =
        Map.of(
            "PORT",
            Integer.toString(port),
            "PUBLIC_URL",
            address.toString(),
            "PUBLIC_MIN_LISTENERS",
            "1",
            "TRUSTED_PROXIES",
            "127.0.0.1",
            "SPOTIFY_CLIENT_ID",
            "chaos",
            "SPOTIFY_CLIENT_SECRET",
            "its-secret",
            "SPOTIFY_API_URL",
            spotify.toString(),
            "SPOTIFY_ACCOUNTS_URL",
            spotify.toString());
    Product product = new Product(folder, settings, address, JarRun.start(folder, settings));
    try {
      product.awaitReady();
      return product;
    } catch (AssertionError | RuntimeException e) {
      product.close();
      throw e;
    }
  }

  /** Ends it by kill -9; what it embeds is left to its guard and to the next start. */
  void kill() throws Exception {
    run.signal("KILL");
    assertThat(run.awaitEnd(END_LIMIT)).isEqualTo(137);
  }

  /** Starts it once more on the same data folder. */
  void startAgain() throws IOException {
    run = JarRun.start(folder, settings);
    awaitReady();
  }

  private void awaitReady() {
    JarRun ready = run.awaitLine("Ready: open");
    assertThat(ready).isSameAs(run);
  }

  URI address() {
    return address;
  }

  Path data() {
    return folder.resolve("data");
  }

  boolean isAlive() {
    return run.isAlive();
  }

  /** The process of the embedded Redis. */
  long redisPid() {
    return run.embedded("redis/redis.pid").orElseThrow().pid();
  }

  Connection ledger() throws SQLException, IOException {
    String url = "jdbc:postgresql://127.0.0.1:" + read("postgres.port") + "/groundswell";
    return DriverManager.getConnection(url, "groundswell", read("postgres.password"));
  }

  Jedis redis() throws IOException {
    var signIn =
        DefaultJedisClientConfig.builder()
            .password(read("redis.password"))
            .autoNegotiateProtocol(false)
            .build();
    int port = Integer.parseInt(read("redis.port"));
    return new Jedis(new HostAndPort("127.0.0.1", port), signIn);
  }

  private String read(String file) throws IOException {
    return Files.readString(data().resolve(file)).strip();
  }

  /** The last lines that it printed. */
  String log() {
    try {
      List<String> lines = run.output().lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** What it measures of polling, as lines of text. */
  String polling() {
    try {
      String health =
          run.output().lines().filter(line -> line.contains("Health: ")).toList().get(0);
      URI metrics = URI.create(health.replaceFirst(".*Health: ", "").strip()).resolve("/metrics");
      HttpRequest request = HttpRequest.newBuilder(metrics).timeout(END_LIMIT).build();
      return HttpClient.newHttpClient()
          .send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith("groundswell_poll"))
          .collect(Collectors.joining("\n"));
    } catch (IOException | RuntimeException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }

  /** Ends it as Ctrl-C would; what is left then, the hard way. */
  @Override
  public void close() {
    try (JarRun last = run) {
      if (last.isAlive()) {
        last.signal("TERM");
        assertThat(last.awaitEnd(END_LIMIT)).isEqualTo(143);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
