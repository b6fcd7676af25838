package dev.groundswell.server.poll;

import dev.groundswell.events.PlayChange;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Leases that are as a test says; all of them unless told otherwise. */
public final class MemoryLeases implements PollLeases {
  Set<Integer> held = IntStream.range(0, PlayChange.SHARDS).boxed().collect(Collectors.toSet());
  boolean away;

  @Override
  public Single<Set<Integer>> renew() {
    return away ? Single.error(new IllegalStateException("away")) : Single.just(held);
  }

  @Override
  public Completable release() {
    return Completable.complete();
  }
}
