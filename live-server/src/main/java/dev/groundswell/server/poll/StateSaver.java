package dev.groundswell.server.poll;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves changed states together, a batch in one statement, one batch at a time.
 *
 * <p>What is lost with the process is at most a moment of scheduling: a state is behind what the
 * ledger has, never ahead of it, and telling the ledger the same again changes nothing.
 */
final class StateSaver {
  private static final Logger log = LoggerFactory.getLogger(StateSaver.class);
  private static final int BATCH = 500;

  private final PollStates states;
  private final Scheduler scheduler;
  private final Scheduler.Worker worker;
  private final Duration every;
  private final Pacing pacing;
  private final Map<Long, Polled> changed = new LinkedHashMap<>();
  private boolean scheduled;
  private int failures;

  StateSaver(
      PollStates states,
      Scheduler scheduler,
      Scheduler.Worker worker,
      Duration every,
      Pacing pacing) {
    this.states = states;
    this.scheduler = scheduler;
    this.worker = worker;
    this.every = every;
    this.pacing = pacing;
  }

  void changed(Polled listener) {
    changed.put(listener.id(), listener);
    schedule(every);
  }

  private void schedule(Duration delay) {
    if (!scheduled) {
      scheduled = true;
      var unused = worker.schedule(this::save, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void save() {
    List<Polled> batch = take();
    var unused = write(batch).observeOn(scheduler).subscribe(() -> saved(), e -> failed(batch, e));
  }

  private List<Polled> take() {
    List<Polled> batch = new ArrayList<>(Math.min(changed.size(), BATCH));
    Iterator<Polled> listeners = changed.values().iterator();
    while (listeners.hasNext() && batch.size() < BATCH) {
      batch.add(listeners.next());
      listeners.remove();
    }
    return batch;
  }

  private Completable write(List<Polled> batch) {
    return batch.isEmpty()
        ? Completable.complete()
        : states.save(batch.stream().map(Polled::toSave).toList());
  }

  private void saved() {
    scheduled = false;
    failures = 0;
    if (!changed.isEmpty()) {
      schedule(changed.size() >= BATCH ? Duration.ZERO : every);
    }
  }

  private void failed(List<Polled> batch, Throwable e) {
    scheduled = false;
    failures++;
    batch.forEach(listener -> changed.putIfAbsent(listener.id(), listener));
    Duration wait = pacing.afterFailures(failures);
    if (failures == 1) {
      log.warn(
          "Poll states were not saved, trying again in {} s: {}", wait.toSeconds(), e.toString());
    }
    schedule(wait);
  }

  /** Saves everything that is left, once; for the end of the process. */
  Completable saveRest() {
    return Completable.defer(
        () -> {
          List<Completable> batches = new ArrayList<>();
          while (!changed.isEmpty()) {
            batches.add(write(take()));
          }
          return Completable.concat(batches);
        });
  }
}
