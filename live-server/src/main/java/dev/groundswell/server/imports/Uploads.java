package dev.groundswell.server.imports;

import dev.groundswell.server.http.Problem;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Receives files: each is read piece by piece while it arrives, no faster than PostgreSQL takes
 * what was read.
 */
final class Uploads {
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final ImportStore store;
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
      ImportOptions options,
      ImportMetrics metrics,
      Clock clock,
      RandomGenerator random,
      Scheduler scheduler,
      Runnable arrived) {
    this.store = store;
    this.options = options;
    this.metrics = metrics;
    this.clock = clock;
    this.random = random;
    this.scheduler = scheduler;
    this.arrived = arrived;
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
    Receiving file = new Receiving(id, dryRun);
    return body.concatMapCompletable(file::take, 2)
        .andThen(Completable.defer(file::finish))
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

  /** One file on its way in. */
  private final class Receiving {
    private final long id;
    private final boolean dryRun;
    private final Tally tally = new Tally();
    private final ExportReader reader = new ExportReader(clock.instant().plusSeconds(3_600), tally);
    private List<ImportedRow> gathered = new ArrayList<>();
    private long bytes;
    private int chunks;

    Receiving(long id, boolean dryRun) {
      this.id = id;
      this.dryRun = dryRun;
    }

    Completable take(Buffer piece) throws UnreadableExportException {
      bytes += piece.length();
      if (bytes > options.largestFile()) {
        return Completable.error(tooLarge(options).asException());
      }
      gathered.addAll(reader.feed(piece.getBytes()));
      List<List<ImportedRow>> whole = new ArrayList<>();
      while (gathered.size() >= options.batch()) {
        whole.add(List.copyOf(gathered.subList(0, options.batch())));
        gathered = new ArrayList<>(gathered.subList(options.batch(), gathered.size()));
      }
      return keep(whole);
    }

    Completable finish() throws UnreadableExportException {
      gathered.addAll(reader.finish());
      List<List<ImportedRow>> last = new ArrayList<>();
      for (int from = 0; from < gathered.size(); from += options.batch()) {
        int until = Math.min(gathered.size(), from + options.batch());
        last.add(List.copyOf(gathered.subList(from, until)));
      }
      return keep(last)
          .andThen(Completable.defer(() -> store.received(id, tally, chunks)))
          .doOnComplete(() -> metrics.received(tally));
    }

    private Completable keep(List<List<ImportedRow>> whole) {
      if (dryRun) {
        return Completable.complete();
      }
      int first = chunks;
      chunks += whole.size();
      return store.add(id, first, whole);
    }
  }

  static Problem tooLarge(ImportOptions options) {
    return Problem.tooLarge(
        "A file may have " + (options.largestFile() >> 20) + " MiB; Spotify's have about 13.");
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
