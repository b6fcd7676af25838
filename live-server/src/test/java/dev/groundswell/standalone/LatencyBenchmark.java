package dev.groundswell.standalone;

import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Source;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.DatabaseUrl;
import dev.groundswell.server.RedisUrl;
import dev.groundswell.server.Secret;
import dev.groundswell.server.ServerConfig;
import dev.groundswell.server.boards.BoardReader;
import dev.groundswell.server.boards.Catalogue;
import dev.groundswell.server.boards.JobsTime;
import dev.groundswell.server.boards.Names;
import dev.groundswell.server.feed.FeedHub;
import dev.groundswell.server.feed.FeedOptions;
import dev.groundswell.server.feed.FeedStreams;
import dev.groundswell.server.feed.SseHandler;
import dev.groundswell.server.ledger.ArtistView;
import dev.groundswell.server.ledger.ChangePartitions;
import dev.groundswell.server.ledger.GenreView;
import dev.groundswell.server.ledger.Migrations;
import dev.groundswell.server.ledger.PgPlayLedger;
import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.ledger.Sighting;
import dev.groundswell.server.ledger.TrackView;
import dev.groundswell.server.relay.Relay;
import dev.groundswell.server.relay.RelayOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.http.HttpServer;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.pgclient.PgBuilder;
import io.vertx.rxjava3.redis.client.Redis;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Tuple;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;

/**
 * Measures how long a committed play takes to the board in Redis and to a frame of the ordinary
 * feed, at several rates, with every part real and checkpoints on.
 *
 * <p>Ten times a second a play of one track, the probe, is committed among the others; it leads the
 * board, and no other play is of it, so its count says which probe has arrived. Arguments: seconds
 * a rate (default 30), then rates in plays a second (default 10 100 1000).
 */
public final class LatencyBenchmark {
  private static final int LISTENERS = 20_000;
  private static final int TRACKS = 5_000;
  private static final int HEAD_START = 600;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final String PROBE = "probe";
  private static final Pattern PROBE_PLAYS = Pattern.compile("\"plays\":(\\d+)");

  private final SplittableRandom random = new SplittableRandom(1);
  private final PgPlayLedger ledger;
  private final List<Long> listeners;
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger probes = new AtomicInteger();
  private final AtomicLongArray committed = new AtomicLongArray(100_000);
  private final AtomicLongArray onBoard = new AtomicLongArray(100_000);
  private final AtomicLongArray inFrame = new AtomicLongArray(100_000);

  private LatencyBenchmark(PgPlayLedger ledger, List<Long> listeners) {
    this.ledger = ledger;
    this.listeners = listeners;
  }

  public static void main(String... args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 30;
    int[] rates =
        args.length > 1
            ? Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray()
            : new int[] {10, 100, 1_000};
    Path folder = Files.createTempDirectory("groundswell-latency");
    DataDir data = DataDir.open(folder);
    EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
    EmbeddedRedis redis = EmbeddedRedis.start(data);
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    Rx.await(
        new Migrations(vertx, PgConnectOptions.fromUri(postgres.url().url())).run(),
        Duration.ofMinutes(1));
    ServerConfig config = config(postgres.url(), redis.url());
    EmbeddedFlink jobs =
        EmbeddedFlink.start(data.resolve("flink"), FlinkOptions.DEFAULT, Wiring.jobs(config));
    try {
      run(vertx, postgres.url(), redis.url(), seconds, rates);
    } finally {
      jobs.close();
      redis.close();
      postgres.close();
      data.close();
    }
    System.exit(0);
  }

  private static ServerConfig config(DatabaseUrl database, RedisUrl redis) {
    URI nowhere = URI.create("http://127.0.0.1:1");
    return ServerConfig.from(Map.of("PUBLIC_MIN_LISTENERS", "1"))
        .with(
            database,
            redis,
            new ServerConfig.Spotify("none", new Secret("none"), nowhere, nowhere),
            new Secret("none"));
  }

  private static void run(
      Vertx vertx, DatabaseUrl database, RedisUrl redisUrl, int seconds, int[] rates)
      throws Exception {
    Clock clock = Clock.systemUTC();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Pool pool =
        PgBuilder.pool()
            .using(vertx)
            .connectingTo(PgConnectOptions.fromUri(database.url()).setCachePreparedStatements(true))
            .with(new PoolOptions().setMaxSize(16))
            .build();
    Redis redis = Redis.createClient(vertx, redisUrl.text().value());
    ChangePartitions partitions = new ChangePartitions(vertx, pool, clock);
    Rx.await(partitions.start(), Duration.ofMinutes(1));
    Relay relay =
        new Relay(
            vertx, pool, redis, clock, new SplittableRandom(2), RelayOptions.of("bench"), meters);
    relay.start();
    PgPlayLedger ledger =
        new PgPlayLedger(
            vertx,
            pool,
            clock,
            new SecureRandom(),
            Set.of(Source.values()),
            partitions,
            relay,
            meters);
    LatencyBenchmark bench = new LatencyBenchmark(ledger, listeners(pool));
    HttpServer server = feed(vertx, redisUrl, clock);
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(3);
    bench.headStart();
    bench.watchBoard(threads, redisUrl);
    bench.watchFeed(server.actualPort());
    System.out.printf(
        "%9s %8s | %29s | %29s%n",
        "plays/s", "probes", "commit to board p50 / p99 ms", "commit to frame p50 / p99 ms");
    for (int rate : rates) {
      bench.load(threads, rate, (int) WARM_UP.toSeconds());
      int from = bench.probes.get();
      bench.load(threads, rate, seconds);
      bench.report(rate, from);
    }
    threads.shutdownNow();
    Rx.await(relay.stop(), Duration.ofSeconds(5));
  }

  /** People who have joined public figures, spread over the shards by their random keys. */
  private static List<Long> listeners(Pool pool) {
    SplittableRandom keys = new SplittableRandom(4);
    List<Tuple> rows = new ArrayList<>();
    for (int i = 0; i < LISTENERS; i++) {
      long key = keys.nextLong(1, Long.MAX_VALUE);
      rows.add(Tuple.of(key, (short) PlayChange.shardOf(key)));
    }
    Rx.await(
        pool.preparedQuery(
                "insert into listener (key, shard, trends, created_at) values ($1, $2, true, now())")
            .rxExecuteBatch(rows)
            .ignoreElement(),
        Duration.ofMinutes(2));
    List<Long> ids = new ArrayList<>();
    Rx.await(pool.query("select id from listener order by id").rxExecute(), Duration.ofMinutes(1))
        .forEach(row -> ids.add(row.getLong(0)));
    return ids;
  }

  private static <V> Single<Map<Long, V>> made(Set<Long> ids, Function<Long, V> view) {
    return Single.just(ids.stream().collect(Collectors.toMap(id -> id, view)));
  }

  private static HttpServer feed(Vertx vertx, RedisUrl redisUrl, Clock clock) {
    JobsTime time = new JobsTime(clock);
    Catalogue catalogue =
        new Catalogue(
            new Names(
                recordings ->
                    made(
                        recordings,
                        id ->
                            new TrackView(
                                "t" + id, "Track " + id, List.of(), null, null, null, null)),
                artists ->
                    made(artists, id -> new ArtistView("a" + id, "Artist " + id, null, null)),
                genres -> made(genres, id -> new GenreView("g" + id, "Genre " + id))),
            clock,
            new SplittableRandom(5),
            Schedulers.computation());
    FeedHub hub = new FeedHub(catalogue, time);
    new BoardReader(
            vertx,
            () -> Redis.createClient(vertx, redisUrl.text().value()),
            time,
            hub,
            new SplittableRandom(6),
            RedisKeys.LIVE)
        .start();
    Router router = Router.router(vertx);
    new SseHandler(
            hub,
            null,
            new FeedStreams(vertx, hub, FeedOptions.usual(), clock, new SplittableRandom(7)),
            request -> "bench")
        .mount(router);
    return Rx.await(
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(router)
            .rxListen(),
        Duration.ofSeconds(20));
  }

  /** Puts the probe on top of the board, where it stays. */
  private void headStart() {
    List<Sighting> plays = new ArrayList<>();
    for (int i = 0; i < HEAD_START; i++) {
      plays.add(sighting(PROBE, listeners.get(LISTENERS - 1 - i), Instant.now()));
    }
    Rx.await(ledger.record(plays), Duration.ofMinutes(1));
  }

  private void load(ScheduledExecutorService threads, int rate, int seconds) throws Exception {
    int step = rate >= 100 ? 10 : 100; // milliseconds
    int each = Math.max(1, rate * step / 1_000);
    var plays = threads.scheduleAtFixedRate(() -> play(each), 0, step, TimeUnit.MILLISECONDS);
    var probing = threads.scheduleAtFixedRate(this::probe, 37, 100, TimeUnit.MILLISECONDS);
    boolean ended = threads.schedule(() -> true, seconds, TimeUnit.SECONDS).get();
    plays.cancel(!ended);
    probing.cancel(!ended);
    // What is under way arrives.
    threads.schedule(() -> true, 3, TimeUnit.SECONDS).get();
  }

  private void play(int count) {
    for (int i = 0; i < count; i++) {
      int n = sent.incrementAndGet();
      // Popularity falls off as in real charts: the square of an even draw.
      double draw = random.nextDouble();
      String track = "track" + (int) (draw * draw * TRACKS);
      var unused =
          ledger
              .record(List.of(sighting(track, listeners.get(n % (LISTENERS / 2)), Instant.now())))
              .subscribe(() -> {}, e -> System.err.println("refused: " + e));
    }
  }

  private void probe() {
    int n = probes.incrementAndGet();
    long listener = listeners.get(LISTENERS / 2 + n % (LISTENERS / 4));
    var unused =
        ledger
            .record(List.of(sighting(PROBE, listener, Instant.now())))
            .subscribe(
                () -> committed.set(n, System.nanoTime()),
                e -> System.err.println("refused: " + e));
  }

  /** A play seen a second after it began to count. */
  private Sighting sighting(String track, long listener, Instant now) {
    Instant counted = now.minusSeconds(1);
    Instant start = counted.minusSeconds(30);
    return new Sighting(
        listener,
        new PlayedTrack(
            track, null, track, List.of(), null, Duration.ofMinutes(3), null, null, null, null),
        Sighting.Kind.LIVE,
        "live:" + start.toEpochMilli() + ":" + track + ":" + random.nextLong(),
        1,
        start,
        now,
        true,
        true,
        Duration.ofSeconds(31),
        counted);
  }

  private void watchBoard(ScheduledExecutorService threads, RedisUrl url) {
    Jedis jedis = new Jedis(URI.create(url.text().value()));
    String key = RedisKeys.board(RedisKeys.LIVE, new Topic(Topic.Kind.TRACKS, Window.H1).name());
    String[] last = {""};
    var unused =
        threads.scheduleWithFixedDelay(
            () -> {
              List<String> version =
                  jedis.hmget(key, RedisKeys.BOARD_AS_OF, RedisKeys.BOARD_N, RedisKeys.BOARD_BODY);
              String now = version.get(0) + "-" + version.get(1);
              if (version.get(2) != null && !now.equals(last[0])) {
                last[0] = now;
                List<BoardItem> items =
                    BoardCodec.decodeBoard(version.get(2).getBytes(StandardCharsets.UTF_8)).items();
                items.stream().limit(1).forEach(item -> arrived(onBoard, item.plays()));
              }
            },
            0,
            2,
            TimeUnit.MILLISECONDS);
  }

  private void watchFeed(int port) {
    URI uri =
        URI.create("http://127.0.0.1:" + port + "/api/v1/streams/trends/tracks?window=1h&limit=5");
    Thread reader =
        new Thread(
            () -> {
              try (var lines =
                  HttpClient.newHttpClient()
                      .send(
                          HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofLines())
                      .body()) {
                lines.forEach(this::frame);
              } catch (Exception e) {
                System.err.println("feed: " + e);
              }
            });
    reader.setDaemon(true);
    reader.start();
  }

  /** The probe's is the greatest count of all rows. */
  private void frame(String line) {
    int rows = Math.max(line.indexOf("\"set\":["), line.indexOf("\"items\":["));
    Matcher plays = PROBE_PLAYS.matcher(rows < 0 ? "" : line.substring(rows));
    long most = 0;
    while (plays.find()) {
      most = Math.max(most, Long.parseLong(plays.group(1)));
    }
    arrived(inFrame, most);
  }

  private static void arrived(AtomicLongArray at, long plays) {
    long now = System.nanoTime();
    for (int n = (int) plays - HEAD_START; n > 0 && at.compareAndSet(n, 0, now); n--) {
      // Every probe up to this one has arrived with it.
    }
  }

  private void report(int rate, int from) {
    List<Double> board = new ArrayList<>();
    List<Double> frame = new ArrayList<>();
    int missing = 0;
    for (int n = from + 1; n <= probes.get(); n++) {
      if (committed.get(n) == 0 || onBoard.get(n) == 0 || inFrame.get(n) == 0) {
        missing++;
      } else {
        board.add((onBoard.get(n) - committed.get(n)) / 1e6);
        frame.add((inFrame.get(n) - committed.get(n)) / 1e6);
      }
    }
    System.out.printf(
        "%,9d %8d | %13.0f / %13.0f | %13.0f / %13.0f%s%n",
        rate,
        board.size(),
        percentile(board, 0.5),
        percentile(board, 0.99),
        percentile(frame, 0.5),
        percentile(frame, 0.99),
        missing == 0 ? "" : "   MISSING " + missing);
  }

  private static double percentile(List<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
  }
}
