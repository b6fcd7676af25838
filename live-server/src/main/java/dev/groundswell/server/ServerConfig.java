package dev.groundswell.server;

import static dev.groundswell.server.SettingParsers.httpUrl;
import static dev.groundswell.server.SettingParsers.number;
import static dev.groundswell.server.SettingParsers.port;

import dev.groundswell.events.Source;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every setting, checked; the only reader of the environment.
 *
 * @param publicUrl what the outside calls this server, without a slash at its end
 * @param database null: to be embedded
 * @param redis null: to be embedded
 * @param spotify null: the simulator stands in
 * @param simulated whether the simulator stands in for Spotify; every page says so
 * @param trustedProxies networks, each as {@code address/prefix}
 * @param secretKey 32 bytes as base64; null: generated and kept in the data folder
 * @param minListeners k: public figures need more listeners than this; 1 shows everything
 * @param trendSources whose plays feed public trends
 */
public record ServerConfig(
    Listen listen,
    Listen management,
    URI publicUrl,
    Path dataDir,
    @Nullable DatabaseUrl database,
    @Nullable RedisUrl redis,
    Jobs jobs,
    @Nullable Spotify spotify,
    boolean simulated,
    int simulatorListeners,
    long simulatorSeed,
    List<String> trustedProxies,
    @Nullable Secret secretKey,
    int minListeners,
    Set<Source> trendSources) {

  static final String REAL_API = "https://api.spotify.com";
  static final String REAL_ACCOUNTS = "https://accounts.spotify.com";

  static final Setting<String> HOST =
      Setting.of(
          "HOST",
          "127.0.0.1",
          "Address the server listens on; 0.0.0.0 for every address",
          SettingParsers::host);
  static final Setting<Integer> PORT =
      Setting.of("PORT", "8080", "Port of pages, API and feeds", port("PORT", 8080));
  static final Setting<Listen> MANAGEMENT_PORT =
      Setting.of(
          "MANAGEMENT_PORT",
          "8081",
          "Port of /health/live, /health/ready, /metrics, the operator's page (/ and /ops) and"
              + " /setup, on 127.0.0.1; address:port to listen elsewhere",
          SettingParsers::management);
  static final Setting<URI> PUBLIC_URL =
      Setting.optional(
          "PUBLIC_URL",
          "http://127.0.0.1:8080",
          "What the outside calls this server (follows HOST and PORT where it is not set); Spotify"
              + " sends people back to PUBLIC_URL/auth/spotify/callback",
          SettingParsers::publicUrl);
  static final Setting<Path> DATA_DIR =
      Setting.of(
          "DATA_DIR",
          "./data",
          "Folder of the embedded PostgreSQL, Redis and checkpoints and of the generated secret;"
              + " survives restarts",
          SettingParsers::folder);
  static final Setting<DatabaseUrl> DATABASE_URL =
      Setting.secret(
          "DATABASE_URL",
          "none: embedded",
          "PostgreSQL elsewhere: postgresql://user:password@host:port/name",
          DatabaseUrl::parse);
  static final Setting<RedisUrl> REDIS_URL =
      Setting.secret(
          "REDIS_URL",
          "none: embedded",
          "Redis elsewhere: redis://:password@host:port, or rediss:// over TLS; clusters and"
              + " sentinels are not used yet",
          RedisUrl::parse);
  static final Setting<Jobs> JOBS =
      Setting.of(
          "JOBS",
          "embedded",
          "embedded: the stream jobs run in this process; external: they run on a Flink cluster",
          SettingParsers::jobs);
  static final Setting<String> SPOTIFY_CLIENT_ID =
      Setting.optional(
          "SPOTIFY_CLIENT_ID",
          "none: simulator",
          "Id of your Spotify app; without it the built-in simulator stands in for Spotify",
          SettingParsers.copied("SPOTIFY_CLIENT_ID"));
  static final Setting<Secret> SPOTIFY_CLIENT_SECRET =
      Setting.secret(
          "SPOTIFY_CLIENT_SECRET",
          "none: simulator",
          "Secret of your Spotify app",
          SettingParsers::clientSecret);
  static final Setting<URI> SPOTIFY_API_URL =
      Setting.of(
          "SPOTIFY_API_URL",
          REAL_API,
          "Another server that speaks Spotify's Web API (tests, proxies), with its /v1 or without,"
              + " at a path of its own or not",
          httpUrl("SPOTIFY_API_URL", REAL_API));
  static final Setting<URI> SPOTIFY_ACCOUNTS_URL =
      Setting.of(
          "SPOTIFY_ACCOUNTS_URL",
          REAL_ACCOUNTS,
          "Another server that speaks Spotify's accounts service",
          httpUrl("SPOTIFY_ACCOUNTS_URL", REAL_ACCOUNTS));
  static final Setting<Integer> SIMULATOR_LISTENERS =
      Setting.of(
          "SIMULATOR_LISTENERS",
          "2000",
          "Number of simulated listeners",
          number("SIMULATOR_LISTENERS", 1, 200_000, 2000));
  static final Setting<Long> SIMULATOR_SEED =
      Setting.of(
          "SIMULATOR_SEED",
          "1",
          "Seed of the simulated listeners; the same seed plays the same",
          SettingParsers::seed);
  static final Setting<List<String>> TRUSTED_PROXIES =
      Setting.optional(
          "TRUSTED_PROXIES",
          "none",
          "Addresses or networks of proxies whose X-Forwarded-For counts, with commas between them",
          SettingParsers::networks);
  static final Setting<Secret> SECRET_KEY =
      Setting.secret(
          "SECRET_KEY",
          "generated into DATA_DIR on first start",
          "32 bytes as base64; encrypts tokens and names; there is no built-in key",
          SettingParsers::secretKey);
  static final Setting<Integer> PUBLIC_MIN_LISTENERS =
      Setting.of(
          "PUBLIC_MIN_LISTENERS",
          "5",
          "A public figure appears when more listeners than this stand behind it and is withdrawn"
              + " below this many; 1 shows everything",
          number("PUBLIC_MIN_LISTENERS", 1, 1_000_000, 5));
  static final Setting<Set<Source>> TREND_SOURCES =
      Setting.of(
          "TREND_SOURCES",
          "spotify,submitted,imported",
          "Whose plays feed public trends, with commas between them; no way leads in for submitted"
              + " ones yet",
          SettingParsers::sources);

  /** All settings, in the order in which they are explained. */
  public static final List<Setting<?>> SETTINGS =
      List.of(
          HOST,
          PORT,
          MANAGEMENT_PORT,
          PUBLIC_URL,
          DATA_DIR,
          DATABASE_URL,
          REDIS_URL,
          JOBS,
          SPOTIFY_CLIENT_ID,
          SPOTIFY_CLIENT_SECRET,
          SPOTIFY_API_URL,
          SPOTIFY_ACCOUNTS_URL,
          SIMULATOR_LISTENERS,
          SIMULATOR_SEED,
          TRUSTED_PROXIES,
          SECRET_KEY,
          PUBLIC_MIN_LISTENERS,
          TREND_SOURCES);

  /** An address to listen on. */
  public record Listen(String host, int port) {}

  /** Where the jobs run. */
  public enum Jobs {
    EMBEDDED,
    EXTERNAL
  }

  /** The app that is registered with Spotify, and where Spotify is. */
  public record Spotify(String clientId, Secret clientSecret, URI apiUrl, URI accountsUrl) {
    private static final Pattern USUAL_ID = Pattern.compile("[0-9a-f]{32}");

    /** Whether Spotify itself is to take an id that does not look like any of its own. */
    public boolean hasOddId() {
      return accountsUrl.toString().equals(REAL_ACCOUNTS) && !USUAL_ID.matcher(clientId).matches();
    }
  }

  public ServerConfig {
    trustedProxies = List.copyOf(trustedProxies);
    trendSources = Set.copyOf(trendSources);
  }

  /** The settings of this process's environment. */
  public static ServerConfig fromEnvironment() {
    return from(System.getenv());
  }

  /**
   * The settings in {@code environment}.
   *
   * @throws SettingException at the first that cannot be taken
   */
  public static ServerConfig from(Map<String, String> environment) {
    Listen listen = new Listen(HOST.in(environment), PORT.in(environment));
    Listen management = MANAGEMENT_PORT.in(environment);
    if (management.port() == listen.port()) {
      throw new SettingException(
          "MANAGEMENT_PORT", "is the same as PORT", "Set another one, for example 8081.");
    }
    URI given = PUBLIC_URL.ifSet(environment);
    URI publicUrl = given != null ? given : ownUrl(listen);
    Spotify spotify = SpotifySettings.in(environment, publicUrl);
    List<String> proxies = TRUSTED_PROXIES.ifSet(environment);
    return new ServerConfig(
        listen,
        management,
        publicUrl,
        DATA_DIR.in(environment),
        DATABASE_URL.ifSet(environment),
        REDIS_URL.ifSet(environment),
        JOBS.in(environment),
        spotify,
        spotify == null,
        SIMULATOR_LISTENERS.in(environment),
        SIMULATOR_SEED.in(environment),
        proxies == null ? List.of() : proxies,
        SECRET_KEY.ifSet(environment),
        PUBLIC_MIN_LISTENERS.in(environment),
        TREND_SOURCES.in(environment));
  }

  private static URI ownUrl(Listen listen) {
    String host =
        switch (listen.host()) {
          case "0.0.0.0", "::", "localhost" -> "127.0.0.1";
          default -> listen.host().contains(":") ? "[" + listen.host() + "]" : listen.host();
        };
    return URI.create("http://" + host + ":" + listen.port());
  }

  /** These settings with everything in its place that was to be embedded. */
  public ServerConfig with(
      DatabaseUrl database, RedisUrl redis, Spotify spotify, Secret secretKey) {
    return new ServerConfig(
        listen,
        management,
        publicUrl,
        dataDir,
        database,
        redis,
        jobs,
        spotify,
        simulated,
        simulatorListeners,
        simulatorSeed,
        trustedProxies,
        secretKey,
        minListeners,
        trendSources);
  }
}
