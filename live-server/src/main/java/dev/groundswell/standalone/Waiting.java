package dev.groundswell.standalone;

import io.reactivex.rxjava3.core.Observable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting, on the main thread, for something outside this process that cannot call back. */
final class Waiting {
  private static final long STEP_MS = 50;

  private Waiting() {}

  /**
   * Asks every 50 ms until {@code condition} holds.
   *
   * @return whether it held within {@code limit}; false as well when this thread is interrupted
   */
  static boolean until(Duration limit, BooleanSupplier condition) {
    try {
      return Observable.interval(0, STEP_MS, TimeUnit.MILLISECONDS)
          .map(tick -> condition.getAsBoolean())
          .takeUntil(held -> held)
          .take(limit.toMillis(), TimeUnit.MILLISECONDS)
          .blockingLast(false);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        return false;
      }
      throw e;
    }
  }
}
