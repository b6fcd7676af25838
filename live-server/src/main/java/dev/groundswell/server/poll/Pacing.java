package dev.groundswell.server.poll;

import dev.groundswell.server.poll.Outcome.Prospect;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides when the next look is due; every figure that is not told by a player has jitter. */
final class Pacing {
  /** An end that is this much further than the next check makes the check needless. */
  private static final Duration WORTH_WAITING = Duration.ofSeconds(8);

  /** A pause that has lasted longer is a silence. */
  private static final Duration SOON_RESUMED = Duration.ofMinutes(5);

  /** Between an instant and a look that can tell that it has passed. */
  private static final Duration SURELY = Duration.ofMillis(500);

  /** A check is moved by so much where it can then tell that a play counts. */
  private static final Duration WORTH_MOVING = Duration.ofSeconds(4);

  private static final Duration SOONEST = Duration.ofSeconds(5);

  /** By how much ends are seen later for each time that everybody is asked less often. */
  private static final Duration RELIEF = Duration.ofSeconds(18);

  private static final Duration FIRST_HISTORY_FROM = Duration.ofSeconds(10);
  private static final Duration FIRST_HISTORY_TO = Duration.ofSeconds(120);

  private final PollOptions options;
  private final RandomGenerator random;

  Pacing(PollOptions options, RandomGenerator random) {
    this.options = options;
    this.random = random;
  }

  /**
   * When to look again.
   *
   * @param usual after how long that would be at the usual pace
   */
  record Next(Instant at, Lane lane, Duration usual) {}

  /** When to look at a player of which this is to be expected, {@code stretch} times as seldom. */
  Next next(Prospect prospect, double stretch, Instant now) {
    Next usual = at(prospect, 1, now);
    Instant at = stretch == 1 ? usual.at() : at(prospect, stretch, now).at();
    return new Next(at, usual.lane(), Duration.between(now, usual.at()));
  }

  private Next at(Prospect prospect, double stretch, Instant now) {
    Instant silentSince = prospect.silentSince();
    if (prospect.playing() == null && !(prospect.mayResume() && isRecent(silentSince, now))) {
      Duration wait = jittered(times(silence(silentSince, now), stretch));
      return new Next(now.plus(wait), Lane.IDLE, wait);
    }
    Instant check = check(prospect.countsAt(), stretch, now);
    if (prospect.endsAt() == null) {
      return new Next(check, Lane.CHECK, options.check());
    }
    Instant afterEnd = prospect.endsAt().plus(options.afterEnd());
    Instant soonest = now.plus(SOONEST).plus(times(RELIEF, stretch - 1));
    if (afterEnd.isBefore(soonest)) {
      return new Next(soonest, Lane.END, SOONEST);
    }
    return afterEnd.isBefore(check.plus(worthWaiting(stretch)))
        ? new Next(afterEnd, Lane.END, options.check())
        : new Next(check, Lane.CHECK, options.check());
  }

  /** Where looks are dear, an end is worth more waiting: it shows what a check shows, and more. */
  private static Duration worthWaiting(double stretch) {
    Duration longer = stretch == 1 ? Duration.ZERO : times(RELIEF, stretch);
    return longer.compareTo(WORTH_WAITING) > 0 ? longer : WORTH_WAITING;
  }

  private static Duration times(Duration wait, double stretch) {
    return stretch == 1 ? wait : Duration.ofMillis((long) (wait.toMillis() * stretch));
  }

  /** The next look for skips: a little later where that look can tell that a play counts. */
  private Instant check(@Nullable Instant countsAt, double stretch, Instant now) {
    Instant usual = now.plus(times(options.check(), stretch));
    if (countsAt == null) {
      return usual;
    }
    Instant certain = countsAt.plus(SURELY);
    boolean near = Duration.between(usual, certain).abs().compareTo(WORTH_MOVING) <= 0;
    return near ? certain : usual;
  }

  private static boolean isRecent(@Nullable Instant since, Instant now) {
    return since != null && Duration.between(since, now).compareTo(SOON_RESUMED) <= 0;
  }

  private Duration silence(@Nullable Instant since, Instant now) {
    Duration half = since == null ? Duration.ZERO : Duration.between(since, now).dividedBy(2);
    if (half.compareTo(options.idleFrom()) < 0) {
      return options.idleFrom();
    }
    return half.compareTo(options.idleTo()) > 0 ? options.idleTo() : half;
  }

  /** When to read the list of plays again. */
  Next nextHistory(double stretch, Instant now) {
    Duration wait = between(options.historyFrom(), options.historyTo());
    return new Next(now.plus(times(wait, stretch)), Lane.BACKLOG, wait);
  }

  /** When to read the list of plays of someone who has just joined. */
  Instant firstHistory(Instant now) {
    return now.plus(between(FIRST_HISTORY_FROM, FIRST_HISTORY_TO));
  }

  /** A due time from before a restart: what is overdue is spread, so that not all come at once. */
  Instant restored(Instant due, Duration over, Instant now) {
    return due.isAfter(now) ? due : now.plus(between(Duration.ZERO, over));
  }

  /** How long to wait after so many failures in a row. */
  Duration afterFailures(int failures) {
    int doublings = Math.min(Math.max(failures - 1, 0), 20);
    Duration wait = options.failureFrom().multipliedBy(1L << doublings);
    Duration bounded = wait.compareTo(options.failureTo()) > 0 ? options.failureTo() : wait;
    return between(bounded.dividedBy(2), bounded);
  }

  /** Tries again after each error, ever more slowly. */
  Flowable<Long> slowly(Flowable<Throwable> errors, Scheduler scheduler) {
    return errors
        .scan(0, (count, e) -> count + 1)
        .skip(1)
        .flatMap(
            count ->
                Flowable.timer(afterFailures(count).toMillis(), TimeUnit.MILLISECONDS, scheduler));
  }

  Duration between(Duration from, Duration to) {
    long spread = to.toMillis() - from.toMillis();
    return spread <= 0 ? from : from.plusMillis(random.nextLong(spread));
  }

  Duration jittered(Duration wait) {
    return between(wait, wait.plus(wait.dividedBy(10)));
  }
}
