package dev.groundswell.server.audit;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Topic;
import dev.groundswell.server.audit.LedgerCount.Marks;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One look at one board: what of it differs from the ledger, as of the same instant.
 *
 * <p>First it is noted how far the ledger is, then the jobs' time is waited for to pass that
 * instant, then the board is read, then the ledger is counted. So the board knows all that was
 * noted, and may or may not know what was committed since: within that a figure may differ. A board
 * that was last written before is as right as one of now, since it is written as soon as it would
 * show something else.
 */
final class Look {
  private static final long STEP_MILLIS = 200;

  /** Versions of a board follow each other by up to 50 ms, those of what rises by a second. */
  private static final long WRITTEN_WITHIN_MILLIS = 1_500;

  private final ShownBoards boards;
  private final LedgerCount ledger;
  private final AuditOptions options;
  private final long minimum;
  private final Clock clock;
  private final Scheduler scheduler;

  /**
   * @param minimum the jobs' minimum of listeners
   */
  Look(
      ShownBoards boards,
      LedgerCount ledger,
      AuditOptions options,
      long minimum,
      Clock clock,
      Scheduler scheduler) {
    this.boards = boards;
    this.ledger = ledger;
    this.options = options;
    this.minimum = minimum;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /**
   * What one look came to.
   *
   * @param asOf the instant that was compared
   * @param counting how long the ledger counted
   */
  record Result(long asOf, List<Finding> findings, Duration counting) {
    Result {
      findings = List.copyOf(findings);
    }
  }

  /** Fails with {@link UnsettledException} where the board cannot be judged now. */
  Single<Result> at(Topic topic) {
    return Single.defer(() -> ledger.marks(clock.millis()))
        .flatMap(
            marks ->
                asOfAfter(marks.at() + options.margin().toMillis())
                    .flatMap(
                        reached ->
                            Completable.timer(
                                    WRITTEN_WITHIN_MILLIS, TimeUnit.MILLISECONDS, scheduler)
                                .andThen(Single.defer(() -> boards.look(topic)))
                                .flatMap(seen -> compare(topic, seen, reached, marks))));
  }

  private Single<Long> asOfAfter(long instant) {
    return Single.defer(boards::asOf)
        .repeatWhen(again -> again.delay(STEP_MILLIS, TimeUnit.MILLISECONDS, scheduler))
        .filter(reached -> reached > instant)
        .firstOrError()
        .timeout(
            options.patience().toMillis(),
            TimeUnit.MILLISECONDS,
            scheduler,
            Single.error(() -> new UnsettledException("the jobs are behind")));
  }

  private Single<Result> compare(Topic topic, ShownBoards.Seen seen, long reached, Marks marks) {
    Board board = seen.board();
    if (board == null || !board.topic().equals(topic)) {
      Finding none = new Finding("board", "is not there or cannot be read");
      return Single.just(new Result(reached, List.of(none), Duration.ZERO));
    }
    if (board.asOf() > clock.millis() + options.margin().toMillis()) {
      Finding ahead = new Finding("board", "is of an instant to come");
      return Single.just(new Result(reached, List.of(ahead), Duration.ZERO));
    }
    long asOf = Math.max(board.asOf(), reached);
    long began = System.nanoTime();
    return ledger
        .count(topic, asOf, board.items().stream().map(BoardItem::item).toList(), marks)
        .map(
            expected ->
                new Result(
                    asOf,
                    Comparison.of(board, expected, minimum),
                    Duration.ofNanos(System.nanoTime() - began)));
  }
}
