package dev.groundswell.standalone;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** From the asynchronous to the main thread, which waits, and back. */
final class Rx {
  private Rx() {}

  /** Waits for a result, at most {@code limit}. */
  static <T> T await(Single<T> result, Duration limit) {
    return result.timeout(limit.toMillis(), TimeUnit.MILLISECONDS).blockingGet();
  }

  /** Waits for an end, at most {@code limit}. */
  static void await(Completable end, Duration limit) {
    end.timeout(limit.toMillis(), TimeUnit.MILLISECONDS).blockingAwait();
  }

  /** Stops by {@code stop}, and waits for it at most {@code limit}. */
  static AutoCloseable closing(Completable stop, Duration limit) {
    return () -> await(stop, limit);
  }
}
