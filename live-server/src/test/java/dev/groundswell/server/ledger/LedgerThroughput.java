package dev.groundswell.server.ledger;

import dev.groundswell.testing.PostgresFixture;
import io.micrometer.core.instrument.DistributionSummary;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how many plays a second the ledger makes durable.
 *
 * <p>Each caller gives one sighting, waits for the commit, and gives the next; batches are what
 * forms by itself. Arguments: callers (default 1000), seconds (default 15).
 */
public final class LedgerThroughput {
  private static final int LISTENERS = 2_000;
  private static final int TRACKS = 2_000;

  private LedgerThroughput() {}

  public static void main(String... args) {
    int callers = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    Duration length = Duration.ofSeconds(args.length > 1 ? Integer.parseInt(args[1]) : 15);
    PostgresFixture postgres = new PostgresFixture();
    postgres.beforeAll(null);
    LedgerFixture given = new LedgerFixture(postgres);
    List<Long> listeners = new ArrayList<>();
    for (int i = 0; i < LISTENERS; i++) {
      listeners.add(given.listener(10_000L + i));
    }
    run(given, listeners, callers, Duration.ofSeconds(5), "warm-up");
    run(given, listeners, callers, length, "measured");
    DistributionSummary batch = given.registry.get("groundswell.ledger.batch").summary();
    System.out.printf("sightings a commit: %.1f (most %.0f)%n", batch.mean(), batch.max());
    System.out.printf("plays in the ledger: %d%n", postgres.number("select count(*) from play"));
    System.exit(0);
  }

  private static final AtomicLong NEXT = new AtomicLong();

  private static void run(
      LedgerFixture given, List<Long> listeners, int callers, Duration length, String name) {
    ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
    long begin = System.nanoTime();
    long end = begin + length.toNanos();
    Flowable.range(0, callers)
        .flatMapCompletable(
            caller ->
                Completable.defer(() -> recordOne(given, listeners, latencies))
                    .repeatUntil(() -> System.nanoTime() >= end))
        .blockingAwait();
    double seconds = (System.nanoTime() - begin) / 1e9;
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "%s: %,d plays in %.1f s = %,.0f plays/s; acknowledged after p50 %.1f ms, p99 %.1f ms%n",
        name,
        sorted.length,
        seconds,
        sorted.length / seconds,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.99)] / 1e6);
  }

  private static Completable recordOne(
      LedgerFixture given, List<Long> listeners, ConcurrentLinkedQueue<Long> latencies) {
    long n = NEXT.getAndIncrement();
    int start = (int) (n / LISTENERS) * 200 - 400_000;
    Sighting sighting =
        LedgerFixture.live(
            listeners.get((int) (n % LISTENERS)), "t" + n * 7 % TRACKS, start, 31, 1);
    long asked = System.nanoTime();
    return given
        .ledger
        .record(List.of(sighting))
        .doOnComplete(() -> latencies.add(System.nanoTime() - asked));
  }
}
