package dev.groundswell.server.poll;

import io.reactivex.rxjava3.core.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listeners on their way in: their states are loaded together, a batch in one statement. */
final class Arrivals {
  private static final Logger log = LoggerFactory.getLogger(Arrivals.class);
  private static final int BATCH = 1000;

  /** Long enough for a burst to come together, too short for anyone to notice. */
  private static final Duration GATHER = Duration.ofMillis(20);

  private final PollStates states;
  private final Scheduler scheduler;
  private final Scheduler.Worker worker;
  private final Pacing pacing;
  private final BiConsumer<Roster.Joined, @Nullable PollState> admit;
  private final Map<Long, Roster.Joined> waiting = new LinkedHashMap<>();
  private boolean scheduled;
  private int failures;

  Arrivals(
      PollStates states,
      Scheduler scheduler,
      Scheduler.Worker worker,
      Pacing pacing,
      BiConsumer<Roster.Joined, @Nullable PollState> admit) {
    this.states = states;
    this.scheduler = scheduler;
    this.worker = worker;
    this.pacing = pacing;
    this.admit = admit;
  }

  void joined(Roster.Joined listener) {
    waiting.put(listener.listenerId(), listener);
    schedule(GATHER);
  }

  /** Who is on their way. */
  Set<Long> ids() {
    return waiting.keySet();
  }

  void left(long listenerId) {
    waiting.remove(listenerId);
  }

  private void schedule(Duration delay) {
    if (!scheduled && !waiting.isEmpty()) {
      scheduled = true;
      var unused = worker.schedule(this::load, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void load() {
    List<Long> batch = waiting.keySet().stream().limit(BATCH).toList();
    var unused =
        states
            .load(batch)
            .observeOn(scheduler)
            .subscribe(found -> loaded(batch, found), this::failed);
  }

  private void loaded(List<Long> batch, Map<Long, PollState> found) {
    scheduled = false;
    failures = 0;
    for (Long id : batch) {
      Roster.Joined listener = waiting.remove(id);
      if (listener != null) {
        admit.accept(listener, found.get(id));
      }
    }
    schedule(Duration.ZERO);
  }

  private void failed(Throwable e) {
    scheduled = false;
    failures++;
    Duration wait = pacing.afterFailures(failures);
    log.warn(
        "Poll states were not loaded, trying again in {} s: {}", wait.toSeconds(), e.toString());
    schedule(wait);
  }
}
