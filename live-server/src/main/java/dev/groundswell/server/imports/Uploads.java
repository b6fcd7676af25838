package dev.groundswell.server.imports;

import dev.groundswell.server.http.Problem;
import dev.groundswell.server.ledger.Foresight;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Receives files: each is read piece by piece while it arrives, no faster than PostgreSQL takes
 * what was read.
 */
final class Uploads {
  private static final Duration AGAIN = Duration.ofSeconds(10);

  /** Clocks differ: what ends this much later may have happened. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private static final int SLICE = 8 * 1024;

  private final ImportStore store;
  private final Foresight foresight;
  private final ImportOptions options;
  private final ImportMetrics metrics;
  private final Clock clock;
  private final RandomGenerator random;
  private final Scheduler scheduler;
  private final Runnable arrived;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param arrived told when a file is there for the lane
   */
  Uploads(
      ImportStore store,
      Foresight foresight,
      ImportOptions options,
      ImportMetrics metrics,
      Clock clock,
      RandomGenerator random,
      Scheduler scheduler,
      Runnable arrived) {
    this.store = store;
    this.foresight = foresight;
    this.options = options;
    this.metrics = metrics;
    this.clock = clock;
    this.random = random;
    this.scheduler = scheduler;
    this.arrived = arrived;
  }

  /** Small enough for what comes out of one to be dealt with in a moment, packed as it may be. */
  private static Flowable<byte[]> slices(Buffer piece) {
    int count = (piece.length() + SLICE - 1) / SLICE;
    return Flowable.range(0, count)
        .map(n -> piece.getBytes(n * SLICE, Math.min(piece.length(), (n + 1) * SLICE)));
  }

  /** Answers the import's id once the whole file is read and kept. */
  Single<String> receive(long listenerId, boolean dryRun, Flowable<Buffer> body) {
    if (open.incrementAndGet() > options.mostUploads()) {
      open.decrementAndGet();
      return Single.error(
          Problem.unavailable("Other files are being received; send it again.", AGAIN)
              .asException());
    }
    String publicId = newId();
    return store
        .open(listenerId, publicId, dryRun, options.mostUnfinished())
        .map(Uploads::accepted)
        .flatMapCompletable(id -> receive(id, listenerId, dryRun, body))
        .toSingleDefault(publicId)
        .doOnError(refused -> metrics.refused())
        .doFinally(open::decrementAndGet);
  }

  private Completable receive(long id, long listenerId, boolean dryRun, Flowable<Buffer> body) {
    Receiving file =
        new Receiving(
            id, listenerId, dryRun, store, foresight, options, clock.instant().plus(AHEAD));
    return body.concatMap(Uploads::slices, 1)
        .concatMapCompletable(file::take, 1)
        .andThen(Single.defer(file::finish))
        .doOnSuccess(metrics::received)
        .ignoreElement()
        .doFinally(file::close)
        .timeout(options.longestUpload().toMillis(), TimeUnit.MILLISECONDS, scheduler)
        .onErrorResumeNext(
            failure ->
                store.discard(id).onErrorComplete().andThen(Completable.error(told(failure))))
        // Whoever hangs up leaves nothing behind either.
        .doOnDispose(
            () -> {
              var unused = store.discard(id).onErrorComplete().subscribe();
            })
        .andThen(store.sweepFinished(listenerId).onErrorComplete())
        .doOnComplete(arrived::run);
  }

  static Problem tooLarge(ImportOptions options) {
    return Problem.tooLarge(
        "A file may have " + (options.largestFile() >> 20) + " MiB; Spotify's ZIPs have a few.");
  }

  private static long accepted(ImportStore.Opened opened) {
    ImportStore.Refusal refusal = opened.refusal();
    if (refusal == null) {
      return opened.id();
    }
    throw switch (refusal) {
      case NO_LISTENER -> Problem.unauthorized("Sign in at /login first.").asException();
      case TOO_MANY ->
          Problem.tooMany("Your earlier files are still being read; send this one later.", AGAIN)
              .asException();
    };
  }

  private static Throwable told(Throwable failure) {
    return failure instanceof UnreadableExportException unreadable
        ? Problem.badValue("body", String.valueOf(unreadable.getMessage())).asException()
        : failure;
  }

  private String newId() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
