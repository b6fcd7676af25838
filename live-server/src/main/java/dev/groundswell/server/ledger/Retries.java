package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tries a transaction again where the database lost it through no fault of the transaction: a
 * connection that broke, a server that restarts, two that waited for each other.
 */
final class Retries {
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);

  private final RandomGenerator random;
  private final Scheduler scheduler;

  Retries(RandomGenerator random, Scheduler scheduler) {
    this.random = random;
    this.scheduler = scheduler;
  }

  /** The transaction, tried up to four times within about a second of waiting. */
  <T> Single<T> of(Single<T> transaction) {
    return transaction.retryWhen(
        failures ->
            failures
                .zipWith(Flowable.range(1, ATTEMPTS), Failure::new)
                .flatMap(
                    failure ->
                        failure.attempt < ATTEMPTS && isPassing(failure.cause)
                            ? Flowable.timer(
                                wait(failure.attempt), TimeUnit.MILLISECONDS, scheduler)
                            : Flowable.error(failure.cause)));
  }

  private record Failure(Throwable cause, int attempt) {}

  /** Whether the database may be well again soon: anything but a statement it will never take. */
  static boolean isPassing(Throwable failure) {
    if (!(failure instanceof PgException error)) {
      return !(failure instanceof RuntimeException) || isConnection(failure);
    }
    @Nullable String state = error.getSqlState();
    if (state == null || state.length() != 5) {
      return true;
    }
    boolean foreignKey = state.equals("23503");
    return foreignKey
        || switch (state.substring(0, 2)) {
          case "22", "23", "42", "0A" -> false;
          default -> true;
        };
  }

  /** The client's own errors of a broken or crowded pool are plain runtime exceptions. */
  private static boolean isConnection(Throwable failure) {
    return failure.getClass().getName().startsWith("io.vertx.");
  }

  private long wait(int attempt) {
    long most = FIRST_WAIT.toMillis() << (2 * (attempt - 1));
    return most / 2 + random.nextLong(most / 2 + 1);
  }
}
