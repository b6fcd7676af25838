package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.subjects.CompletableSubject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sightings of some shards that wait for their next transaction.
 *
 * <p>One transaction of a lane runs at a time; what arrives meanwhile gathers and is committed
 * together. So batches grow by themselves when the database is slow or the crowd large, and a lone
 * sighting never waits for company. What does not fit is refused at once.
 */
final class WriteLane {
  /**
   * Writes one batch in one transaction; completes after its commit. Fails with {@link
   * LedgerUnavailableException} where trying again later is right, else with what was refused.
   */
  interface Writer {
    Completable write(List<Sighting> sightings, Map<Long, Person> persons);
  }

  /**
   * What one caller gave, to be acknowledged as a whole.
   *
   * @param persons the listeners of the sightings
   */
  record Request(
      List<Sighting> sightings, Map<Long, Person> persons, CompletableSubject committed) {}

  static final int MOST_IN_BATCH = 500;
  private static final int MOST_WAITING = 100_000;

  private final Writer writer;
  private final Deque<Request> waiting = new ArrayDeque<>();
  private int waitingSightings;
  private boolean writing;

  WriteLane(Writer writer) {
    this.writer = writer;
  }

  /** Queues sightings; completes after the commit that holds them. */
  Completable submit(List<Sighting> sightings, Map<Long, Person> persons) {
    Request request = new Request(sightings, persons, CompletableSubject.create());
    synchronized (this) {
      if (waitingSightings + sightings.size() > MOST_WAITING) {
        return Completable.error(
            new LedgerUnavailableException(
                "too many plays wait to be written: PostgreSQL does not keep up"));
      }
      waiting.add(request);
      waitingSightings += sightings.size();
      if (writing) {
        return request.committed;
      }
      writing = true;
    }
    writeNext();
    return request.committed;
  }

  private void writeNext() {
    List<Request> batch = takeBatch();
    if (!batch.isEmpty()) {
      // Whatever the outcome, the callers have been told, and the next batch goes on.
      Disposable unused =
          write(batch)
              .onErrorResumeNext(failure -> afterFailure(batch, failure))
              .onErrorComplete()
              .subscribe(this::writeNext);
    }
  }

  private Completable write(List<Request> batch) {
    List<Sighting> sightings = new ArrayList<>();
    Map<Long, Person> persons = new HashMap<>();
    for (Request request : batch) {
      sightings.addAll(request.sightings);
      persons.putAll(request.persons);
    }
    return writer
        .write(sightings, persons)
        .doOnComplete(() -> batch.forEach(request -> request.committed.onComplete()));
  }

  /**
   * Nobody waits on for a database that is away: all are told at once. Where one caller's sightings
   * were refused, the others of its batch are written without them.
   */
  private Completable afterFailure(List<Request> batch, Throwable failure) {
    if (failure instanceof LedgerUnavailableException) {
      batch.forEach(request -> request.committed.onError(failure));
      takeAll().forEach(request -> request.committed.onError(failure));
      return Completable.complete();
    }
    if (batch.size() == 1) {
      batch.get(0).committed.onError(failure);
      return Completable.complete();
    }
    return Flowable.fromIterable(batch)
        .concatMapCompletable(
            request ->
                write(List.of(request))
                    .onErrorResumeNext(again -> afterFailure(List.of(request), again)));
  }

  private synchronized List<Request> takeAll() {
    List<Request> all = List.copyOf(waiting);
    waiting.clear();
    waitingSightings = 0;
    return all;
  }

  private synchronized List<Request> takeBatch() {
    List<Request> batch = new ArrayList<>();
    int sightings = 0;
    while (!waiting.isEmpty()
        && (batch.isEmpty() || sightings + waiting.getFirst().sightings.size() <= MOST_IN_BATCH)) {
      Request request = waiting.removeFirst();
      sightings += request.sightings.size();
      batch.add(request);
    }
    waitingSightings -= sightings;
    writing = !batch.isEmpty();
    return batch;
  }
}
