package dev.groundswell.server.imports;

import dev.groundswell.events.PlayChange;
import dev.groundswell.server.ledger.Foresight;
import dev.groundswell.server.ledger.ImportLedger;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.TestVertx;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivex.rxjava3.core.Flowable;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.core.RxHelper;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures how much a running import delays the acknowledgement of live plays.
 *
 * <p>Live plays come at a steady rate, each with a commit of its own; stretches without and with an
 * import take turns, so that what else the machine does falls on both. Arguments: live plays a
 * second (default 50), seconds a stretch (default 10), pairs of stretches (default 6), plays a
 * batch and how many times as long the lane rests (both as usual).
 */
public final class ImportBesideLive {
  private static final int LISTENERS = 500;
  private static final int TRACKS = 300;

  private final PostgresFixture postgres = new PostgresFixture();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger next = new AtomicInteger();
  private final ConcurrentLinkedQueue<Long> alone = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Long> beside = new ConcurrentLinkedQueue<>();
  private final List<Long> listeners = new ArrayList<>();
  private ImportLedger given;
  private ImportStore store;
  private ImportMetrics metrics;
  private final ImportOptions options;

  private ImportBesideLive(ImportOptions options) {
    this.options = options;
  }

  public static void main(String... args) throws Exception {
    int rate = args.length > 0 ? Integer.parseInt(args[0]) : 50;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    int pairs = args.length > 2 ? Integer.parseInt(args[2]) : 6;
    ImportOptions usual = ImportOptions.usual();
    ImportOptions options =
        new ImportOptions(
            usual.largestFile(),
            usual.largestUnpacked(),
            usual.mostUnfinished(),
            usual.mostUploads(),
            usual.longestUpload(),
            args.length > 3 ? Integer.parseInt(args[3]) : usual.batch(),
            usual.playsPerSecond(),
            args.length > 4 ? Integer.parseInt(args[4]) : usual.rest(),
            usual.idle(),
            usual.lease());
    new ImportBesideLive(options).run(rate, seconds, pairs);
    System.exit(0);
  }

  private void run(int rate, int seconds, int pairs) throws Exception {
    postgres.beforeAll(null);
    given = new ImportLedger(postgres, Clock.systemUTC());
    for (long key = 1; key <= LISTENERS; key++) {
      listeners.add(
          postgres.number(
              "insert into listener (key, shard, trends, created_at)"
                  + " values ($1, $2, true, now()) returning id",
              key,
              (short) PlayChange.shardOf(key)));
    }
    store = new ImportStore(postgres.pool(), Clock.systemUTC());
    metrics = new ImportMetrics(meters);
    upload(seconds * pairs * 300 + 1_000);
    live(rate, seconds, new ConcurrentLinkedQueue<>());
    withImport(() -> live(rate, seconds, new ConcurrentLinkedQueue<>()));
    double before = imported();
    List<Double> ratios = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      ConcurrentLinkedQueue<Long> without = new ConcurrentLinkedQueue<>();
      ConcurrentLinkedQueue<Long> with = new ConcurrentLinkedQueue<>();
      live(rate, seconds, without);
      withImport(() -> live(rate, seconds, with));
      ratios.add((double) at(with, 0.99) / at(without, 0.99));
      alone.addAll(without);
      beside.addAll(with);
    }
    ratios.sort(null);
    double rows = imported() - before;
    System.out.printf("imported meanwhile: %.0f rows, %.0f/s%n", rows, rows / (pairs * seconds));
    var batch = meters.get("groundswell.imports.batch").timer();
    System.out.printf(
        "a batch takes %.1f ms, at most %.1f ms%n",
        batch.mean(TimeUnit.MILLISECONDS), batch.max(TimeUnit.MILLISECONDS));
    System.out.printf("alone:  %s%n", percentiles(alone));
    System.out.printf("beside: %s%n", percentiles(beside));
    System.out.printf(
        "ratio: p50 %.2f, p99 %.2f; of the pairs' p99 the middle one %.2f, from %.2f to %.2f%n",
        (double) at(beside, 0.5) / at(alone, 0.5),
        (double) at(beside, 0.99) / at(alone, 0.99),
        ratios.get(pairs / 2),
        ratios.get(0),
        ratios.get(pairs - 1));
  }

  private void withImport(Runnable work) {
    ImportLane lane =
        new ImportLane(
            store,
            new ImportWriter(store, given.ledger, metrics),
            options,
            metrics,
            RxHelper.scheduler(TestVertx.shared().getOrCreateContext()),
            new Random(),
            "measured");
    lane.start();
    work.run();
    lane.stop().blockingAwait();
  }

  private void live(int rate, int seconds, ConcurrentLinkedQueue<Long> took) {
    int plays = rate * seconds;
    Flowable.intervalRange(0, plays, 0, 1_000_000 / rate, TimeUnit.MICROSECONDS)
        .onBackpressureBuffer()
        .flatMapCompletable(
            tick -> {
              int number = next.incrementAndGet();
              long began = System.nanoTime();
              return given
                  .heard(
                      listeners.get(number % LISTENERS),
                      "live" + number % TRACKS,
                      Instant.now().minusSeconds(40).plusMillis(number))
                  .doOnComplete(() -> took.add(System.nanoTime() - began));
            })
        .blockingAwait();
  }

  private void upload(int rows) {
    ExportFile file = new ExportFile();
    Instant end = Instant.now().minusSeconds(600);
    for (int i = 0; i < rows; i++) {
      file.play(end.minusSeconds(61L * i), 61_000, "t" + i % 3_000);
    }
    byte[] bytes = file.bytes();
    List<Buffer> pieces = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += 65_536) {
      pieces.add(
          Buffer.buffer(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 65_536))));
    }
    long began = System.nanoTime();
    String id =
        new Uploads(
                store,
                new Foresight(postgres.pool()),
                options,
                metrics,
                Clock.systemUTC(),
                new Random(),
                RxHelper.scheduler(TestVertx.shared()),
                () -> {})
            .receive(listeners.get(0), false, Flowable.fromIterable(pieces))
            .blockingGet();
    System.out.printf(
        "received %s: %d rows, %.1f MB in %.2f s%n",
        id, rows, bytes.length / 1e6, (System.nanoTime() - began) / 1e9);
  }

  private double imported() {
    return meters.find("groundswell.imports.rows").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private static String percentiles(ConcurrentLinkedQueue<Long> took) {
    return "%d live plays, acknowledged after p50 %.2f ms, p95 %.2f ms, p99 %.2f ms"
        .formatted(took.size(), at(took, 0.5) / 1e6, at(took, 0.95) / 1e6, at(took, 0.99) / 1e6);
  }

  private static long at(ConcurrentLinkedQueue<Long> took, double share) {
    long[] sorted = took.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[(int) (sorted.length * share)];
  }
}
