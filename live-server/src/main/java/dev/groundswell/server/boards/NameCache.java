package dev.groundswell.server.boards;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names of one kind of things, remembered so that boards can be shown without asking the
 * ledger.
 *
 * <p>A name is looked up anew in the background once it is about ten minutes old; until the answer
 * comes, and for as long as the ledger is away, the old one goes on. What was never looked up is
 * waited for, but only briefly, and not at all while the ledger has just failed to answer.
 */
final class NameCache<V> {
  /** The most names that are looked up in one go. */
  static final int BATCH = 1_000;

  private static final Logger log = LoggerFactory.getLogger(NameCache.class);
  private static final int MOST = 50_000;
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final Names.Lookup<V> store;
  private final Clock clock;
  private final RandomGenerator chance;
  private final Scheduler scheduler;
  private final Cache<Long, Entry<V>> cache = Caffeine.newBuilder().maximumSize(MOST).build();
  private final Set<Long> beingRefreshed = ConcurrentHashMap.newKeySet();
  private volatile long askAgainAt;

  /** A name, and from when on it is looked up anew. */
  private record Entry<V>(V name, long staleAt) {}

  /**
   * @param scheduler on which waiting is given up
   */
  NameCache(Names.Lookup<V> store, Clock clock, RandomGenerator chance, Scheduler scheduler) {
    this.store = store;
    this.clock = clock;
    this.chance = chance;
    this.scheduler = scheduler;
  }

  /** The items whose names are known or come soon; never an error. */
  Single<Map<Long, V>> named(Set<Long> items) {
    Map<Long, V> known = new HashMap<>();
    Set<Long> missing = new HashSet<>();
    Set<Long> old = new HashSet<>();
    long now = clock.millis();
    for (Long item : items) {
      Entry<V> entry = cache.getIfPresent(item);
      if (entry == null) {
        missing.add(item);
      } else {
        known.put(item, entry.name());
        if (entry.staleAt() <= now && !hasJustFailed() && beingRefreshed.add(item)) {
          old.add(item);
        }
      }
    }
    refresh(old);
    return missing.isEmpty() ? Single.just(known) : with(known, missing);
  }

  private Single<Map<Long, V>> with(Map<Long, V> known, Set<Long> missing) {
    if (hasJustFailed()) {
      return Single.just(known);
    }
    return lookUp(missing)
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, scheduler)
        .doOnError(this::failed)
        .onErrorReturnItem(Map.of())
        .map(
            found -> {
              known.putAll(found);
              return known;
            });
  }

  private void refresh(Set<Long> old) {
    if (old.isEmpty()) {
      return;
    }
    var unused =
        lookUp(old)
            .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, scheduler)
            .doFinally(() -> beingRefreshed.removeAll(old))
            .subscribe(found -> {}, this::failed);
  }

  private Single<Map<Long, V>> lookUp(Set<Long> items) {
    return Flowable.fromIterable(batches(items))
        .concatMapSingle(store::find)
        .doOnNext(this::remember)
        .collect(HashMap::new, Map::putAll);
  }

  private void remember(Map<Long, V> found) {
    long now = clock.millis();
    found.forEach(
        (item, name) -> {
          // Spread over a fifth, or all that were learned together would be asked for together.
          long age = FRESH.toMillis() * 9 / 10 + chance.nextLong(FRESH.toMillis() / 5);
          cache.put(item, new Entry<>(name, now + age));
        });
  }

  private void failed(Throwable error) {
    askAgainAt = clock.millis() + AFTER_FAILURE.toMillis();
    log.warn("Names cannot be looked up, known ones go on: {}", error.toString());
  }

  private boolean hasJustFailed() {
    return clock.millis() < askAgainAt;
  }

  private static List<Set<Long>> batches(Set<Long> items) {
    List<Set<Long>> batches = new ArrayList<>();
    for (Long item : items) {
      if (batches.isEmpty() || batches.get(batches.size() - 1).size() == BATCH) {
        batches.add(new HashSet<>());
      }
      batches.get(batches.size() - 1).add(item);
    }
    return batches;
  }
}
