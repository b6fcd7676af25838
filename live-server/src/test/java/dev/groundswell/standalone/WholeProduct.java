package dev.groundswell.standalone;

import static org.awaitility.Awaitility.await;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import dev.groundswell.server.DatabaseUrl;
import dev.groundswell.server.RedisUrl;
import dev.groundswell.server.Secret;
import dev.groundswell.server.ServerConfig;
import dev.groundswell.server.ops.HealthChecks;
import dev.groundswell.server.ops.Metrics;
import dev.groundswell.simulator.Simulator;
import dev.groundswell.simulator.SimulatorOptions;
import dev.groundswell.simulator.shown.Disturbances;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.vertx.core.VertxOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.client.WebClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;

/**
 * Every part of the product as it runs on a laptop, in this JVM, on ports of its own; for tests
 * that follow something all the way.
 *
 * <p>As {@link Groundswell} starts it, but for the simulator: its listeners are connected only when
 * a test says so, and its list of what was played knows each play at once.
 */
final class WholeProduct implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final RunningParts running;
  private final ServerConfig config;
  private final DatabaseUrl database;
  private final SimulatorControl simulator;
  private final Completable tags;
  private final SimulatedSignIn signIn;
  private final Jedis redis;

  private WholeProduct(
      RunningParts running,
      ServerConfig config,
      DatabaseUrl database,
      SimulatorControl simulator,
      Completable tags,
      SimulatedSignIn signIn,
      Jedis redis) {
    this.running = running;
    this.config = config;
    this.database = database;
    this.simulator = simulator;
    this.tags = tags;
    this.signIn = signIn;
    this.redis = redis;
  }

  /**
   * Starts everything; what has been started is stopped again where a part cannot be.
   *
   * @param folder an empty one
   * @param listeners how many people there are in the simulator
   */
  static WholeProduct start(Path folder, int listeners) {
    return start(folder, listeners, api -> api);
  }

  /**
   * The same with other settings than usual, also in a folder in which a product has run before.
   */
  static WholeProduct start(Path folder, int listeners, Map<String, String> settings) {
    return start(folder, listeners, settings, api -> api);
  }

  /**
   * The same, with something between the product and the simulator's Web API.
   *
   * @param way what the product calls in the place of this address
   */
  static WholeProduct start(Path folder, int listeners, UnaryOperator<URI> way) {
    return start(folder, listeners, Map.of(), way);
  }

  private static WholeProduct start(
      Path folder, int listeners, Map<String, String> settings, UnaryOperator<URI> way) {
    RunningParts running = new RunningParts();
    try {
      return start(running, folder, listeners, settings, way);
    } catch (RuntimeException e) {
      running.stop();
      throw e;
    }
  }

  private static WholeProduct start(
      RunningParts running,
      Path folder,
      int listeners,
      Map<String, String> settings,
      UnaryOperator<URI> way) {
    DataDir data = running.start("the data folder", () -> DataDir.open(folder));
    var unused = running.start("the guard", () -> Guard.start(data));
    DatabaseUrl database = running.start("PostgreSQL", () -> EmbeddedPostgres.start(data)).url();
    RedisUrl redisUrl = running.start("Redis", () -> EmbeddedRedis.start(data)).url();
    Metrics metrics = running.start("metrics", Metrics::new);
    Vertx vertx = metrics.vertx(new VertxOptions());
    running.keep("Vert.x", Rx.closing(vertx.rxClose(), STOP_LIMIT));

    ServerConfig own = settings(data, listeners, settings);
    Simulator people = simulator(vertx, own);
    running.keep("the simulator", Rx.closing(people.stop(), STOP_LIMIT));
    URI spotify = URI.create("http://127.0.0.1:" + people.port());
    ServerConfig config =
        own.with(
            database,
            redisUrl,
            new ServerConfig.Spotify(
                "simulated", new Secret("simulated"), way.apply(spotify), spotify),
            data.secret("secret.key"));

    Rx.await(Wiring.schema(vertx, config), START_LIMIT);
    EmbeddedFlink flink =
        running.start(
            "the stream jobs",
            () ->
                EmbeddedFlink.start(
                    data.resolve("flink"), FlinkOptions.DEFAULT, Wiring.jobs(config)));
    RunningServer server =
        Rx.await(
            Wiring.server(
                vertx,
                own,
                config,
                metrics,
                new HealthChecks(Schedulers.computation()),
                () -> Completable.fromCompletionStage(flink.forgetOlderCheckpoints()),
                () -> Completable.fromCompletionStage(flink.rebuild())),
            START_LIMIT);
    running.keep("the server", Rx.closing(server.stop(), STOP_LIMIT));
    Jedis redis =
        running.start("a look into Redis", () -> new Jedis(URI.create(redisUrl.text().value())));
    awaitHeartbeats(redis);
    return new WholeProduct(
        running,
        config,
        database,
        new SimulatorControl(spotify),
        SimulatedTags.bring(vertx, WebClient.create(vertx), spotify, database),
        SimulatedSignIn.of(vertx, config, number -> "UTC"),
        redis);
  }

  /** Until the relay has every shard: what was committed before then is read from the ledger. */
  private static void awaitHeartbeats(Jedis redis) {
    await()
        .atMost(START_LIMIT)
        .until(
            () ->
                IntStream.range(0, PlayChange.SHARDS)
                    .allMatch(shard -> redis.exists(RedisKeys.plays(shard))));
  }

  private static ServerConfig settings(DataDir data, int listeners, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PORT", Integer.toString(FreePort.find(data.resolve("http.port"))));
    environment.put(
        "MANAGEMENT_PORT", Integer.toString(FreePort.find(data.resolve("management.port"))));
    environment.put("DATA_DIR", data.folder().toString());
    environment.put("SIMULATOR_LISTENERS", Integer.toString(listeners));
    environment.put("PUBLIC_MIN_LISTENERS", "1");
    environment.putAll(settings);
    return ServerConfig.from(environment);
  }

  private static Simulator simulator(Vertx vertx, ServerConfig own) {
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withPort(0)
            .withListeners(own.simulatorListeners())
            .withSeed(own.simulatorSeed())
            .withDisturbances(Disturbances.NONE)
            .withRedirectUris(Set.of(own.publicUrl() + "/auth/spotify/callback"));
    return Rx.await(Simulator.start(vertx, options), START_LIMIT);
  }

  /** What simulated people hear, asked and ordered. */
  SimulatorControl simulator() {
    return simulator;
  }

  /** Imports the simulator's genres; artists have one when they are first met. */
  void importTags() {
    Rx.await(tags, START_LIMIT);
  }

  /** A portrait is made from now on. */
  void watch(Topic portrait) {
    redis.zadd(RedisKeys.watched(RedisKeys.LIVE), Long.MAX_VALUE, portrait.name());
  }

  /** Signs a simulated listener in, by number from 1; from then on the poller looks at them. */
  void signIn(int listener) {
    Rx.await(signIn.signIn(listener), START_LIMIT);
  }

  /** Where a page, an API or a feed is; {@code path} begins with a slash. */
  URI at(String path) {
    return config.publicUrl().resolve(path);
  }

  /** Where something is on the management port. */
  URI managed(String path) {
    return URI.create("http://127.0.0.1:" + config.management().port()).resolve(path);
  }

  /** A way of plays into the ledger that passes by Spotify, to be closed by the caller. */
  DirectPlays directPlays() {
    return new DirectPlays(database, config.trendSources());
  }

  /** A connection to the ledger, to be closed by the caller. */
  Connection ledger() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.user(), database.password().value());
  }

  /** A connection to Redis for one thread at a time, closed with the product. */
  Jedis redis() {
    return redis;
  }

  /** A board as the jobs wrote it last. */
  Optional<Board> board(Topic topic) {
    return boardBody(topic)
        .map(text -> BoardCodec.decodeBoard(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The very bytes of a board. */
  Optional<String> boardBody(Topic topic) {
    return Optional.ofNullable(
        redis.hget(RedisKeys.board(RedisKeys.LIVE, topic.name()), RedisKeys.BOARD_BODY));
  }

  /** Stops everything, what was started last first. */
  @Override
  public void close() {
    running.stop();
  }
}
