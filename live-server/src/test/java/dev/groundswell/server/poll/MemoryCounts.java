package dev.groundswell.server.poll;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts of calls in memory, by endpoint and minute; the key's own count is none. */
public final class MemoryCounts implements CallCounts {
  final Map<Count, Integer> saved = new HashMap<>();
  boolean away;

  @Override
  public Single<List<Count>> since(Instant from) {
    return Single.fromCallable(
        () ->
            saved.entrySet().stream()
                .map(e -> new Count(e.getKey().endpoint(), e.getKey().minute(), e.getValue()))
                .filter(count -> !count.minute().isBefore(from))
                .toList());
  }

  @Override
  public Completable add(List<Count> counts, Instant forgetBefore) {
    if (away) {
      return Completable.error(new IllegalStateException("away"));
    }
    counts.forEach(
        c -> saved.merge(new Count(c.endpoint(), c.minute(), 0), c.calls(), Integer::sum));
    return Completable.complete();
  }
}
