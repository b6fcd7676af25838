package dev.groundswell.server.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How late event loops come to what is due: each is asked to be back after a while, and what it
 * takes longer is its lag. Whatever blocks or overloads a loop shows here first.
 */
public final class EventLoopLag {
  private static final long EVERY_MILLIS = 500;
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS);

  private EventLoopLag() {}

  /** Measures as many loops as there are, for as long as they run. */
  public static void measure(Vertx vertx, int loops, MeterRegistry registry) {
    Timer lag =
        Timer.builder("groundswell.event.loop.lag")
            .description("How much later than due an event loop did what it was asked to do")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(10))
            .register(registry);
    for (int loop = 0; loop < loops; loop++) {
      // Contexts of this kind are dealt out to the loops in turn.
      Context context = ((VertxInternal) vertx).createEventLoopContext();
      context.runOnContext(begin -> again(vertx, lag));
    }
  }

  private static void again(Vertx vertx, Timer lag) {
    long begun = System.nanoTime();
    vertx.setTimer(
        EVERY_MILLIS,
        id -> {
          lag.record(Math.max(0, System.nanoTime() - begun - EVERY_NANOS), TimeUnit.NANOSECONDS);
          again(vertx, lag);
        });
  }
}
