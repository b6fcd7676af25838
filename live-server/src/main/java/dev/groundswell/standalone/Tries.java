package dev.groundswell.standalone;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often and when something is tried again that simulated listeners do.
 *
 * @param most so many tries after the first
 * @param first the first pause; doubled each time, with jitter
 * @param longest the longest, unless the server asks for more
 */
record Tries(int most, Duration first, Duration longest, RandomGenerator random) {
  private static final Logger log = LoggerFactory.getLogger(Tries.class);

  /** Does it until it succeeds; fails as the last try did. */
  Completable of(Completable attempt) {
    return attempt.retryWhen(
        errors ->
            errors
                .zipWith(Flowable.range(0, most + 1), this::pauseMillis)
                .concatMapSingle(pause -> Single.timer(pause, TimeUnit.MILLISECONDS)));
  }

  private long pauseMillis(Throwable error, int tries) {
    log.debug("A simulated listener tries again: {}", error.toString());
    long pause = Math.min(longest.toMillis(), first.toMillis() << Math.min(tries, 10));
    long asked =
        error instanceof SimulatedSignIn.RefusedException refused
            ? refused.retryAfter().toMillis()
            : 0;
    return Math.max(asked, pause / 2) + random.nextLong(pause / 2 + 1);
  }
}
