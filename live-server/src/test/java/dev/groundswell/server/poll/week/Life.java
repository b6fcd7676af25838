package dev.groundswell.server.poll.week;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.schedulers.TestScheduler;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of the server, from a start to a kill. Once killed, nothing that was under way comes
 * back, and nothing that is still begun has an effect.
 */
final class Life extends Clock {
  final TestScheduler scheduler = new TestScheduler();
  private final Moment death;
  private final Instant from;
  private @Nullable Instant killedAt;

  /** Where a kill hits. */
  enum Moment {
    AT_ANY_TIME,
    AFTER_THE_LEDGER_STORED,
    BEFORE_THE_LEDGER_STORES,
    AFTER_STATES_WERE_SAVED
  }

  /** A server that is killed when the moment comes first, from {@code from} on. */
  Life(Instant start, Moment death, Instant from) {
    this.death = death;
    this.from = from;
    scheduler.advanceTimeTo(start.toEpochMilli(), TimeUnit.MILLISECONDS);
  }

  boolean isOver() {
    return killedAt != null;
  }

  Instant killedAt() {
    if (killedAt == null) {
      throw new IllegalStateException("still alive");
    }
    return killedAt;
  }

  /** Lives until the kill, at the latest until {@code end}. */
  void liveUntil(Instant end) {
    if (from.isBefore(end)) {
      passTo(from);
      Instant at = from;
      while (!isOver() && at.isBefore(end)) {
        if (death == Moment.AT_ANY_TIME) {
          kill();
        } else {
          at = at.plusSeconds(5).isBefore(end) ? at.plusSeconds(5) : end;
          passTo(at);
        }
      }
    } else {
      passTo(end);
    }
    if (!isOver()) {
      kill();
    }
  }

  private void passTo(Instant at) {
    scheduler.advanceTimeTo(at.toEpochMilli(), TimeUnit.MILLISECONDS);
  }

  private void kill() {
    killedAt = instant();
  }

  private void dieAt(Moment moment) {
    if (moment == death && !isOver() && !instant().isBefore(from)) {
      kill();
    }
  }

  /** Something that is stored and acknowledged later; each may be the last that happens. */
  Completable storing(Completable what, Moment before, Moment after, long millis) {
    return Completable.timer(millis, TimeUnit.MILLISECONDS, scheduler)
        .andThen(Completable.fromAction(() -> dieAt(before)))
        .andThen(Completable.defer(() -> isOver() ? Completable.never() : what))
        .andThen(Completable.fromAction(() -> dieAt(after)))
        .delay(millis, TimeUnit.MILLISECONDS, scheduler)
        .andThen(Completable.defer(() -> isOver() ? Completable.never() : Completable.complete()));
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(scheduler.now(TimeUnit.MILLISECONDS));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
